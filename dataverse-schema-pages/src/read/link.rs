use crate::model::{Fact, Link};
use crate::read::reader::Reader;
use crate::source::Span;

/// A link `[text](target)` in a string, with its byte range.
pub(super) struct InlineLink<'a> {
    pub(super) text: &'a str,
    pub(super) target: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl InlineLink<'_> {
    pub(super) fn to_link(&self) -> Link {
        Link {
            text: self.text.to_owned(),
            link: self.target.to_owned(),
        }
    }
}

/// Returns the links in a line.
///
/// Table names may contain parentheses, but not brackets.
pub(super) fn links(line: &str) -> Vec<InlineLink<'_>> {
    let mut links = Vec::new();
    let mut at = 0;
    while let Some(start) = line[at..].find('[').map(|found| at + found) {
        at = start + 1;
        let Some((text, rest)) = line[at..].split_once("](") else {
            break;
        };
        let Some((target, _)) = rest.split_once(')') else {
            break;
        };
        if text.contains('[') {
            continue;
        }
        let end = at + text.len() + "](".len() + target.len() + 1;
        links.push(InlineLink {
            text,
            target,
            start,
            end,
        });
        at = end;
    }
    links
}

/// Reads a line
/// `Changes from [CustomerTypeCode (Microsoft Dataverse)](/…/account#BKMK_CustomerTypeCode)`.
pub(super) fn changes_from(line: &str, span: Span) -> Option<Fact<Link>> {
    let rest = line.strip_prefix("Changes from ")?;
    let found = links(line);
    let [link] = found.as_slice() else {
        return None;
    };
    let is_whole = rest.starts_with('[') && matches!(line[link.end..].trim(), "" | ":");
    is_whole.then(|| Fact::new(link.to_link(), span.subspan(link.start, link.end)))
}

impl Reader<'_, '_> {
    /// Reads `The … table extends [… table (Microsoft Dataverse)](…) and […](…).`
    pub(super) fn extends(&self, note: Span) -> Vec<Fact<Link>> {
        let mut lines = self.source.lines(note);
        let found = lines.find(|(line, _)| line.contains(" extends "));
        let (line, span) = found.unwrap_or(("", note));
        let after = line.find(" extends ").unwrap_or(line.len());
        links(&line[after..])
            .iter()
            .map(|found| {
                let span = span.subspan(after + found.start, after + found.end);
                Fact::new(found.to_link(), span)
            })
            .collect()
    }
}
