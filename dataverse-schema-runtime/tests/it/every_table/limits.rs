//! Validates values at, just inside, and just outside the limits of columns.

use std::collections::BTreeMap;
use std::str::FromStr;

use dataverse_schema::__rt::{ReadOnly, column};
use dataverse_schema::info::{ColumnInfo, ColumnKind, DateTimeBehavior, RequiredLevel};
use dataverse_schema::row::ColumnValue;
use dataverse_schema::rule::{Checks, Failure, Invalid, Rule};
use dataverse_schema::table::message::Create;
use dataverse_schema::value::{Date, DateTime, Uuid, ZonelessDateTime};
use dataverse_schema::{Changes, Id, RowExt as _, Table};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Visit;

const TARGET: &str = "Microsoft.Dynamics.CRM.lookuplogicalname";

/// A case of a table: column, value, and the expected outcome of validation.
type Case<'c> = [&'c str; 3];

/// A visitor that prints a line for each case.
pub(crate) struct Limits<'c> {
    cases: BTreeMap<&'c str, Vec<Case<'c>>>,
}

impl<'c> Limits<'c> {
    /// Reads cases: one per line, with fields separated by tabs.
    pub(crate) fn new(lines: &'c str) -> Self {
        let mut cases = BTreeMap::<_, Vec<_>>::new();
        for line in lines.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [table, column, value, expected] = fields[..] else {
                panic!("four fields are wanted: {line}");
            };
            cases.entry(table).or_default().push([column, value, expected]);
        }
        Self { cases }
    }
}

impl Visit for Limits<'_> {
    fn table<T: Table + Serialize + DeserializeOwned>(&mut self) {
        let table = T::info().logical_name;
        for [column, value, expected] in self.cases.remove(table).unwrap_or_default() {
            match validated::<T>(column, value) {
                None => println!("not in the row"),
                Some(validated) if validated == expected => println!("as expected"),
                Some(validated) => println!("{table}.{column}: {value}: {validated} instead of {expected}"),
            }
        }
    }
}

/// Returns the outcome of validating a value, or `None` for null if the column is in no row.
fn validated<T: Table + DeserializeOwned>(name: &str, value: &str) -> Option<String> {
    let info = T::info();
    if value == "create" {
        return Some(missing(Changes::<T, Create>::create().validate()));
    }
    if value == "strict" {
        let strict = Checks::default().deny_missing();
        return Some(missing(Changes::<T, Create>::create().validate_with(&strict)));
    }
    let index = info.columns.iter().position(|column| column.logical_name == name);
    let index = index.expect("the page has this column");
    let column = &info.columns[index];
    match (column.kind, value.split_once(' ')) {
        (ColumnKind::String { max_length } | ColumnKind::Memo { max_length }, None) => {
            assert_eq!(value, "limit");
            Some(format!("MaxLength {max_length}"))
        }
        (_, Some(("null", level))) => {
            let checks = Checks::default().required_from(required(level));
            (index < info.row_columns).then(|| read::<T>(column, "null", None, &checks))
        }
        (kind, Some(("target", table))) if index >= info.row_columns => {
            let is_allowed = kind.targets().contains(&table);
            Some(if is_allowed { "ok".to_owned() } else { target(kind.targets()) })
        }
        (_, Some(("target", table))) => {
            let id = "\"fd140aae-4df4-11dd-bd17-0019b9312238\"";
            Some(read::<T>(column, id, Some(table), &Checks::default()))
        }
        (kind, sized) => {
            let json = match sized {
                Some((what, count)) => {
                    let count = count.parse().expect("a number");
                    match what {
                        "text" => format!("\"{}\"", "ü".repeat(count)),
                        "astral" => format!("\"{}\"", "🍵".repeat(count)),
                        "image" => image(count),
                        _ => panic!("`{what}` isn't known"),
                    }
                }
                None => value.to_owned(),
            };
            if index < info.row_columns {
                return Some(read::<T>(column, &json, None, &Checks::default()));
            }
            match kind {
                ColumnKind::String { .. } | ColumnKind::Memo { .. } => {
                    Some(checked::<T, String>(index, &json))
                }
                ColumnKind::Integer { .. } => Some(checked::<T, i32>(index, &json)),
                ColumnKind::BigInt { .. } => Some(checked::<T, i64>(index, &json)),
                ColumnKind::DateTime { behavior } => Some(match behavior {
                    DateTimeBehavior::DateOnly => parsed::<T, Date>(index, &json),
                    DateTimeBehavior::UserLocal => parsed::<T, DateTime>(index, &json),
                    _ => parsed::<T, ZonelessDateTime>(index, &json),
                }),
                kind => panic!("{kind:?} in no row"),
            }
        }
    }
}

/// Returns the outcome of validating a row with this value; that of the equivalent changes must be
/// the same.
fn read<T: Table + DeserializeOwned>(
    column: &'static ColumnInfo,
    json: &str,
    target: Option<&str>,
    checks: &Checks,
) -> String {
    let property = column.property;
    let body = match target {
        Some(target) => format!("{{\"{property}@{TARGET}\":\"{target}\",\"{property}\":{json}}}"),
        None => format!("{{\"{property}\":{json}}}"),
    };
    let row: T = match serde_json::from_str(&body) {
        Ok(row) => row,
        Err(error) => {
            let index = format!("`{property}` of table `{}`: ", T::info().logical_name);
            assert!(error.to_string().starts_with(&index), "{error}");
            return "unreadable".to_owned();
        }
    };
    let strict = checks.clone().deny_rounding();
    let of_row = match outcome(column, row.validate_with(checks)) {
        valid if valid == "ok" => rounded(outcome(column, row.validate_with(&strict))),
        invalid => invalid,
    };
    let is_state = matches!(
        column.kind,
        ColumnKind::State { .. } | ColumnKind::Status { .. }
    );
    // Lookups are bound by type, a state is set with its status, and an update can't change its
    // key.
    let is_key = column.logical_name == T::info().primary_id;
    if column.valid_for_update && !is_key && !column.kind.is_lookup() && !is_state {
        let changes = Changes::diff(Id::new(Uuid::nil()), &T::default(), &row);
        let of_changes = match (changes.validate_with(checks), &changes.warnings(checks)[..]) {
            (Ok(()), [warning]) => rounded(rule(warning.rule())),
            (checked, _) => outcome(column, checked),
        };
        if of_row != of_changes {
            return format!("{of_row} of a row, but {of_changes} of changes");
        }
    }
    of_row
}

/// Returns the outcome for a value that violates a rule only if rounding is denied.
fn rounded(outcome: String) -> String {
    outcome.replace("Precision", "Rounded")
}

/// Returns the outcome of checking a value of a column that is in no row.
fn checked<T: Table, V: ColumnValue + DeserializeOwned>(index: usize, json: &str) -> String {
    match serde_json::from_str::<V>(json) {
        Ok(value) => check_value::<T, V>(index, &value),
        Err(_) => "unreadable".to_owned(),
    }
}

/// Returns the outcome of checking a date of a column that is in no row.
fn parsed<T: Table, V: ColumnValue + FromStr>(index: usize, json: &str) -> String {
    match json.trim_matches('"').parse::<V>() {
        Ok(value) => check_value::<T, V>(index, &value),
        Err(_) => "unreadable".to_owned(),
    }
}

fn check_value<T: Table, V: ColumnValue>(index: usize, value: &V) -> String {
    let index = index.try_into().expect("few columns");
    match column::<T, V, ReadOnly>(index).check(value) {
        Ok(()) => "ok".to_owned(),
        Err(failure) => rule(failure.rule()),
    }
}

fn outcome(column: &ColumnInfo, checked: Result<(), Invalid>) -> String {
    let Err(invalid) = checked else {
        return "ok".to_owned();
    };
    let [failure] = invalid.failures() else {
        return invalid.to_string();
    };
    assert_eq!(failure.column(), column);
    rule(failure.rule())
}

fn missing(checked: Result<(), Invalid>) -> String {
    let Err(invalid) = checked else {
        return "ok".to_owned();
    };
    let is_required = |failure: &Failure| {
        *failure.rule() == Rule::Required(RequiredLevel::SystemRequired)
    };
    assert!(invalid.failures().iter().all(is_required), "{invalid}");
    let columns = invalid.failures().iter().map(|failure| failure.column().logical_name);
    let mut columns: Vec<&str> = columns.collect();
    columns.sort_unstable();
    columns.join(",")
}

/// Returns the name of a rule with its limit.
fn rule(rule: &Rule) -> String {
    match rule {
        Rule::Required(level) => format!("Required {level}"),
        Rule::MaxLength { limit, .. } => format!("MaxLength {limit}"),
        Rule::MinValue { limit, .. } => format!("MinValue {}", plain(limit)),
        Rule::MaxValue { limit, .. } => format!("MaxValue {}", plain(limit)),
        Rule::Precision { limit, .. } => format!("Precision {limit}"),
        Rule::TooEarly { .. } => "TooEarly".to_owned(),
        Rule::UnknownOption(value) => format!("UnknownOption {value}"),
        Rule::Target { targets, .. } => target(targets),
        Rule::MaxSize { limit, .. } => format!("MaxSize {limit}"),
        rule => rule.to_string(),
    }
}

fn target(targets: &[&str]) -> String {
    let mut targets = targets.to_vec();
    targets.sort_unstable();
    format!("Target {}", targets.join(","))
}

/// Returns a number without trailing zeros.
fn plain(number: &str) -> &str {
    if number.contains('.') {
        number.trim_end_matches('0').trim_end_matches('.')
    } else {
        number
    }
}

fn required(level: &str) -> RequiredLevel {
    match level {
        "Recommended" => RequiredLevel::Recommended,
        "ApplicationRequired" => RequiredLevel::ApplicationRequired,
        "SystemRequired" => RequiredLevel::SystemRequired,
        _ => panic!("`{level}` isn't known"),
    }
}

/// Returns the Base64 of this number of zero bytes.
fn image(bytes: usize) -> String {
    let rest = ["", "AA==", "AAA="][bytes % 3];
    format!("\"{}{rest}\"", "AAAA".repeat(bytes / 3))
}
