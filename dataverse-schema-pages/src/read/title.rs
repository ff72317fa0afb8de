use crate::model::Fact;
use crate::page::{Block, Cell};
use crate::read::reader::Reader;

/// The text after the table's name in a title, in all layouts.
pub(super) const SUFFIXES: &[&str] = &[" table/entity reference", " Entity Reference"];

/// Returns the title of the page, if the block is one.
pub(super) fn title<'a, 's>(block: &'a Block<'s>) -> Option<&'a Cell<'s>> {
    match block {
        Block::Heading(heading) if heading.level == 1 => Some(&heading.title),
        _ => None,
    }
}

impl<'s> Reader<'s, '_> {
    /// Returns the table's name and the product in a title.
    ///
    /// An example is `Plugin Package (PluginPackage) table/entity reference (Microsoft Dataverse)`.
    pub(super) fn split_title(&self, title: &Cell<'s>) -> (Fact<String>, Option<Fact<String>>) {
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
}
