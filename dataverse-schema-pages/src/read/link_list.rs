//! The lists of links with which sections begin, compared with the entries below them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Code::{self, *};
use crate::layout::{ANCHOR, Section};
use crate::page::Item;
use crate::read::reader::Reader;
use crate::read::section::{Entry, SectionContent};
use crate::source::Span;

/// The differences between a list and the entries of its section.
struct Differences<'e, 's> {
    content: &'e SectionContent<'s>,
    /// The items without an entry, each with its position in the list.
    missing: Vec<(usize, &'s Item<'s>)>,
    /// The entries without an item, each with the item in its place.
    unlisted: Vec<(&'e Entry<'s>, Option<&'s Item<'s>>)>,
}

impl<'e, 's> Differences<'e, 's> {
    /// Compares a list with the entries of its section, unless there are no differences or no list.
    fn new(content: &'e SectionContent<'s>) -> Option<Self> {
        if content.has_all_listed() {
            return None;
        }
        let names = content.entries.iter().map(|entry| &*entry.title.text);
        let entries: BTreeMap<&str, usize> = names.zip(0..).collect();
        let listed: BTreeSet<&str> = content.link_list().map(|item| item.text).collect();
        let is_unlisted = |entry: &&Entry<'_>| !listed.contains(&*entry.title.text);
        let is_duplicate =
            |at: usize, entry: &Entry<'_>| entries.get(&*entry.title.text) != Some(&at);
        let mut replaced = BTreeMap::new();
        let mut missing = Vec::new();
        let mut next = 0;
        for (at, item) in content.link_list().enumerate() {
            if let Some(entry) = entries.get(item.text) {
                next = entry + 1;
                continue;
            }
            let in_place = content.entries.get(next);
            if in_place.is_some_and(|entry| is_unlisted(&entry) || is_duplicate(next, entry)) {
                replaced.insert(next, item);
                next += 1;
            } else {
                missing.push((at, item));
            }
        }
        let entries = content.entries.iter().enumerate();
        let unlisted = entries.filter(|(_, entry)| is_unlisted(entry));
        let unlisted = unlisted.map(|(at, entry)| (entry, replaced.get(&at).copied()));
        Some(Self {
            content,
            missing,
            unlisted: unlisted.collect(),
        })
    }
}

impl<'s> Reader<'s, '_> {
    /// Checks that the list of each section and its entries match, as far as no other error explains
    /// the difference.
    pub(super) fn check_lists(&mut self, sections: &[&SectionContent<'s>]) {
        let have_entries =
            |content: &&&SectionContent<'_>| content.section.is_some_and(Section::has_entries);
        let with_entries = sections.iter().filter(have_entries);
        let lists: Vec<_> = with_entries.filter_map(|c| Differences::new(c)).collect();
        for list in &lists {
            self.check_distinct_links(list.content);
            let is_last = sections
                .last()
                .is_some_and(|last| std::ptr::eq(*last, list.content));
            self.check_missing(list, is_last);
        }
        for (entry, item) in lists.iter().flat_map(|list| &list.unlisted) {
            self.check_unlisted(entry, *item);
        }
    }

    /// Checks that each entry is listed once.
    fn check_distinct_links(&mut self, content: &SectionContent<'s>) {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        let mut duplicates = Vec::new();
        for (at, item) in content.link_list().enumerate() {
            let entries = content.entries.iter();
            let named = entries.filter(|entry| entry.title.text == item.text);
            if let Some(first) = seen.insert(item.text, item.span)
                && named.count() < 2
            {
                duplicates.push((at, item.text, item.span, first));
            }
        }
        self.duplicates("link to", &duplicates);
    }

    /// Reports the items without an entry: those of a run once.
    fn check_missing(&mut self, list: &Differences<'_, 's>, is_last: bool) {
        let mut missing = list.missing.clone();
        missing.retain(|(_, item)| !self.is_named_by_error(item.text, item.span));
        let length = list.content.link_list().count();
        for run in missing.chunk_by(|(one, _), (other, _)| one + 1 == *other) {
            let ([(_, first), ..], [.., (at, last)]) = (run, run) else {
                continue;
            };
            if is_last && at + 1 == length && self.is_end_reported() {
                continue;
            }
            let names: Vec<_> = run
                .iter()
                .map(|(_, item)| format!("`{}`", item.text))
                .collect();
            let message = match &*names {
                [name] => format!("missing entry {name}, which is listed here"),
                [one, other] => format!("missing entries {one} and {other}, which are listed here"),
                [first, .., last] => {
                    format!("missing entries from {first} to {last}, which are listed here")
                }
                [] => continue,
            };
            self.error(MissingEntry, first.span.join(last.span), message, |d| {
                d.help("check that the page is complete")
            });
        }
    }

    /// Reports an entry that the list of its section doesn't have. `item` is in its place.
    fn check_unlisted(&mut self, entry: &Entry<'s>, item: Option<&Item<'_>>) {
        let (name, span) = (&*entry.title.text, entry.title.span);
        if self.is_named_by_error(name, self.source.span(0, 0)) {
            return;
        }
        let message = format!("`{name}` is missing from the list of its section");
        let source = self.source;
        self.error(UnlistedEntry, span, message, |d| match item {
            Some(item) => d
                .with_related(source, item.span, "listed in its place")
                .help(format!(
                    "correct the heading, or `{}` in the list",
                    item.text
                )),
            None => d.help("check the spelling of the heading"),
        });
    }

    /// Returns true if the text of an error after a span contains the name of an entry.
    pub(super) fn is_named_by_error(&self, name: &str, after: Span) -> bool {
        let mut errors = self
            .diagnostics
            .iter()
            .filter(|error| is_of_structure(error.code()));
        errors.any(|error| {
            error.location().is_some_and(|location| {
                location.span > after && contains_name(self.source.slice(location.span), name)
            })
        })
    }

    /// Returns true if an error at the end of the page shows that the page is cut there.
    fn is_end_reported(&self) -> bool {
        let end = self.source.text().trim_end().len();
        let mut errors = self.diagnostics.iter();
        errors.any(|error| {
            (error.code() == InvalidRow || is_of_structure(error.code()))
                && error
                    .location()
                    .is_some_and(|location| location.span.end() >= end)
        })
    }
}

/// Returns true for the code of an error that may keep an entry from being read.
fn is_of_structure(code: Code) -> bool {
    matches!(
        code,
        MisplacedContent
            | MissingDashes
            | HiddenContent
            | UnclosedMarkup
            | InvalidListItem
            | DuplicateHeading
            | MissingEntry
            | MismatchedAnchor
            | InvalidHeadingLevel
            | UnknownSubsection
    )
}

/// Returns true if a text contains a name, possibly in an anchor.
fn contains_name(text: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        (!before.ends_with(is_part) || before.ends_with(ANCHOR)) && !after.starts_with(is_part)
    })
}
