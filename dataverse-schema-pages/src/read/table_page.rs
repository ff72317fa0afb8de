use crate::diagnostic::Code;
use crate::layout::Section;
use crate::model::name_in_title;
use crate::page::{Block, Cell};
use crate::read::operations::is_operations_page;
use crate::read::reader::Reader;
use crate::read::split::{near_section, section_of};
use crate::read::title::{SUFFIXES, title};

impl<'s> Reader<'s, '_> {
    /// Returns true if the page describes a table. Reports an error otherwise.
    pub(super) fn check_is_table_page(&mut self, intro: &[Block<'s>], rest: &[Block<'s>]) -> bool {
        let headings = rest.iter().filter_map(|block| match block {
            Block::Heading(heading) => Some(heading),
            _ => None,
        });
        let mut known = headings.clone().filter_map(section_of);
        if known.clone().any(|section| section == Section::Properties) {
            return true;
        }
        let mut headings = headings.filter(|heading| heading.level == 2);
        let has_typo = headings.any(|heading| near_section(&heading.title.text).is_some());
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
        let is_titled = title.filter(is_reference).is_some();
        let named = title.filter(|title| is_name(&title.text) && !title.text.is_empty());
        let (code, message, help) = if text.trim().is_empty() {
            (
                Code::EmptyPage,
                "empty page",
                "check that the download is complete: a table reference page begins with `---` and a title".to_owned(),
            )
        } else if is_operations_page(self.source) {
            (
                Code::NotATablePage,
                "a page of operations, not one of a table",
                "name the pages of tables only, or keep this page in another folder".to_owned(),
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
        } else if is_titled && (has_typo || known.any(|section| section != Section::SeeAlso)) {
            return true;
        } else if is_titled && !self.is_visible(intro) {
            return false;
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

    /// Returns true if nothing hides the sections. Reports an error otherwise.
    fn is_visible(&mut self, intro: &[Block<'s>]) -> bool {
        intro.iter().all(|block| match block {
            Block::Text(span) | Block::List(_, span) => self.check_visible(*span),
            _ => true,
        })
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
