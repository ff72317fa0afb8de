use crate::check::checker::Checker;
use crate::diagnostic::Code;
use crate::model::Fact;
use crate::suggest::are_near;

/// Looks for logical names that are nearly the name in the heading, but not quite.
///
/// A real logical name is the lowercase schema name, is the schema name itself, or differs from it
/// altogether.
pub(super) fn check_column_names(checker: &mut Checker<'_, '_>) {
    let table = checker.table;
    for column in &table.columns {
        check_name(
            checker,
            &column.schema_name,
            column.facts.logical_name.as_ref(),
        );
    }
    for key in &table.alternate_keys {
        check_name(checker, &key.schema_name, key.facts.logical_name.as_ref());
    }
}

fn check_name(
    checker: &mut Checker<'_, '_>,
    schema_name: &Fact<String>,
    logical_name: Option<&Fact<String>>,
) {
    let Some(logical_name) = logical_name else {
        return;
    };
    let (schema, logical) = (&schema_name.value, &logical_name.value);
    let is_same = logical.eq_ignore_ascii_case(schema);
    let is_lowercase = || !logical.bytes().any(|byte| byte.is_ascii_uppercase());
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    // Others are reported themselves.
    if !logical.bytes().all(is_name) {
        return;
    }
    let is_fault = if is_same {
        !is_lowercase() && logical != schema
    } else {
        are_near(logical, schema)
    };
    if is_fault {
        let expected = schema.to_lowercase();
        let message = format!("mismatched `LogicalName`: found `{logical}`, expected `{expected}`");
        let page = checker.table.page_containing(schema_name.span).clone();
        checker.error(Code::MismatchedName, logical_name, message, |d| {
            d.with_related(&page, schema_name.span, "heading")
                .help("correct the row or the heading, its anchor, and its link")
        });
    }
}
