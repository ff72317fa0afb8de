use super::set::{Change, ChangeSet, Insert, Inserted, Rows, Written};
use crate::check::Checks;
use crate::info::{ColumnInfo, RelationshipInfo};
use crate::party::{ADDRESS, Participant};
use crate::rule::{Failure, Rule, limit};
use crate::table::row_address::RowAddress;
use crate::value::{Value, ValueType};

/// A check that adds the failures of one set of changes, which may be inserted over a relationship.
type Check<'c> = &'c dyn Fn(&ChangeSet, Option<&RelationshipInfo>, &mut Vec<Failure>);

impl ChangeSet {
    /// Returns the changes that can't be written at all.
    pub(super) fn unwritable(&self) -> Vec<Failure> {
        let mut failures = Vec::new();
        self.visit("", None, &mut failures, &|set, _, failures| {
            failures.extend(set.unwritable_here());
        });
        failures
    }

    /// Returns the changes that can't be written at all, and the violated rules.
    pub(super) fn violations(&self, checks: &Checks) -> Vec<Failure> {
        let mut failures = Vec::new();
        self.visit("", None, &mut failures, &|set, parent, failures| {
            failures.extend(set.failures_here(|column, change| match change {
                Change::Set(value) => checks.violation(column, value),
                Change::Bind { table, .. } => checks.target(column, table),
                Change::Clear { .. } => checks.required_level(column).map(Rule::Required),
                _ => None,
            }));
            failures.extend(set.check_status());
            failures.extend(set.check_addresses(checks));
            failures.extend(set.missing_here(checks, parent, |column| {
                checks.is_required_on_create(column)
            }));
        });
        failures
    }

    /// Returns the values that the service rounds, and the missing required columns that it may
    /// fill.
    pub(super) fn warnings(&self, checks: &Checks) -> Vec<Failure> {
        let mut failures = Vec::new();
        self.visit("", None, &mut failures, &|set, parent, failures| {
            failures.extend(set.changes.iter().filter_map(|(index, change)| {
                let Change::Set(value) = change else {
                    return None;
                };
                let column = set.column(*index);
                let rule = checks.rounding(column, value)?;
                Some(Failure::new(column, rule))
            }));
            failures.extend(set.missing_here(checks, parent, |column| {
                !column.has_default && !checks.is_required_on_create(column)
            }));
        });
        failures
    }

    /// Calls `check` for this set and for each inserted row, with the relationship of its list.
    fn visit(
        &self,
        path: &str,
        parent: Option<&RelationshipInfo>,
        failures: &mut Vec<Failure>,
        check: Check<'_>,
    ) {
        let before = failures.len();
        check(self, parent, failures);
        for failure in &mut failures[before..] {
            failure.path = path.to_owned();
        }
        for insert in &self.inserts {
            let property = insert.relationship.navigation_property;
            match &insert.rows {
                Rows::None => {}
                Rows::One(row) => row.visit(&format!("{path}{property}."), None, failures, check),
                Rows::List(rows) => {
                    for (index, inserted) in rows.iter().enumerate() {
                        let Inserted::Row(row) = inserted else {
                            continue;
                        };
                        let path = format!("{path}{property}[{index}].");
                        // The insertion fills the lookup back to this row.
                        row.visit(&path, Some(insert.relationship), failures, check);
                    }
                }
            }
        }
    }

    /// Returns the changes of this set that can't be written at all.
    pub(super) fn unwritable_here(&self) -> Vec<Failure> {
        self.failures_here(|_, _| None)
    }

    /// Returns the changes of this set that can't be written, or that violate another rule.
    fn failures_here(&self, other: impl Fn(&ColumnInfo, &Change) -> Option<Rule>) -> Vec<Failure> {
        let failure = |(index, change): &(u16, Change)| {
            let column = self.column(*index);
            let rule = self
                .why_unwritable(column, change)
                .or_else(|| other(column, change))?;
            Some(Failure::new(column, rule))
        };
        let mut failures: Vec<Failure> = self.changes.iter().filter_map(failure).collect();
        failures.extend(self.inserts.iter().filter_map(|insert| {
            let column = self.lookup_of(insert)?;
            let rule = self.unsettable(column)?;
            Some(Failure::new(column, rule))
        }));
        failures.extend(self.check_replacing());
        failures
    }

    /// Checks that an upsert of a row of an elastic table, which replaces the row as a whole, may do
    /// so.
    fn check_replacing(&self) -> Option<Failure> {
        let is_refused = self.table.is_elastic()
            && matches!(
                self.written,
                Written::Upsert {
                    may_replace: false,
                    ..
                }
            );
        let key = self.table.column(self.table.primary_id)?;
        is_refused.then(|| Failure::new(key, Rule::ReplacesRow))
    }

    /// Returns the rule that prevents a change from being written at all.
    fn why_unwritable(&self, column: &'static ColumnInfo, change: &Change) -> Option<Rule> {
        let rule = match change {
            Change::UnknownStatus(status) => Some(Rule::UnknownStatus(*status)),
            Change::UnknownTable => Some(Rule::NoTable),
            Change::UnknownEntitySet(table) => Some(Rule::NoEntitySet {
                table: table.clone(),
            }),
            Change::Bind { table, row } => self.unbindable(column, table, row),
            Change::Set(value) => {
                limit::wrong_type(&column.kind, value).or_else(|| limit::not_finite(value))
            }
            Change::Clear { table } if column.kind.is_lookup() => {
                let property = self.cleared_property(column, table.as_deref());
                property.is_none().then(|| Rule::NoNavigationProperty {
                    table: table.clone().unwrap_or_default(),
                })
            }
            Change::Clear { .. } if column.kind.value_type().is_none() => Some(Rule::NotInRow),
            Change::Clear { .. } if self.is_state_or_status(column) => Some(Rule::NotClearable),
            Change::Clear { .. } => None,
        };
        rule.or_else(|| self.unsettable(column))
            .or_else(|| self.differs_from_address(column, change))
    }

    /// Returns the lookup that an insertion sets.
    fn lookup_of(&self, insert: &Insert) -> Option<&'static ColumnInfo> {
        match insert.rows {
            Rows::List(_) => None,
            Rows::One(_) | Rows::None => self.table.column(insert.relationship.attribute),
        }
    }

    /// Returns a rule if the request can't set a column.
    ///
    /// The compiler checks that for columns that aren't found by name.
    fn unsettable(&self, column: &ColumnInfo) -> Option<Rule> {
        let can_be_set = match self.written {
            Written::New => column.valid_for_create,
            Written::Existing(_) => column.valid_for_update,
            Written::Upsert { .. } => column.is_writable(),
        };
        // A wrong primary key has a rule of its own.
        let is_key = column.logical_name == self.table.primary_id;
        (!can_be_set && !is_key).then_some(Rule::NotSettable)
    }

    fn unbindable(
        &self,
        column: &'static ColumnInfo,
        table: &str,
        row: &RowAddress,
    ) -> Option<Rule> {
        if self.navigation_property(column, table).is_none() {
            // A relationship may lead over a column of ids that isn't a lookup.
            return Some(if column.kind.is_lookup() {
                Rule::NoNavigationProperty {
                    table: table.to_owned(),
                }
            } else {
                Rule::WrongType {
                    expected: column.kind.value_type(),
                    actual: ValueType::Lookup,
                }
            });
        }
        // The service takes what follows for the fragment of a URL.
        row.has_text_with('#').then_some(Rule::KeyCharacter('#'))
    }

    fn check_addresses(&self, checks: &Checks) -> impl Iterator<Item = Failure> {
        self.parties().filter_map(|party| match &party.participant {
            Participant::Address(address) => {
                let rule = checks.violation(ADDRESS, &Value::Text(address.into()))?;
                Some(Failure::new(self.column(party.column), rule))
            }
            Participant::Row { .. } => None,
        })
    }
}
