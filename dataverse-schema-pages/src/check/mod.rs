//! Cross-checks of a table. What passes is the checked model: each column with limits of the right
//! type. What doesn't pass becomes a diagnostic and is left out.

mod absence;
mod bound;
mod checker;
mod column;
mod cross;
mod key;
mod label;
mod limits;
mod party;
mod relationship;
mod sought;
mod table;

use std::collections::BTreeSet;

use self::absence::has_error_between;
use self::checker::{Checker, INCOMPLETE};
use self::sought::Sought;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Fact, Section, Table};
use crate::source::Span;

pub use column::{Access, CheckedColumn, ColumnExposure, WrittenBy};
pub use key::CheckedKey;
pub use limits::{Decimal, Limits, MAX_TARGETS_IN_ENUM};
pub use party::PartyRole;
pub use relationship::{CheckedRelationship, RelationshipExposure, RelationshipKind};
pub use table::CheckedTable;

/// Checks a table. Returns `None` for an extension, and for a table without a row that every table
/// needs.
///
/// `reported` are the spans in which reading has found errors: what is missing there isn't reported
/// again.
pub fn check<'a>(
    table: &'a Table,
    reported: &BTreeSet<Span>,
    diagnostics: &mut Diagnostics,
) -> Option<CheckedTable<'a>> {
    let mut checker = Checker::new(table, reported, diagnostics);
    if table.is_extension() {
        checker.check_extension();
        return None;
    }
    checker.cross_check();
    let facts = &table.facts;
    let schema_name = checker.required_name("SchemaName", facts.schema_name.as_ref());
    let logical_name = checker.required_name("LogicalName", facts.logical_name.as_ref());
    let entity_set = checker.required_name("EntitySetName", facts.entity_set_name.as_ref());
    let primary_id =
        checker.required_name("PrimaryIdAttribute", facts.primary_id_attribute.as_ref());
    let own_name = logical_name.map_or("", |fact| fact.value.as_str());
    let many_to_one = checker.many_to_one();
    let one_to_many = checker.one_to_many();
    let many_to_many = checker.many_to_many(own_name);
    let columns = checker.columns(&many_to_one, &one_to_many);
    let keys = checker.keys(&columns);
    let labels = checker.labels();
    checker.check_primary_id(primary_id);
    checker.report_absences();
    Some(CheckedTable {
        model: table,
        schema_name: schema_name?,
        logical_name: logical_name?,
        entity_set: entity_set?,
        primary_id: primary_id?,
        columns,
        keys,
        labels,
        many_to_one,
        one_to_many,
        many_to_many,
    })
}

impl<'a> Checker<'a, '_> {
    /// Checks what an extension contains before it is merged into its base.
    fn check_extension(&mut self) {
        self.cross_check_items();
        let many_to_one = self.many_to_one();
        self.one_to_many();
        self.many_to_many(self.table.schema_name());
        self.columns(&many_to_one, &[]);
        self.report_absences();
    }

    /// Checks that the primary key is one of the columns.
    fn check_primary_id(&mut self, primary_id: Option<&Fact<String>>) {
        let Some(primary_id) = primary_id else { return };
        let name = &primary_id.value;
        let mut columns = self.table.columns.iter();
        if columns.all(|column| column.logical_name() != *name) {
            let message = format!("missing column `{name}`, which is the primary key");
            let sought = Sought::Column(name.clone());
            self.absent(sought, Code::MissingPrimaryKey, primary_id, message, |d| {
                d.help(INCOMPLETE)
            });
        }
    }

    /// Returns the name in a row of the Properties table that every table needs.
    fn required_name(
        &mut self,
        key: &str,
        fact: Option<&'a Fact<String>>,
    ) -> Option<&'a Fact<String>> {
        let Some(fact) = fact else {
            self.missing_property(key);
            return None;
        };
        self.check_name(&format!("`{key}`"), fact).then_some(fact)
    }

    /// Returns true if reading has reported errors between the heading of a section and the next one.
    fn is_reported_in_section(&self, heading: Span) -> bool {
        let sections = self.table.sections.iter().map(|section| section.span);
        let next = sections.filter(|section| *section > heading).min();
        has_error_between(self.reported, heading, next)
    }

    fn missing_property(&mut self, key: &str) {
        let blank = self.table.facts.blank.span(key);
        let heading = self.table.section(Section::Properties);
        if heading.is_some_and(|heading| self.is_reported_in_section(heading)) {
            return;
        }
        let (span, message, help) = match blank {
            Some(blank) => (
                blank,
                format!("row `{key}` of the table's properties has no value"),
                "write the value",
            ),
            None => (
                heading.unwrap_or(self.table.title.span),
                format!("missing row `{key}` of the table's properties"),
                INCOMPLETE,
            ),
        };
        let source = self.table.source();
        self.push(Diagnostic::new(Code::MissingRow, source, span, message).help(help));
    }
}
