//! A page's blocks to a table. Whatever can't be read becomes a diagnostic, and reading goes on.

mod choice;
mod message;
mod properties;
mod relationship;
mod section;
mod text;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Extra, Fact, Table, TableFacts};
use crate::page::{Block, Cell, blocks};
use crate::read::properties::properties;
use crate::read::section::{Entry, SEE_ALSO, Section, sections, tables};
use crate::source::{Source, Span};

/// Reads a page. `None` when it isn't the page of a table.
pub(crate) fn read(source: &Source, problems: &mut Diagnostics) -> Option<Table> {
    let blocks = blocks(source);
    let (intro, sections) = sections(source, &blocks);
    if !is_table_page(source, &intro, &sections, problems) {
        return None;
    }
    let mut table = Table {
        source: source.clone(),
        product: intro.iter().find_map(product),
        facts: TableFacts::default(),
        description: description(source, &intro),
        messages: None,
        columns: Vec::new(),
        many_to_one: Vec::new(),
        one_to_many: Vec::new(),
        many_to_many: Vec::new(),
        extra: notes(source, &intro),
    };
    Reader { source, problems }.intro(&intro);
    for section in &sections {
        let reader = Reader { source, problems };
        reader.section(section, &mut table);
    }
    Some(table)
}

/// The headings of a page's second level that have a meaning.
const HEADINGS: &[&str] = &[
    "Messages",
    "Events",
    "Properties",
    "Writable columns/attributes",
    "Read-only columns/attributes",
    "Many-to-One relationships",
    "One-to-Many relationships",
    "Many-to-Many relationships",
];

struct Reader<'a> {
    source: &'a Source,
    problems: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn section(mut self, section: &Section<'_>, table: &mut Table) {
        let Table { facts, extra, .. } = table;
        if HEADINGS.contains(&section.title.text.as_str()) {
            self.keep_text(&section.blocks, extra);
        }
        match section.title.text.as_str() {
            "Messages" => {
                self.messages(section, &mut table.messages);
                self.no_entries(&section.entries);
            }
            "Events" => {
                self.events(section, &mut table.messages);
                self.no_entries(&section.entries);
            }
            "Properties" => {
                self.no_entries(&section.entries);
                for rows in tables(&section.blocks) {
                    properties(&mut self, rows, TableFacts::KEYS, extra, |key, cell| {
                        facts.store(key, cell)
                    });
                }
            }
            "Writable columns/attributes" => self.columns(section, true, &mut table.columns),
            "Read-only columns/attributes" => self.columns(section, false, &mut table.columns),
            "Many-to-One relationships" => {
                self.relationships(section, &mut table.many_to_one);
            }
            "One-to-Many relationships" => {
                self.relationships(section, &mut table.one_to_many);
            }
            "Many-to-Many relationships" => {
                self.relationships(section, &mut table.many_to_many);
            }
            SEE_ALSO => self.see_also(section, extra),
            unknown => {
                match crate::suggest::did_you_mean(unknown, HEADINGS) {
                    Some(near) => self.error(
                        section.title.span,
                        format!("unknown section `{unknown}`"),
                        |d| d.help(format!("did you mean `{near}`?")),
                    ),
                    None => {
                        let text = self.source.slice(section.span).to_owned();
                        extra.add(unknown, Fact::new(text, section.span));
                    }
                };
            }
        }
    }

    /// A section without entries of its own: headings below it belong to a section whose heading is missing.
    fn no_entries(&mut self, entries: &[Entry<'_>]) {
        for entry in entries {
            let Cell { text, span, .. } = entry.title;
            self.error(*span, format!("`{text}` doesn't belong here"), |d| {
                d.help("is the heading of a section missing before it?")
            });
        }
    }

    /// The links at the page's end.
    fn see_also(&mut self, section: &Section<'_>, extra: &mut Extra) {
        self.no_entries(&section.entries);
        for block in &section.blocks {
            let span = block.span();
            let text = self.source.slice(span);
            let is_link = |line: &str| line.starts_with('[') || line.starts_with("<xref:");
            if !text.lines().all(|line| is_link(line.trim())) {
                extra.add(SEE_ALSO, Fact::new(text.to_owned(), span));
            }
        }
    }

    /// What stands between title and first section is text.
    fn intro(&mut self, intro: &[&Block]) {
        for block in intro {
            let what = match block {
                Block::Table(_) => "table",
                Block::Heading(heading) if heading.level > 1 => "heading",
                _ => continue,
            };
            self.error(
                block.span(),
                format!("a {what} before the first section"),
                |d| d.help("is the heading of a section missing before it?"),
            );
        }
    }

    fn error(
        &mut self,
        span: Span,
        message: impl Into<String>,
        more: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        self.problems
            .push(more(Diagnostic::new(self.source, span, message)));
    }
}

fn is_table_page(
    source: &Source,
    intro: &[&Block],
    sections: &[Section<'_>],
    problems: &mut Diagnostics,
) -> bool {
    let has = |title: &str| sections.iter().any(|section| section.title.text == title);
    if has("Properties") {
        return true;
    }
    let title = intro.iter().find_map(title);
    let place = title.map_or(source.line(0), |title| title.span);
    let ends_with = |end: &str| sections.iter().any(|s| s.title.text.ends_with(end));
    let (message, help) = if source.text().trim().is_empty() {
        (
            "the page is empty",
            "is the download complete? A table reference page begins with `---` and a title",
        )
    } else if has("Entity Properties") {
        (
            "this is a table reference page in a layout of before 2024, which isn't read",
            "download the current page of the table",
        )
    } else if ends_with("columns/attributes") || ends_with("relationships") {
        (
            "the page has no section `Properties`",
            "a page that only extends another product's table can't be read by itself: give the page of the base table",
        )
    } else {
        (
            "this is not a table reference page: it has no section `Properties`",
            "pages of tables are listed at https://learn.microsoft.com/power-apps/developer/data-platform/reference/about-entity-reference; give their Markdown, not the HTML",
        )
    };
    problems.push(Diagnostic::new(source, place, message).help(help));
    false
}

fn title<'a>(block: &&'a Block) -> Option<&'a Cell> {
    match block {
        Block::Heading(heading) => Some(&heading.title),
        _ => None,
    }
}

/// `… table/entity reference (Microsoft Dataverse)`
fn product(block: &&Block) -> Option<String> {
    let (_, product) = title(block)?.text.rsplit_once(" reference (")?;
    product.strip_suffix(')').map(ToOwned::to_owned)
}

fn notes(source: &Source, intro: &[&Block]) -> Extra {
    let mut extra = Extra::default();
    for block in intro {
        if let Block::Quote(span) = block {
            extra.add("NOTE", Fact::new(source.slice(*span).to_owned(), *span));
        }
    }
    extra
}

/// All text between the title and the first section. Notes are no part of it.
fn description(source: &Source, intro: &[&Block]) -> Option<Fact<String>> {
    let spans = intro.iter().filter_map(|block| match block {
        Block::Text(span) | Block::List(_, span) => Some(*span),
        _ => None,
    });
    let whole = spans.reduce(|a, b| Span {
        start: a.start.min(b.start),
        end: a.end.max(b.end),
    })?;
    Some(Fact::new(source.slice(whole).to_owned(), whole))
}
