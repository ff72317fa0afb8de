use crate::diagnostic::Code;
use crate::layout::Section;
use crate::model::{Fact, Table, name_in_title};
use crate::page::{Block, Cell};
use crate::read::lines::Lines;
use crate::read::reader::Reader;
use crate::read::section::SectionContent;
use crate::source::Span;

/// The text after the table's name in a title, in all layouts.
const SUFFIXES: &[&str] = &[" table/entity reference", " Entity Reference"];

impl<'s> Reader<'s, '_> {
    /// Reads the content before the first section. Returns `None` if the page has no title.
    pub(super) fn intro(&mut self, blocks: &[&Block<'s>]) -> Option<Table> {
        let found = blocks.iter().find_map(title);
        let Some(title) = found.filter(|title| !title.text.is_empty()) else {
            let span = found.map_or(self.source.line(0), |title| {
                self.source.line(title.span.start())
            });
            self.error(span, "missing title", |d| {
                d.help("begin the page with a heading such as `# Account table/entity reference`")
            });
            return None;
        };
        let (name, product) = self.title(title);
        let mut table = Table::new(self.source, name);
        table.product = product;
        let mut text: Vec<Span> = Vec::new();
        for block in blocks {
            let span = block.span();
            let before = span < title.span;
            let what = match block {
                Block::FrontMatter(_) => {
                    let raw = self.source.normalized(span);
                    table.front_matter = Some(Fact::new(raw, span));
                    continue;
                }
                Block::Heading(heading) if heading.title.span == title.span => continue,
                Block::Quote(_) | Block::Text(_) | Block::List(..)
                    if !before && !self.check_visible(span) =>
                {
                    continue;
                }
                Block::Quote(_) if !before => {
                    self.check_marked(span);
                    table.extends.extend(self.extends(span));
                    let raw = self.source.normalized(span);
                    table.notes.push(Fact::new(raw, span));
                    continue;
                }
                Block::Text(_) | Block::List(..) if !before => {
                    text.push(span);
                    continue;
                }
                Block::Heading(heading) if heading.level == 1 => "unexpected second title",
                Block::Heading(_) => "unexpected heading before the first section",
                Block::Table(_) => "unexpected table before the first section",
                _ => "unexpected text before the title",
            };
            self.error(span, what, |d| {
                d.help("check whether a section heading is missing before it, or a line `---` at the top of the page")
            });
        }
        self.description(&text, &mut table);
        Some(table)
    }

    /// Reads `Plugin Package (PluginPackage) table/entity reference (Microsoft Dataverse)`.
    fn title(&self, title: &Cell<'s>) -> (Fact<String>, Option<Fact<String>>) {
        let text = self.source.slice(title.span);
        for suffix in SUFFIXES {
            let Some((name, rest)) = text.rsplit_once(suffix) else {
                continue;
            };
            let product = rest.strip_prefix(" (").and_then(|p| p.strip_suffix(')'));
            if product.is_none() && !rest.is_empty() {
                continue;
            }
            let start = name.len() + suffix.len() + " (".len();
            let product = product.map(|product| {
                let span = title.span.subspan(start, start + product.len());
                Fact::new(product.to_owned(), span)
            });
            let name_span = title.span.subspan(0, name.len());
            return (Fact::new(name.to_owned(), name_span), product);
        }
        (Fact::new(text.to_owned(), title.span), None)
    }

    /// Reads the text between the title and the first section, except lines with a meaning of their
    /// own.
    fn description(&mut self, text: &[Span], table: &mut Table) {
        let (Some(first), Some(last)) = (text.first(), text.last()) else {
            return;
        };
        let mut lines = Lines::default();
        let is_anchor = |line: &str| Section::ALL.iter().any(|s| s.older_anchor() == line);
        let is_note = |span: Span| {
            let mut notes = table.notes.iter().map(|note| note.span);
            notes.any(|note| note.start() <= span.start() && span.end() <= note.end())
        };
        let all = self.source.lines(first.join(*last));
        for (line, span) in all.filter(|(_, span)| !is_note(*span)) {
            if !(line.is_empty() && lines.lines.is_empty() || is_anchor(line)) {
                lines.lines.push((line, span));
            }
        }
        lines.added_by(self, &mut table.added_by);
        let includes = lines.take(|line, span| {
            let is_include = line.starts_with("[!INCLUDE") && line.ends_with(']');
            is_include.then(|| Fact::new(line.to_owned(), span))
        });
        for include in includes {
            table.extra.includes.push(include);
        }
        let is_blank = |(line, _): &&(&str, Span)| line.is_empty();
        let lines = &lines.lines;
        let skipped = lines.iter().take_while(is_blank).count();
        let kept = lines.len() - lines.iter().rev().take_while(is_blank).count();
        let Some(lines) = lines.get(skipped..kept).filter(|lines| !lines.is_empty()) else {
            return;
        };
        let words: Vec<&str> = lines.iter().map(|(line, _)| *line).collect();
        let span = lines[0].1.join(lines[lines.len() - 1].1);
        table.description = Some(Fact::new(words.join("\n"), span));
    }

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
        let title = intro.iter().find_map(title);
        let text = self.source.text();
        // Pages from 2018 have lines such as `**Type**: State<br />` instead of tables.
        let has_lines =
            text.contains("\n**LogicalName**: ") || text.contains("\n**DisplayName**: ");
        let is_reference = |title: &&Cell<'s>| {
            let (name, _) = self.title(title);
            let mut name = name_in_title(&name.value).bytes();
            // A page titled `About the table/entity reference` doesn't describe a table.
            let is_name = name.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            is_name && SUFFIXES.iter().any(|s| title.text.contains(s))
        };
        let mut code = None;
        let (message, help) = if text.trim().is_empty() {
            (
                "empty page",
                "check that the download is complete: a table reference page begins with `---` and a title",
            )
        } else if has_lines {
            (
                "unsupported layout: this page of 2018 has lists instead of tables",
                "download the current page of the table",
            )
        } else if title.filter(is_reference).is_some()
            && known.any(|section| section != Section::SeeAlso)
        {
            return true;
        } else {
            code = Some(Code::NotATablePage);
            (
                "not a table reference page: missing section `Properties`, and the title isn't that of an extension page",
                "choose a page at https://learn.microsoft.com/power-apps/developer/data-platform/reference/about-entity-reference, and use its Markdown rather than its HTML",
            )
        };
        let span = title.map_or(self.source.line(0), |title| title.span);
        self.error(span, message, |d| {
            let d = d.help(help);
            match code {
                Some(code) => d.with_code(code),
                None => d,
            }
        });
        false
    }
}

fn title<'a, 's>(block: &&'a Block<'s>) -> Option<&'a Cell<'s>> {
    match block {
        Block::Heading(heading) if heading.level == 1 => Some(&heading.title),
        _ => None,
    }
}
