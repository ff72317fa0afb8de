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
        let logical_name = column.facts.logical_name.as_ref();
        check_name(checker, &names, &column.schema_name, logical_name);
    }
    for key in &table.alternate_keys {
        let logical_name = key.facts.logical_name.as_ref();
        check_name(checker, &BTreeSet::new(), &key.schema_name, logical_name);
    }
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
