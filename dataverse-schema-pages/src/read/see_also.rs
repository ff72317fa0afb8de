use crate::diagnostic::Code;
use crate::model::Fact;
use crate::read::hidden::is_page_markup;
use crate::read::reader::Reader;
use crate::read::section::SectionContent;

impl<'s> Reader<'s, '_> {
    /// Reads the links at the end of the page.
    pub(super) fn see_also(
        &mut self,
        content: &SectionContent<'s>,
        see_also: &mut Option<Fact<String>>,
    ) {
        let (Some(first), Some(last)) = (content.blocks.first(), content.blocks.last()) else {
            return;
        };
        let span = first.span().join(last.span());
        let text = self.source.normalized(span);
        let mut lines = self.source.lines(span);
        if let Some((_, line)) = lines.find(|(line, _)| is_page_markup(line)) {
            let message = "unexpected table or heading among the links of `See also`";
            self.error(Code::MisplacedContent, line, message, |d| {
                d.help("check whether a section heading is missing before it")
            });
        }
        *see_also = Some(Fact::new(text, span));
    }
}
