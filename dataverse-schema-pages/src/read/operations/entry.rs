use std::collections::BTreeMap;

use crate::diagnostic::Code;
use crate::layout::operations::OperationSection;
use crate::model::{
    ComplexFacts, ComplexType, EnumFacts, EnumType, Extra, Fact, Operation, OperationFacts, Stored,
    is_name,
};
use crate::page::{Block, Cell, MarkdownTable};
use crate::read::operations::section::{Entry, SectionContent};
use crate::read::property_table::store_rows;
use crate::read::reader::Reader;
use crate::source::Span;

impl<'s> Reader<'s, '_> {
    /// Reads `## Operations`.
    pub(super) fn operations(
        &mut self,
        content: &SectionContent<'s>,
        operations: &mut Vec<Operation>,
    ) {
        // An operation that is bound to several tables has an entry for each.
        let mut seen: BTreeMap<_, Span> = BTreeMap::new();
        for entry in self.named_entries(content) {
            let mut facts = OperationFacts::default();
            let mut extra = Extra::default();
            let list = self.entry(
                OperationSection::Operations,
                entry,
                OperationFacts::KEYS,
                &mut extra,
                |key, cell| facts.store(key, cell.value(), cell.span),
            );
            let parameters = list.map_or_else(Vec::new, |list| self.fields(list));
            let name = entry_name(entry);
            if facts.operation_type.is_none() && !facts.blank.has("OperationType") {
                let message = format!("missing `OperationType` of operation `{}`", name.value);
                self.error(Code::MissingRow, name.span, message, |d| {
                    d.help("add a row `|OperationType|Action|` or `|OperationType|Function|` to the property table")
                });
            } else if facts.operation_type.is_none() {
                let span = facts.blank.span("OperationType").unwrap_or(name.span);
                let message = "missing value of `OperationType`";
                self.error(Code::MissingRow, span, message, |d| {
                    d.help("write `Action` or `Function`")
                });
            }
            let binding = facts.bound_to.as_ref().map(|fact| fact.value.clone());
            if let Some(first) = seen.insert((name.value.clone(), binding), name.span) {
                let what = format_args!("operation `{}`", name.value);
                self.duplicate(Code::DuplicateName, what, name.span, first);
                continue;
            }
            operations.push(Operation {
                name,
                facts,
                parameters,
                extra,
            });
        }
    }

    /// Reads `## Complex types`.
    pub(super) fn complex_types(
        &mut self,
        content: &SectionContent<'s>,
        types: &mut Vec<ComplexType>,
    ) {
        for entry in self.distinct_entries("complex type", content) {
            let mut facts = ComplexFacts::default();
            let mut extra = Extra::default();
            let list = self.entry(
                OperationSection::ComplexTypes,
                entry,
                ComplexFacts::KEYS,
                &mut extra,
                |key, cell| facts.store(key, cell.value(), cell.span),
            );
            types.push(ComplexType {
                name: entry_name(entry),
                facts,
                properties: list.map_or_else(Vec::new, |list| self.fields(list)),
                extra,
            });
        }
    }

    /// Reads `## Enum types`.
    pub(super) fn enum_types(&mut self, content: &SectionContent<'s>, types: &mut Vec<EnumType>) {
        for entry in self.distinct_entries("enum type", content) {
            let mut facts = EnumFacts::default();
            let mut extra = Extra::default();
            let list = self.entry(
                OperationSection::EnumTypes,
                entry,
                EnumFacts::KEYS,
                &mut extra,
                |key, cell| facts.store(key, cell.value(), cell.span),
            );
            types.push(EnumType {
                name: entry_name(entry),
                facts,
                members: list.map_or_else(Vec::new, |list| self.members(list)),
                extra,
            });
        }
    }

    /// Reads the property table of an entry, and returns its list.
    fn entry<'e>(
        &mut self,
        section: OperationSection,
        entry: &'e Entry<'s>,
        keys: &[&'static str],
        extra: &mut Extra,
        store: impl FnMut(&str, &Cell<'_>) -> Stored,
    ) -> Option<&'e MarkdownTable<'s>> {
        if let Some(table) = self.one_table(&entry.blocks) {
            store_rows(self, table, keys, extra, store);
        }
        self.lines(None, &entry.blocks).keep(extra);
        let mut list = None;
        let mut first: Option<Span> = None;
        for subsection in &entry.subsections {
            let (title, heading) = (subsection.title, section.list());
            if !title.text.eq_ignore_ascii_case(heading) {
                let message = format!(
                    "unknown subsection `{}` of `{}`",
                    title.text, entry.title.text
                );
                self.error(Code::UnknownSubsection, title.span, message, |d| {
                    d.help(format!("rename the heading to `{heading}`"))
                });
                continue;
            }
            if let Some(first) = first {
                let what = format_args!("`{}`", title.text);
                self.duplicate(Code::DuplicateHeading, what, title.span, first);
                continue;
            }
            first = Some(title.span);
            self.lines(None, &subsection.blocks).keep(extra);
            list = self.one_table(&subsection.blocks);
            if list.is_none() {
                let message = format!("missing table below `{heading}`");
                self.error(Code::EmptySection, title.span, message, |d| {
                    d.help("add the table, or remove the heading")
                });
            }
        }
        list
    }

    /// Returns the entries with valid names. Reports the others, and two of one name.
    fn distinct_entries<'e>(
        &mut self,
        what: &str,
        content: &'e SectionContent<'s>,
    ) -> Vec<&'e Entry<'s>> {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        let mut entries = self.named_entries(content);
        entries.retain(|entry| {
            let first = seen.insert(&entry.title.text, entry.title.span);
            if let Some(first) = first {
                let what = format_args!("{what} `{}`", entry.title.text);
                self.duplicate(Code::DuplicateName, what, entry.title.span, first);
            }
            first.is_none()
        });
        entries
    }

    /// Returns the entries with valid names. Reports the others.
    fn named_entries<'e>(&mut self, content: &'e SectionContent<'s>) -> Vec<&'e Entry<'s>> {
        for block in &content.blocks {
            if let Block::Table(table) = block {
                let message = "unexpected content before the first entry of the section";
                self.error(Code::MisplacedContent, table.span(), message, |d| {
                    d.help("check whether a heading `### …` is missing or has the wrong level")
                });
            }
        }
        let mut entries = Vec::with_capacity(content.entries.len());
        for entry in &content.entries {
            if let Some(anchor) = entry.heading.anchor {
                let message = format!("unexpected anchor `{anchor}`");
                self.error(Code::MismatchedAnchor, entry.heading.span, message, |d| {
                    d.help("write the heading without an anchor")
                });
            }
            if self.check_name(entry.title) {
                entries.push(entry);
            }
        }
        entries
    }

    /// Returns true if a cell has a name of metadata. Reports an error otherwise.
    pub(super) fn check_name(&mut self, cell: &Cell<'_>) -> bool {
        let is_valid = is_name(&cell.text);
        if !is_valid {
            let message = format!("invalid name `{}`", cell.one_line());
            self.error(Code::InvalidName, cell.span, message, |d| {
                d.help("use letters, digits, and `_`")
            });
        }
        is_valid
    }
}

fn entry_name(entry: &Entry<'_>) -> Fact<String> {
    Fact::new(entry.title.text.clone().into_owned(), entry.title.span)
}
