use crate::diagnostic::Code;
use crate::layout::{INCLUDE, Section};
use crate::model::{Fact, Table};
use crate::page::{Block, prose};
use crate::read::lines::Lines;
use crate::read::reader::Reader;
use crate::read::title::title;
use crate::source::Span;

impl<'s> Reader<'s, '_> {
    /// Reads the content before the first section. Returns `None` if the page has no title.
    pub(super) fn intro(&mut self, blocks: &[Block<'s>]) -> Option<Table> {
        let found = blocks.iter().find_map(title);
        let Some(title) = found.filter(|title| !title.text.is_empty()) else {
            let span = found.map_or(self.source.line(0), |title| {
                self.source.line(title.span.start())
            });
            self.error(Code::MissingTitle, span, "missing title", |d| {
                d.help("begin the page with a heading such as `# Account table/entity reference`")
            });
            return None;
        };
        let (name, product) = self.split_title(title);
        let mut table = Table::new(self.source, name);
        table.product = product;
        let mut text: Vec<Span> = Vec::new();
        let mut is_explained = false;
        let mut has_text_before = false;
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
                    is_explained = true;
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
                Block::Heading(heading) => {
                    is_explained = true;
                    match heading.level {
                        1 => "unexpected second title",
                        _ => "unexpected heading before the first section",
                    }
                }
                Block::Table(_) if is_explained => continue,
                Block::Table(_) => "unexpected table before the first section",
                _ if has_text_before => continue,
                _ => {
                    has_text_before = true;
                    "unexpected text before the title"
                }
            };
            self.error(Code::MisplacedContent, span, what, |d| {
                d.help("check whether a section heading is missing before it, or a line `---` at the top of the page")
            });
        }
        self.description(&text, &mut table);
        Some(table)
    }

    /// Reads the text between the title and the first section, except lines with a meaning of their
    /// own.
    fn description(&mut self, text: &[Span], table: &mut Table) {
        let (Some(first), Some(last)) = (text.first(), text.last()) else {
            return;
        };
        let mut lines = Lines::default();
        let is_anchor = |line: &str| {
            let mut anchors = Section::ALL.iter().map(|section| section.older_anchor());
            !line.is_empty() && anchors.any(|anchor| anchor == line)
        };
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
            let is_include = line.starts_with(INCLUDE) && line.ends_with(']');
            is_include.then(|| Fact::new(line.to_owned(), span))
        });
        for include in includes {
            table.extra.includes.push(include);
        }
        table.description = text_of(&lines.lines);
    }
}

/// Returns the text of lines, without blank ones at its ends.
pub(super) fn text_of(lines: &[(&str, Span)]) -> Option<Fact<String>> {
    let is_blank = |(line, _): &&(&str, Span)| line.is_empty();
    let skipped = lines.iter().take_while(is_blank).count();
    let kept = lines.len() - lines.iter().rev().take_while(is_blank).count();
    let lines = lines.get(skipped..kept).filter(|lines| !lines.is_empty())?;
    let texts: Vec<_> = lines.iter().map(|(line, _)| prose(line)).collect();
    let span = lines[0].1.join(lines[lines.len() - 1].1);
    Some(Fact::new(texts.join("\n"), span))
}
