use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Extra, Fact, Table};
use crate::source::Span;

/// Warns about unrecognized keys, lines, files, and sections.
pub(super) fn check(table: &Table, warnings: &mut Diagnostics) {
    for (code, message, span) in unknown(&table.extra) {
        warnings.push(Diagnostic::warning(
            code,
            table.page_containing(span),
            span,
            message,
        ));
    }
    for column in table.all_columns() {
        check_item(
            table,
            "column",
            &column.schema_name,
            &column.extra,
            warnings,
        );
    }
    for key in &table.alternate_keys {
        check_item(
            table,
            "alternate key",
            &key.schema_name,
            &key.extra,
            warnings,
        );
    }
    for relationship in table.all_relationships() {
        let (name, extra) = (&relationship.schema_name, &relationship.extra);
        check_item(table, "relationship", name, extra, warnings);
    }
}

fn check_item(
    table: &Table,
    what: &str,
    name: &Fact<String>,
    extra: &Extra,
    warnings: &mut Diagnostics,
) {
    for (code, message, span) in unknown(extra) {
        let label = format!("in {what} `{}`", name.value);
        let warning = Diagnostic::warning(code, table.page_containing(span), span, message);
        warnings.push(warning.with_related(table.page_containing(name.span), name.span, label));
    }
}

/// Returns a code, a message and a span for each unrecognized item.
fn unknown(extra: &Extra) -> impl Iterator<Item = (Code, String, Span)> {
    let rows = extra.rows.iter().map(|row| {
        let key = &row.key;
        let message = match &row.part_of {
            Some(row) => format!("unknown part `{}` of `{row}` is ignored", key.value),
            None => format!("unknown key `{}` is ignored", key.value),
        };
        (Code::UnknownKey, message, key.span)
    });
    let line = |line: &Fact<String>| {
        (
            Code::UnknownText,
            "unknown text is ignored".to_owned(),
            line.span,
        )
    };
    let include = |line: &Fact<String>| {
        (
            Code::IgnoredInclude,
            "included file is ignored".to_owned(),
            line.span,
        )
    };
    let sections = extra.sections.iter().map(|section| {
        let title = &section.title;
        (
            Code::UnknownSection,
            format!("unknown section `{}` is ignored", title.value),
            title.span,
        )
    });
    rows.chain(extra.lines.iter().map(line))
        .chain(extra.includes.iter().map(include))
        .chain(sections)
}
