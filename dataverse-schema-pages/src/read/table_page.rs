use crate::diagnostic::Code;
use crate::layout::Section;
use crate::model::name_in_title;
use crate::page::{Block, Cell};
use crate::read::reader::Reader;
use crate::read::section::SectionContent;
use crate::read::title::{SUFFIXES, title};
use crate::suggest::did_you_mean;

impl<'s> Reader<'s, '_> {
    /// Returns true if the page describes a table. Reports an error otherwise.
    pub(super) fn check_is_table_page(
        &mut self,
        intro: &[&Block<'s>],
        sections: &[SectionContent<'s>],
    ) -> bool {
        let mut known = sections.iter().filter_map(|content| content.section);
        if known.clone().any(|section| section == Section::Properties) {
            return true;
        }
        let headings: Vec<&str> = Section::ALL.iter().map(|s| s.heading()).collect();
        let has_typo = sections.iter().any(|content| {
            content.section.is_none() && did_you_mean(&content.title.text, &headings).is_some()
        });
        let title = intro.iter().find_map(title);
        let text = self.source.text();
        // Pages from 2018 have lines such as `**Type**: State<br />` instead of tables.
        let has_lines =
            text.contains("\n**LogicalName**: ") || text.contains("\n**DisplayName**: ");
        let is_reference = |title: &&Cell<'s>| {
            let (name, _) = self.split_title(title);
            // A page titled `About the table/entity reference` doesn't describe a table.
            is_name(name_in_title(&name.value)) && SUFFIXES.iter().any(|s| title.text.contains(s))
        };
        let named = title.filter(|title| is_name(&title.text) && !title.text.is_empty());
        let (code, message, help) = if text.trim().is_empty() {
            (
                Code::EmptyPage,
                "empty page",
                "check that the download is complete: a table reference page begins with `---` and a title".to_owned(),
            )
        } else if has_lines {
            (
                Code::UnsupportedLayout,
                "unsupported layout: this page of 2018 has lists instead of tables",
                "download the current page of the table".to_owned(),
            )
        } else if let Some(title) = named.filter(|_| known.clone().any(is_of_tables)) {
            (
                Code::MissingTitle,
                "incomplete title of an extension page",
                format!("write `# {}{}`", title.text, SUFFIXES[0]),
            )
        } else if title.filter(is_reference).is_some()
            && (has_typo || known.any(|section| section != Section::SeeAlso))
        {
            return true;
        } else {
            (
                Code::NotATablePage,
                "not a table reference page: missing section `Properties`, and the title isn't that of an extension page",
                "choose a page at https://learn.microsoft.com/power-apps/developer/data-platform/reference/about-entity-reference, and use its Markdown rather than its HTML".to_owned(),
            )
        };
        let span = title.map_or(self.source.line(0), |title| title.span);
        self.error(code, span, message, |d| d.help(help));
        false
    }
}

fn is_name(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Returns true for sections whose heading no other page has.
fn is_of_tables(section: Section) -> bool {
    let general = [
        Section::Messages,
        Section::Events,
        Section::Properties,
        Section::SeeAlso,
    ];
    !general.contains(&section)
}
