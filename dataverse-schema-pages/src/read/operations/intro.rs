use crate::diagnostic::Code;
use crate::layout::operations::TITLE;
use crate::model::{Fact, Operations};
use crate::page::Block;
use crate::read::intro::text_of;
use crate::read::reader::Reader;
use crate::read::title::title;

impl<'s> Reader<'s, '_> {
    /// Reads the content before the first section. Returns `None` if the page has no title.
    pub(super) fn operations_intro(&mut self, blocks: &[&Block<'s>]) -> Option<Operations> {
        let source = self.source;
        let mut titles = blocks.iter().copied().filter_map(title);
        let named = titles.find_map(|title| {
            let name = source.slice(title.span).strip_suffix(TITLE)?;
            Some((title.span, title.span.subspan(0, name.len())))
        });
        let Some((title, name)) = named else {
            self.error(Code::MissingTitle, source.line(0), "missing title", |d| {
                d.help("begin the page with a heading such as `# Sales operations reference`")
            });
            return None;
        };
        let mut page = Operations::new(source, Fact::new(source.slice(name).to_owned(), name));
        let mut lines = Vec::new();
        for block in blocks {
            let span = block.span();
            let is_before = span < title;
            let what = match block {
                Block::FrontMatter(_) => {
                    page.front_matter = Some(Fact::new(source.normalized(span), span));
                    continue;
                }
                Block::Heading(heading) if heading.title.span == title => continue,
                Block::Quote(_) | Block::Text(_) | Block::List(..)
                    if !is_before && !self.check_visible(span) =>
                {
                    continue;
                }
                Block::Quote(_) if !is_before => {
                    self.check_marked(span);
                    page.notes.push(Fact::new(source.normalized(span), span));
                    continue;
                }
                Block::Text(_) | Block::List(..) if !is_before => {
                    if !lines.is_empty() {
                        lines.push(("", span.subspan(0, 0)));
                    }
                    lines.extend(source.lines(span));
                    continue;
                }
                Block::Heading(_) => "unexpected heading before the first section",
                Block::Table(_) => "unexpected table before the first section",
                _ => "unexpected text before the title",
            };
            self.error(Code::MisplacedContent, span, what, |d| {
                d.help("check whether a section heading is missing before it, or a line `---` at the top of the page")
            });
        }
        page.description = text_of(&lines);
        Some(page)
    }
}
