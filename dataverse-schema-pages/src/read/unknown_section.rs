use crate::diagnostic::{Applicability, Code};
use crate::layout::Section;
use crate::model::{Extra, ExtraSection, Fact};
use crate::page::Block;
use crate::read::message::NAME_AND_EVENT;
use crate::read::reader::Reader;
use crate::read::section::{Entry, SectionContent};
use crate::read::split::near_section;

impl<'s> Reader<'s, '_> {
    /// Keeps a section with an unknown heading verbatim, unless its content belongs to a known
    /// section.
    pub(super) fn unknown_section(&mut self, content: &SectionContent<'s>, extra: &mut Extra) {
        let title = content.title();
        let near = near_section(title);
        let has_table = |heads: &[&str]| {
            let mut tables = content.tables();
            tables.any(|table| heads.contains(&&*table.header().cells[0].one_line()))
        };
        let has_anchor = |entry: &Entry<'_>| entry.heading.is_some_and(|h| h.anchor.is_some());
        let has_entries =
            content.link_list().next().is_some() || content.entries.iter().any(has_anchor);
        let is_known = has_entries || has_table(&["Property", "Value", "Message", NAME_AND_EVENT]);
        if near.is_some() || is_known || title.is_empty() || content.is_stray {
            self.unknown_heading(content, near);
            return;
        }
        for block in &content.blocks {
            if let Block::Text(span) | Block::Quote(span) | Block::List(_, span) = block {
                self.check_visible(*span);
            }
        }
        let span = self.source.trimmed(content.span);
        extra.sections.push(ExtraSection {
            title: Fact::new(title.to_owned(), content.start),
            text: Fact::new(self.source.normalized(span), span),
        });
    }

    /// Reports the unknown heading of a section, which was probably meant to be that of `near`.
    pub(super) fn unknown_heading(&mut self, content: &SectionContent<'s>, near: Option<Section>) {
        let title = content.title();
        let message = match content.heading {
            Some(_) => format!("unknown section `{title}`"),
            None => "missing heading of a section".to_owned(),
        };
        self.error(
            Code::UnknownSection,
            content.start,
            message,
            |d| match near {
                Some(near) => d.suggest_word(title, near.heading(), Applicability::MaybeIncorrect),
                None => {
                    let headings: Vec<&str> = Section::ALL.iter().map(|s| s.heading()).collect();
                    d.help(format!("known sections: {}", headings.join(", ")))
                }
            },
        );
    }
}
