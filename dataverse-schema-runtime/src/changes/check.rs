use super::set::{Change, ChangeSet, Written};
use crate::{
    Checks, ColumnInfo, ColumnKind, Failure, OptionRole, RelationshipInfo, RequiredLevel, Rule,
    Value, rule,
};

/// Adds the failures of one set of changes, which is inserted over a relationship or not.
type Check<'c> = &'c dyn Fn(&ChangeSet, Option<&RelationshipInfo>, &mut Vec<Failure>);

impl ChangeSet {
    /// The changes that can't be written at all.
    pub(super) fn unwritable(&self) -> Vec<Failure> {
        let mut failures = Vec::new();
        self.visit("", None, &mut failures, &|set, _, failures| {
            failures.extend(set.unwritable_here(|_, _| None));
        });
        failures
    }

    /// The changes that can't be written at all, and the rules that are broken.
    pub(super) fn broken(&self, checks: &Checks) -> Vec<Failure> {
        let mut failures = Vec::new();
        self.visit("", None, &mut failures, &|set, over, failures| {
            failures.extend(set.unwritable_here(|column, change| match change {
                Change::Set(value) => checks.broken(column, value),
                Change::Clear => checks.requires(column).map(Rule::Required),
                _ => None,
            }));
            failures.extend(set.state_of_another_status());
            failures.extend(set.transition());
            failures.extend(
                set.missing_here(checks, over)
                    .filter_map(|(column, level)| {
                        let demanded = checks.demands(column);
                        demanded.then(|| Failure::new(column, Rule::Required(level)))
                    }),
            );
        });
        failures
    }

    /// The required columns that are missing, and that the service may fill.
    pub(super) fn missing(&self, checks: &Checks) -> Vec<Failure> {
        let mut failures = Vec::new();
        self.visit("", None, &mut failures, &|set, over, failures| {
            failures.extend(
                set.missing_here(checks, over)
                    .filter_map(|(column, level)| {
                        let warned = !column.has_default && !checks.demands(column);
                        warned.then(|| Failure::new(column, Rule::Required(level)))
                    }),
            );
        });
        failures
    }

    /// Calls `check` for this set and for each row that is inserted, with the relationship over which it is.
    fn visit(
        &self,
        path: &str,
        over: Option<&RelationshipInfo>,
        failures: &mut Vec<Failure>,
        check: Check<'_>,
    ) {
        let before = failures.len();
        check(self, over, failures);
        for failure in &mut failures[before..] {
            failure.path = path.to_owned();
        }
        for (place, insert) in self.inserts.iter().enumerate() {
            let property = insert.relationship.navigation_property;
            let path = match insert.is_list {
                false => format!("{path}{property}."),
                true => {
                    let earlier = self.inserts[..place].iter();
                    let of_list =
                        |known: &&super::Insert| known.relationship.navigation_property == property;
                    format!("{path}{property}[{}].", earlier.filter(of_list).count())
                }
            };
            // The lookup back is filled by the insertion itself.
            let back = insert.is_list.then_some(insert.relationship);
            insert.row.visit(&path, back, failures, check);
        }
    }

    fn unwritable_here(
        &self,
        other: impl Fn(&ColumnInfo, &Change) -> Option<Rule>,
    ) -> Vec<Failure> {
        let failure = |(index, change): &(u16, Change)| {
            let column = self.column(*index);
            let rule = self
                .why_unwritable(column, change)
                .or_else(|| other(column, change))?;
            Some(Failure::new(column, rule))
        };
        let mut failures: Vec<Failure> = self.changes.iter().filter_map(failure).collect();
        let key = self.table.column(self.table.primary_id);
        for insert in &self.inserts {
            let rule = match (self.written, insert.row.written) {
                (Written::Existing(_), _) => Rule::InsertIntoExisting,
                (_, Written::New) => continue,
                _ => Rule::InsertOfExisting,
            };
            let relationship = insert.relationship;
            failures.extend(key.map(|key| {
                let mut failure = Failure::new(key, rule.clone());
                failure.over = Some(relationship);
                failure
            }));
        }
        failures
    }

    /// Why a change can't be written at all.
    pub(super) fn why_unwritable(
        &self,
        column: &'static ColumnInfo,
        change: &Change,
    ) -> Option<Rule> {
        match change {
            Change::UnknownStatus(status) => Some(Rule::UnknownStatus(*status)),
            Change::UnknownTable => Some(Rule::NoTable),
            Change::UnknownEntitySet(table) => Some(Rule::NoEntitySet {
                table: table.clone(),
            }),
            Change::Bind { table, .. } if self.navigation_property(column, table).is_none() => {
                Some(Rule::NoNavigationProperty {
                    table: table.clone().into_owned(),
                })
            }
            Change::Set(Value::Guid(value)) => {
                let is_primary_key = column.logical_name == self.table.primary_id;
                let differs = self.id().is_some_and(|id| id != *value);
                (is_primary_key && differs).then_some(Rule::PrimaryKeyDiffers)
            }
            Change::Set(value) => rule::not_finite(value),
            Change::Clear | Change::Bind { .. } => None,
        }
    }

    /// The required columns that a row which is new, or may be, lacks.
    fn missing_here<'s>(
        &'s self,
        checks: &'s Checks,
        over: Option<&'s RelationshipInfo>,
    ) -> impl Iterator<Item = (&'static ColumnInfo, RequiredLevel)> + 's {
        let may_be_new = !matches!(self.written, Written::Existing(_));
        let columns = self.table.columns.iter().enumerate();
        let columns = columns.filter(move |_| may_be_new);
        columns.filter_map(move |(index, column)| {
            let is_given = self.changes.iter().any(|(i, _)| usize::from(*i) == index)
                || over.is_some_and(|over| over.attribute == column.logical_name)
                || self.inserts.iter().any(|insert| {
                    !insert.is_list && insert.relationship.attribute == column.logical_name
                });
            let level = checks.requires(column)?;
            (column.writable && !is_given).then_some((column, level))
        })
    }

    /// State and status as they are set, with the status's own option.
    fn status(&self) -> (Option<i32>, Option<(&'static ColumnInfo, i32, OptionRole)>) {
        let mut state = None;
        let mut status = None;
        for (index, change) in &self.changes {
            let column = self.column(*index);
            match (column.kind, change) {
                (ColumnKind::State { .. }, Change::Set(Value::Choice(value))) => {
                    state = Some(*value);
                }
                (ColumnKind::Status { choice }, Change::Set(Value::Choice(value))) => {
                    let option = choice.options.iter().find(|option| option.value == *value);
                    status = option.map(|option| (column, *value, option.role));
                }
                _ => {}
            }
        }
        (state, status)
    }

    /// A status together with a state that the page doesn't give it.
    fn state_of_another_status(&self) -> Option<Failure> {
        let (Some(actual), Some((column, _, role))) = self.status() else {
            return None;
        };
        match role {
            OptionRole::Status {
                state: Some(expected),
                ..
            } if expected != actual => Some(Failure::new(
                column,
                Rule::StateOfAnotherStatus { expected, actual },
            )),
            _ => None,
        }
    }

    /// A status that may not follow the one that the row has.
    fn transition(&self) -> Option<Failure> {
        let (_, Some((column, to, _))) = self.status() else {
            return None;
        };
        let from = self.status_now.filter(|from| *from != to)?;
        let ColumnKind::Status { choice } = column.kind else {
            return None;
        };
        let option = choice.options.iter().find(|option| option.value == from)?;
        match option.role {
            OptionRole::Status {
                transitions: Some(allowed),
                ..
            } if !allowed.contains(&to) => {
                Some(Failure::new(column, Rule::Transition { from, to, allowed }))
            }
            _ => None,
        }
    }
}
