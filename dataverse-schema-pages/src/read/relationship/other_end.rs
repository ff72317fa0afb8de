use crate::model::{Fact, Link};
use crate::read::link::links;
use crate::source::Span;

/// A line below a relationship's heading that names the other end.
pub(super) struct OtherEnd {
    /// The table at the other end.
    pub(super) table: Fact<String>,
    pub(super) link: Fact<Link>,
    /// True if the line replaces the relationship's property table.
    pub(super) replaces_table: bool,
}

/// The relationship kinds, as these lines name them.
const KINDS: &[&str] = &["one-to-many", "many-to-one", "many-to-many"];

/// The suffix of a link text for a many-to-many relationship.
pub(super) const MANY_TO_MANY: &str = " Many-To-Many Relationship";

/// Reads a line that links to the other end of a relationship.
pub(super) fn other_end(line: &str, span: Span) -> Option<OtherEnd> {
    let lower = line.to_ascii_lowercase();
    if !KINDS.iter().any(|kind| lower.contains(kind)) {
        return None;
    }
    let found = links(line);
    let table_name = |text: &str, start: usize| {
        let name = text.split_whitespace().next()?;
        let start = start + text.len() - text.trim_start().len();
        let name_span = span.subspan(start, start + name.len());
        Some(Fact::new(name.to_owned(), name_span))
    };
    let (first, second) = match found.as_slice() {
        [first] => (first, None),
        [first, second] => (first, Some(second)),
        _ => return None,
    };
    let link_span = span.subspan(first.start, first.end);
    let (before, after) = (&line[..first.start], line[first.end..].trim());
    let current = ["One-To-Many Relationship: ", "Many-To-One Relationship: "];
    if second.is_none() && after.is_empty() && (current.contains(&before) || before == "See ") {
        return Some(OtherEnd {
            table: table_name(first.text, first.start + 1)?,
            link: Fact::new(first.to_link(), link_span),
            replaces_table: false,
        });
    }
    let words = before
        .strip_prefix("See ")
        .or_else(|| before.strip_prefix("Same as "))?;
    let is_kind = |text: &str, end: &str| {
        let kind = text.strip_suffix(end).map(str::trim);
        kind.is_some_and(|kind| KINDS.contains(&kind))
    };
    let table = match second {
        // `See the [name](table.md#…) one-to-many relationship for the [table](table.md) table/entity.`
        Some(second) if words == "the " => {
            let after = lower[second.end..].trim();
            let is_form = is_kind(&lower[first.end..second.start], " relationship for the ")
                && ["table/entity.", "entity.", "table."].contains(&after);
            table_name(second.text, second.start + 1).filter(|_| is_form)?
        }
        // `See table Entity [name](table.md#…) One-To-Many relationship.`
        None => {
            let noun = words.trim_end().rsplit_once(' ')?.1.to_ascii_lowercase();
            let is_form = ["entity", "table"].contains(&noun.as_str())
                && words.split_whitespace().count() == 2
                && is_kind(lower[first.end..].trim_end(), " relationship.");
            table_name(words, before.len() - words.len()).filter(|_| is_form)?
        }
        Some(_) => return None,
    };
    let many_to_many = if lower.contains("many-to-many") {
        MANY_TO_MANY
    } else {
        ""
    };
    let link = Link {
        text: format!("{} {}{many_to_many}", table.value, first.text),
        link: first.target.to_owned(),
    };
    Some(OtherEnd {
        link: Fact::new(link, link_span),
        table,
        replaces_table: true,
    })
}
