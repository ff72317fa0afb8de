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
    for relationship in &table.many_to_one {
        check_relationship(table, relationship, warnings);
    }
}

fn check_relationship(table: &Table, relationship: &Relationship, warnings: &mut Diagnostics) {
    let facts = &relationship.facts;
    let (Some(lookup), Some(target)) = (&facts.referencing_attribute, &facts.referenced_entity)
    else {
        return;
    };
    let mut columns = table.columns.iter();
    let Some(column) = columns.find(|column| column.has_logical_name(&lookup.value)) else {
        return;
    };
    let r#type = column.facts.r#type.as_ref().map(|r#type| r#type.value);
    let is_customer = r#type == Some(ColumnType::Customer);
    if is_customer && CUSTOMERS.contains(&target.value.as_str()) {
        return;
    }
    let is_lookup = is_customer || r#type == Some(ColumnType::Lookup);
    if !is_lookup || column.targets().contains(&target.value) {
        return;
    }
    let is_overlay = !table.is_extension() && !table.source().contains(target.span);
    if !check_typo(table, column, &target.value, warnings) && is_overlay {
        warnings.push(missing_target(table, column, target));
    }
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

fn missing_target(table: &Table, column: &Column, target: &Fact<String>) -> Diagnostic {
    let name = &column.schema_name;
    let message = format!(
        "target `{}` of a relationship is missing from `Targets` of column `{}`",
        target.value, name.value
    );
    let page = table.page_containing(target.span);
    Diagnostic::warning(Code::MissingTarget, page, target.span, message)
        .with_related(
            table.page_containing(name.span),
            name.span,
            "column defined here",
        )
        .help("add it to the row `Targets`")
}
