use std::collections::BTreeSet;
use std::ptr;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Column, ColumnType, Fact, Relationship, Table};
use crate::suggest::are_near;

/// The targets of every Owner column. Its relationship leads to the table of all owners, which has
/// no rows of its own.
const OWNERS: &[&str] = &["systemuser", "team"];

/// The targets of every Customer column.
const CUSTOMERS: &[&str] = &["account", "contact"];

/// Warns about targets that are nearly the table of the lookup's relationship, and about overlays
/// whose relationships lead to other tables than the lookup's `Targets`.
///
/// Pages of activities list only some of the targets that their relationships have.
pub(super) fn check(table: &Table, warnings: &mut Diagnostics) {
    for column in table.all_columns() {
        let r#type = column.facts.r#type.as_ref();
        let known = match r#type.map(|r#type| r#type.value) {
            Some(ColumnType::Owner) => OWNERS,
            Some(ColumnType::Customer) => CUSTOMERS,
            _ => &[],
        };
        for target in known {
            check_typo(table, column, target, warnings);
        }
    }
    let mut missing: Vec<(&Column, Vec<&Fact<String>>)> = Vec::new();
    for relationship in &table.many_to_one {
        let Some((column, target)) = missing_target(table, relationship, warnings) else {
            continue;
        };
        match missing.iter_mut().find(|(of, _)| ptr::eq(*of, column)) {
            Some((_, targets)) => targets.push(target),
            None => missing.push((column, vec![target])),
        }
    }
    for (column, targets) in missing {
        warnings.push(missing_targets(table, column, &targets));
    }
}

/// Returns the lookup and the table of a relationship that an overlay adds, if the lookup doesn't
/// have this target. Warns if it has one that is nearly the same.
fn missing_target<'t>(
    table: &'t Table,
    relationship: &'t Relationship,
    warnings: &mut Diagnostics,
) -> Option<(&'t Column, &'t Fact<String>)> {
    let facts = &relationship.facts;
    let lookup = facts.referencing_attribute.as_ref()?;
    let target = facts.referenced_entity.as_ref()?;
    let mut columns = table.columns.iter();
    let column = columns.find(|column| column.has_logical_name(&lookup.value))?;
    let r#type = column.facts.r#type.as_ref().map(|r#type| r#type.value);
    let is_customer = r#type == Some(ColumnType::Customer);
    if is_customer && CUSTOMERS.contains(&target.value.as_str()) {
        return None;
    }
    let is_lookup = is_customer || r#type == Some(ColumnType::Lookup);
    if !is_lookup || column.targets().contains(&target.value) {
        return None;
    }
    let is_overlay = !table.is_extension() && !table.source().contains(target.span);
    let is_typo = check_typo(table, column, &target.value, warnings);
    (is_overlay && !is_typo).then_some((column, target))
}

/// Warns about a target that is nearly another. Returns true if there is one.
fn check_typo(table: &Table, column: &Column, known: &str, warnings: &mut Diagnostics) -> bool {
    let Some(targets) = &column.facts.targets else {
        return false;
    };
    let is_related = |target: &str| {
        table.many_to_one.iter().any(|relationship| {
            let name = relationship.facts.referenced_entity.as_ref();
            name.is_some_and(|name| name.value == target)
        })
    };
    let mut wrong = targets
        .value
        .iter()
        .filter(|target| *target != known && are_near(target, known) && !is_related(target));
    let Some(wrong) = wrong.next() else {
        return false;
    };
    let message = format!("unknown target `{wrong}`");
    let page = table.page_containing(targets.span);
    let warning = Diagnostic::warning(Code::MissingTarget, page, targets.span, message);
    warnings.push(warning.help(format!("did you mean `{known}`?")));
    true
}

/// Returns the warning about all targets that a column lacks: apps may have dozens of them.
fn missing_targets(table: &Table, column: &Column, targets: &[&Fact<String>]) -> Diagnostic {
    let name = &column.schema_name;
    let names: BTreeSet<&str> = targets.iter().map(|target| target.value.as_str()).collect();
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    let missing = match &names[..] {
        [target] => format!("target {target} of a relationship is"),
        targets => format!("targets {} of relationships are", targets.join(", ")),
    };
    let message = format!(
        "{missing} missing from `Targets` of column `{}`",
        name.value
    );
    let span = targets.first().map_or(name.span, |target| target.span);
    let rows = if names.len() == 1 { "it" } else { "them" };
    Diagnostic::warning(
        Code::MissingTarget,
        table.page_containing(span),
        span,
        message,
    )
    .with_related(
        table.page_containing(name.span),
        name.span,
        "column defined here",
    )
    .help(format!("add {rows} to the row `Targets`"))
}
