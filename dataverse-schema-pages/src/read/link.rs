use crate::model::{Fact, Link};
use crate::read::reader::Reader;
use crate::source::Span;

/// A link `[text](target)` in a text, with its byte range.
pub(super) struct Found<'a> {
    pub(super) text: &'a str,
    pub(super) target: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Found<'_> {
    pub(super) fn link(&self) -> Link {
        Link {
            text: self.text.to_owned(),
            link: self.target.to_owned(),
        }
    }
}

/// Returns the links in a line.
///
/// Table names may contain parentheses, but not brackets.
pub(super) fn links(line: &str) -> Vec<Found<'_>> {
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
        links.push(Found {
            text,
            target,
            start,
            end,
        });
        at = end;
    }
    links
}

/// A line below a relationship's heading that names the other end.
pub(super) struct Pointer {
    /// The table at the other end.
    pub(super) table: Fact<String>,
    pub(super) link: Fact<Link>,
    /// True if the line replaces the relationship's property table.
    pub(super) is_all: bool,
}

/// The relationship kinds, as these lines name them.
const KINDS: &[&str] = &["one-to-many", "many-to-one", "many-to-many"];

/// The suffix of a link text for a many-to-many relationship.
pub(super) const MANY_TO_MANY: &str = " Many-To-Many Relationship";

/// Reads a line that links to the other end of a relationship.
pub(super) fn pointer(line: &str, place: Span) -> Option<Pointer> {
    let lower = line.to_ascii_lowercase();
    if !KINDS.iter().any(|kind| lower.contains(kind)) {
        return None;
    }
    let found = links(line);
    let table_of = |text: &str, start: usize| {
        let name = text.split_whitespace().next()?;
        let start = start + text.len() - text.trim_start().len();
        let name_place = place.subspan(start, start + name.len());
        Some(Fact::new(name.to_owned(), name_place))
    };
    let (first, second) = match found.as_slice() {
        [first] => (first, None),
        [first, second] => (first, Some(second)),
        _ => return None,
    };
    let link_place = place.subspan(first.start, first.end);
    let (before, after) = (&line[..first.start], line[first.end..].trim());
    let current = ["One-To-Many Relationship: ", "Many-To-One Relationship: "];
    if second.is_none() && after.is_empty() && (current.contains(&before) || before == "See ") {
        return Some(Pointer {
            table: table_of(first.text, first.start + 1)?,
            link: Fact::new(first.link(), link_place),
            is_all: false,
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
            table_of(second.text, second.start + 1).filter(|_| is_form)?
        }
        // `See table Entity [name](table.md#…) One-To-Many relationship.`
        None => {
            let noun = words.trim_end().rsplit_once(' ')?.1.to_ascii_lowercase();
            let is_form = ["entity", "table"].contains(&noun.as_str())
                && words.split_whitespace().count() == 2
                && is_kind(lower[first.end..].trim_end(), " relationship.");
            table_of(words, before.len() - words.len()).filter(|_| is_form)?
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
    Some(Pointer {
        link: Fact::new(link, link_place),
        table,
        is_all: true,
    })
}

/// Reads `Changes from [CustomerTypeCode (Microsoft Dataverse)](/…/account#BKMK_CustomerTypeCode)`.
pub(super) fn changes_from(line: &str, place: Span) -> Option<Fact<Link>> {
    let rest = line.strip_prefix("Changes from ")?;
    let found = links(line);
    let [link] = found.as_slice() else {
        return None;
    };
    let is_whole = rest.starts_with('[') && matches!(line[link.end..].trim(), "" | ":");
    is_whole.then(|| Fact::new(link.link(), place.subspan(link.start, link.end)))
}

impl Reader<'_, '_> {
    /// Reads `The … table extends [… table (Microsoft Dataverse)](…) and […](…).`
    pub(super) fn extends(&self, note: Span) -> Vec<Fact<Link>> {
        let mut lines = self.source.lines(note);
        let found = lines.find(|(line, _)| line.contains(" extends "));
        let (line, place) = found.unwrap_or(("", note));
        let after = line.find(" extends ").unwrap_or(line.len());
        links(&line[after..])
            .iter()
            .map(|found| {
                let place = place.subspan(after + found.start, after + found.end);
                Fact::new(found.link(), place)
            })
            .collect()
    }
}
