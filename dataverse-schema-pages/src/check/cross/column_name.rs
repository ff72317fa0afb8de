use std::collections::BTreeSet;

use crate::check::checker::{Checker, is_name};
use crate::diagnostic::Code;
use crate::model::{Column, Fact};
use crate::suggest::are_near;

/// Looks for logical names that are nearly the name in the heading, but not quite, or that belong
/// to the heading of another column.
///
/// A real logical name is the lowercase schema name, is the schema name itself, or differs from it
/// altogether.
pub(super) fn check_column_names(checker: &mut Checker<'_, '_>) {
    let table = checker.table;
    let own_name = |column: &Column| {
        let logical_name = column.facts.logical_name.as_ref()?;
        let schema_name = &column.schema_name.value;
        let is_usual = logical_name.value.eq_ignore_ascii_case(schema_name)
            && is_lowercase(&logical_name.value);
        (!is_usual).then(|| schema_name.to_lowercase())
    };
    // Where a column has the name of its heading, another one with that name is a duplicate.
    let names: BTreeSet<String> = table.columns.iter().filter_map(own_name).collect();
    for column in &table.columns {
        if !is_second_of_swapped(checker, column) {
            let logical_name = column.facts.logical_name.as_ref();
            check_name(checker, &names, &column.schema_name, logical_name);
        }
    }
    for key in &table.alternate_keys {
        let logical_name = key.facts.logical_name.as_ref();
        check_name(checker, &BTreeSet::new(), &key.schema_name, logical_name);
    }
}

/// Returns true for the second of two columns with each other's name, which are one fault, and for
/// both if another error may be about it.
fn is_second_of_swapped(checker: &Checker<'_, '_>, column: &Column) -> bool {
    let is_named = |column: &Column, other: &Column| {
        let name = column
            .facts
            .logical_name
            .as_ref()
            .unwrap_or(&column.schema_name);
        name.value.eq_ignore_ascii_case(&other.schema_name.value)
    };
    if is_named(column, column) {
        return false;
    }
    let mut others = checker.table.columns.iter();
    let other = others.find(|other| is_named(column, other) && is_named(other, column));
    other.is_some_and(|other| {
        let (first, second) = (&other.schema_name, &column.schema_name);
        first.span < second.span || checker.is_reported(first) || checker.is_reported(second)
    })
}

fn check_name(
    checker: &mut Checker<'_, '_>,
    others: &BTreeSet<String>,
    schema_name: &Fact<String>,
    logical_name: Option<&Fact<String>>,
) {
    let Some(logical_name) = logical_name else {
        return;
    };
    let (schema, logical) = (&schema_name.value, &logical_name.value);
    // Others are reported themselves.
    if !is_name(logical) {
        return;
    }
    let is_fault = if logical.eq_ignore_ascii_case(schema) {
        !is_lowercase(logical) && logical != schema
    } else {
        are_near(logical, schema) || others.contains(logical)
    };
    if is_fault && !checker.is_text_reported(schema_name) {
        let expected = schema.to_lowercase();
        let message = format!("mismatched `LogicalName`: found `{logical}`, expected `{expected}`");
        let page = checker.table.page_containing(schema_name.span).clone();
        checker.error(Code::MismatchedName, logical_name, message, |d| {
            d.with_related(&page, schema_name.span, "heading")
                .help("correct the row or the heading, its anchor, and its link")
        });
    }
}

fn is_lowercase(name: &str) -> bool {
    !name.bytes().any(|byte| byte.is_ascii_uppercase())
}
