use crate::diagnostic::{Applicability, Code};
use crate::layout::Section;
use crate::model::{Extra, ExtraSection, Fact};
use crate::page::Block;
use crate::read::message::NAME_AND_EVENT;
use crate::read::reader::Reader;
use crate::read::section::SectionContent;
use crate::suggest::did_you_mean;

impl<'s> Reader<'s, '_> {
    /// Keeps a section with an unknown heading verbatim, unless its content belongs to a known
    /// section.
    pub(super) fn unknown_section(&mut self, content: &SectionContent<'s>, extra: &mut Extra) {
        let (title, span) = (&*content.title.text, content.title.span);
        let headings: Vec<&str> = Section::ALL.iter().map(|s| s.heading()).collect();
        let begun = headings
            .iter()
            .copied()
            .find(|heading| heading.starts_with(title));
        let near = did_you_mean(title, &headings).or(begun);
        let has_table = |heads: &[&str]| {
            let mut tables = content.tables();
            tables.any(|table| heads.contains(&&*table.header().cells[0].one_line()))
        };
        let has_entries = content.link_list().next().is_some()
            || content
                .entries
                .iter()
                .any(|entry| entry.heading.anchor.is_some());
        let is_known = has_entries || has_table(&["Property", "Value", "Message", NAME_AND_EVENT]);
        if near.is_some() || is_known || title.is_empty() {
            self.error(
                Code::UnknownSection,
                span,
                format!("unknown section `{title}`"),
                |d| match near {
                    Some(near) => d.suggest_word(title, near, Applicability::MaybeIncorrect),
                    None => d.help(format!("known sections: {}", headings.join(", "))),
                },
            );
            return;
        }
        for block in &content.blocks {
            if let Block::Text(span) | Block::Quote(span) | Block::List(_, span) = block {
                self.check_visible(*span);
            }
        }
        let span = self.source.trimmed(content.span);
        extra.sections.push(ExtraSection {
            title: Fact::new(title.to_owned(), content.title.span),
            text: Fact::new(self.source.normalized(span), span),
        });
    }
}
