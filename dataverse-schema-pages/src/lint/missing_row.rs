use super::of_solution::is_of_solution;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Column, ColumnType, Fact, Relationship, RelationshipFacts, Section, Table};
use crate::source::Span;

/// The rows that columns of all types have, and those of some types.
const OF_COLUMNS: &[(&str, &[ColumnType])] = &[
    ("Description", &[]),
    ("DisplayName", &[]),
    ("IsValidForForm", &[]),
    ("IsValidForRead", &[]),
    ("RequiredLevel", &[]),
    (
        "Targets",
        &[
            ColumnType::Lookup,
            ColumnType::Customer,
            ColumnType::Owner,
            ColumnType::PartyList,
        ],
    ),
    (
        "Precision",
        &[ColumnType::Decimal, ColumnType::Double, ColumnType::Money],
    ),
    ("DateTimeBehavior", &[ColumnType::DateTime]),
    (
        "MaxValue",
        &[
            ColumnType::Integer,
            ColumnType::BigInt,
            ColumnType::Decimal,
            ColumnType::Double,
            ColumnType::Money,
        ],
    ),
    (
        "MinValue",
        &[
            ColumnType::Integer,
            ColumnType::BigInt,
            ColumnType::Decimal,
            ColumnType::Double,
            ColumnType::Money,
        ],
    ),
    ("DefaultValue", &[ColumnType::Boolean]),
    ("MaxSizeInKB", &[ColumnType::File]),
];

/// The rows that overlays need for their own columns, too: without them, limits are unknown.
const OF_OVERLAYS: [&str; 3] = ["Targets", "Precision", "DateTimeBehavior"];

/// The rows that solutions leave out.
const NOT_IN_SOLUTIONS: [&str; 5] = [
    "Targets",
    "ReferencedAttribute",
    "ReferencedEntityNavigationPropertyName",
    "IntersectAttribute",
    "NavigationPropertyName",
];

/// The rows that may be blank.
const BLANK: [&str; 6] = [
    "Description",
    "DisplayName",
    "Targets",
    "MinValue",
    "MaxValue",
    "DefaultFormValue",
];

/// Warns about columns and relationships that lack a row which those of real pages have, and about
/// rows without the value that they always have there.
pub(super) fn check(table: &Table, warnings: &mut Diagnostics) {
    check_table(table, warnings);
    for column in &table.columns {
        check_column(table, column, warnings);
    }
    let rows: [(&[Relationship], &[&str]); 3] = [
        (&table.many_to_one, &["ReferencedAttribute"]),
        (
            &table.one_to_many,
            &[
                "ReferencingAttribute",
                "ReferencedEntityNavigationPropertyName",
            ],
        ),
        (
            &table.many_to_many,
            &[
                "IntersectEntityName",
                "IntersectAttribute",
                "NavigationPropertyName",
            ],
        ),
    ];
    for (relationships, keys) in rows {
        for relationship in relationships {
            check_relationship(table, relationship, keys, warnings);
        }
    }
}

/// Pages from before 2024 have no `TableType`, but `IsBPFEntity`.
fn check_table(table: &Table, warnings: &mut Diagnostics) {
    let facts = &table.facts;
    let Some(heading) = table.section(Section::Properties) else {
        return;
    };
    for key in ["TableType", "OwnershipType"] {
        let is_older = key == "TableType" && facts.has("IsBPFEntity");
        if let Some(blank) = facts.blank.span(key) {
            warnings.push(no_value(table, key, blank));
        } else if !facts.has(key) && !is_older {
            let message = format!("missing row `{key}` of the table's properties");
            let name = Fact::new(String::new(), heading);
            warnings.push(missing(table, &name, message));
        }
    }
}

fn check_column(table: &Table, column: &Column, warnings: &mut Diagnostics) {
    let name = &column.schema_name;
    let is_own = table.source().contains(name.span) && !table.is_extension();
    let Some(r#type) = &column.facts.r#type else {
        return;
    };
    for (key, types) in OF_COLUMNS {
        if !types.is_empty() && !types.contains(&r#type.value) {
            continue;
        }
        if !column.facts.has(key)
            && (is_own && is_usual(table, key, types) || OF_OVERLAYS.contains(key))
            && !is_left_out(table, name, key)
        {
            let message = format!("missing row `{key}` of column `{}`", name.value);
            warnings.push(missing(table, name, message));
        }
    }
    for (key, span) in column.facts.blank.rows() {
        let is_of_all = OF_COLUMNS.iter().any(|(known, _)| *known == key);
        if (is_of_all || table.source().contains(span)) && !may_be_blank(column, r#type.value, key)
        {
            warnings.push(no_value(table, key, span));
        }
    }
}

/// Returns true if columns of real pages have the row without a value.
fn may_be_blank(column: &Column, r#type: ColumnType, key: &str) -> bool {
    let facts = &column.facts;
    match key {
        "MinValue" | "MaxValue" => matches!(r#type, ColumnType::Integer | ColumnType::BigInt),
        "True Label" => facts.blank.has("False Label"),
        "False Label" => facts.blank.has("True Label"),
        _ => BLANK.contains(&key),
    }
}

/// Returns true if most columns of some types have a row on the base page.
fn is_usual(table: &Table, key: &str, types: &[ColumnType]) -> bool {
    let is_of_types = |column: &&Column| {
        let r#type = column.facts.r#type.as_ref();
        types.is_empty() || r#type.is_some_and(|r#type| types.contains(&r#type.value))
    };
    let is_own = |column: &&Column| table.source().contains(column.schema_name.span);
    let columns = table.columns.iter().filter(is_own).filter(is_of_types);
    let (mut all, mut having) = (0, 0);
    for column in columns {
        all += 1;
        having += usize::from(column.facts.has(key));
    }
    // A column on its own says nothing about the page.
    having > 0 && having * 2 >= all
}

fn check_relationship(
    table: &Table,
    relationship: &Relationship,
    keys: &[&str],
    warnings: &mut Diagnostics,
) {
    let facts = &relationship.facts;
    let name = &relationship.schema_name;
    // Pages from before 2024 have links instead of rows, and overlays have what is needed.
    let is_own = table.source().contains(name.span);
    if !is_own || facts.is_pointer() || *facts == RelationshipFacts::default() {
        return;
    }
    // On the page of the intersect table, and between two rows of a table, rows differ.
    let is_usual = facts.entity1_intersect_attribute.is_none()
        && (relationship.other_entity.is_some() || facts.intersect_entity_name.is_none());
    for key in keys {
        let is_intersect = key.starts_with("Intersect") || *key == "NavigationPropertyName";
        let needed = !is_intersect || is_usual;
        if let Some(blank) = facts.blank.span(key) {
            if *key != "NavigationPropertyName" {
                warnings.push(no_value(table, key, blank));
            }
        } else if needed && !facts.has(key) && !is_left_out(table, name, key) {
            let message = format!("missing row `{key}` of relationship `{}`", name.value);
            warnings.push(missing(table, name, message));
        }
    }
    let cascade = relationship.cascade_configuration.as_ref();
    if let Some(cascade) = cascade.filter(|cascade| cascade.value == Default::default()) {
        warnings.push(no_value(table, "CascadeConfiguration", cascade.span));
    } else if let Some(cascade) = cascade {
        for key in crate::model::Cascade::KEYS {
            if let Some(blank) = cascade.value.blank.span(key) {
                let key = format!("CascadeConfiguration.{key}");
                warnings.push(no_value(table, &key, blank));
            }
        }
    }
}

/// Returns true if a row is missing because the solution of the page doesn't have it.
fn is_left_out(table: &Table, name: &Fact<String>, key: &str) -> bool {
    NOT_IN_SOLUTIONS.contains(&key) && is_of_solution(table.page_containing(name.span))
}

fn missing(table: &Table, name: &Fact<String>, message: String) -> Diagnostic {
    let page = table.page_containing(name.span);
    Diagnostic::warning(Code::MissingUsualRow, page, name.span, message)
        .help("check that the page is complete")
}

fn no_value(table: &Table, key: &str, span: Span) -> Diagnostic {
    let message = format!("row `{key}` has no value");
    Diagnostic::warning(
        Code::MissingUsualRow,
        table.page_containing(span),
        span,
        message,
    )
    .help("write the value")
}
