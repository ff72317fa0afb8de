use super::of_solution::is_of_solution;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Column, ColumnType, RequiredLevel, Section, Table, name_in_title};
use crate::source::Span;

/// Warns about primary keys and names of types that few tables have for them.
pub(super) fn check_keys(table: &Table, warnings: &mut Diagnostics) {
    let facts = &table.facts;
    let keys = [
        (
            "PrimaryIdAttribute",
            &facts.primary_id_attribute,
            ColumnType::Uniqueidentifier,
        ),
        (
            "PrimaryNameAttribute",
            &facts.primary_name_attribute,
            ColumnType::String,
        ),
    ];
    for (key, name, expected) in keys {
        let Some(name) = name else { continue };
        let mut columns = table.columns.iter();
        let column = columns.find(|column| column.has_logical_name(&name.value));
        let Some(r#type) = column.and_then(|column| column.facts.r#type.as_ref()) else {
            continue;
        };
        if r#type.value != expected {
            let message = format!(
                "`{key}` `{}` is a column of type {}",
                name.value,
                r#type.value.as_str()
            );
            warnings.push(
                warning(table, Code::OddKeyType, name.span, message)
                    .with_related(
                        table.page_containing(r#type.span),
                        r#type.span,
                        "type defined here",
                    )
                    .help(format!("name a column of type {}", expected.as_str())),
            );
        }
    }
    check_primary_key(table, warnings);
}

/// Warns about a primary key that can't be read, or that rows could lack.
fn check_primary_key(table: &Table, warnings: &mut Diagnostics) {
    let Some(name) = &table.facts.primary_id_attribute else {
        return;
    };
    let mut columns = table.columns.iter();
    let Some(key) = columns.find(|column| column.has_logical_name(&name.value)) else {
        return;
    };
    let readable = key.facts.is_valid_for_read.as_ref();
    // Pages made by hand may have other levels.
    let is_full = table.section(Section::SeeAlso).is_some();
    let level = key.facts.required_level.as_ref().filter(|_| is_full);
    let rows = [
        (
            "IsValidForRead",
            "True",
            readable.filter(|fact| !fact.value).map(|fact| fact.span),
        ),
        (
            "RequiredLevel",
            "SystemRequired",
            level
                .filter(|fact| fact.value != RequiredLevel::SystemRequired)
                .map(|fact| fact.span),
        ),
    ];
    for (row, expected, span) in rows {
        if let Some(span) = span {
            let message = format!("unlikely `{row}` of the primary key `{}`", name.value);
            warnings.push(
                warning(table, Code::OddKeyType, span, message)
                    .help(format!("primary keys have `{expected}`")),
            );
        }
    }
}

/// Warns about a title that names another table than the properties.
pub(super) fn check_title(table: &Table, warnings: &mut Diagnostics) {
    let Some(schema_name) = &table.facts.schema_name else {
        return;
    };
    let name = name_in_title(&table.title.value);
    if !name.eq_ignore_ascii_case(&schema_name.value) {
        let message = format!(
            "mismatched title: found `{name}`, expected `{}`",
            schema_name.value
        );
        warnings.push(
            warning(table, Code::MismatchedName, table.title.span, message)
                .with_related(
                    table.page_containing(schema_name.span),
                    schema_name.span,
                    "schema name",
                )
                .help("extensions of the table have its schema name in their titles"),
        );
    }
}

/// Warns about formats of automatic numbers with unknown or broken placeholders.
pub(super) fn check_number_formats(table: &Table, warnings: &mut Diagnostics) {
    for column in table.all_columns() {
        if let Some(format) = &column.facts.auto_number_format
            && !is_number_format(&format.value)
        {
            let message = format!("invalid `AutoNumberFormat` `{}`", format.value);
            warnings.push(warning(table, Code::InvalidNumberFormat, format.span, message).help(
                "use the placeholders `{SEQNUM:4}`, `{RANDSTRING:4}` (of 1 to 6), and `{DATETIMEUTC:yyyyMMdd}`",
            ));
        }
    }
}

fn is_number_format(format: &str) -> bool {
    let mut rest = format;
    while let Some(at) = rest.find(['{', '}']) {
        let Some((placeholder, after)) = rest[at..]
            .strip_prefix('{')
            .and_then(|inner| inner.split_once('}'))
        else {
            return false;
        };
        let is_known = placeholder.split_once(':').is_some_and(|(kind, more)| {
            match (kind, more.parse::<u32>()) {
                ("SEQNUM", Ok(digits)) => digits > 0,
                ("RANDSTRING", Ok(length)) => (1..=6).contains(&length),
                ("DATETIMEUTC", _) => !more.is_empty(),
                _ => false,
            }
        });
        if !is_known {
            return false;
        }
        rest = after;
    }
    true
}

/// Warns about targets that a lookup has twice.
pub(super) fn check_targets(table: &Table, warnings: &mut Diagnostics) {
    for column in table.all_columns() {
        let Some(targets) = &column.facts.targets else {
            continue;
        };
        let mut seen = Vec::new();
        for target in &targets.value {
            if seen.contains(&target) {
                let message = format!("duplicate target `{target}`");
                warnings.push(
                    warning(table, Code::DuplicateName, targets.span, message)
                        .help("name each table once"),
                );
            }
            seen.push(target);
        }
    }
}

/// Warns about a page in the current layout that ends before its relationships.
pub(super) fn check_end(table: &Table, warnings: &mut Diagnostics) {
    let has = |section| table.section(section).is_some();
    let is_lookup = |column: &&Column| {
        let r#type = column.facts.r#type.as_ref();
        column.is_writable() && r#type.is_some_and(|fact| fact.value.is_lookup())
    };
    let Some(lookup) = table.columns.iter().find(is_lookup) else {
        return;
    };
    let is_complete = has(Section::SeeAlso)
        || has(Section::ManyToOne)
        || has(Section::OneToMany)
        || has(Section::ManyToMany);
    if !table.is_extension() && !is_complete && !is_of_solution(table.source()) {
        let span: Span = lookup.schema_name.span;
        let message = "missing relationships: the page ends before them";
        warnings.push(
            warning(table, Code::IncompletePage, span, message)
                .help("check that the page is complete"),
        );
    }
}

fn warning(table: &Table, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(code, table.page_containing(span), span, message)
}
