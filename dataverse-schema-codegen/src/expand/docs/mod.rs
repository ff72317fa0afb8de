//! The documentation of generated items: brief, and valid for rustdoc whatever the page contains.

mod closing;
mod doc;
mod example;
mod functions;
mod limits;
mod markdown;
mod operations;
mod relationships;

use dataverse_schema_pages::model::{ChoiceOption, Fact, TableType};

use crate::choose::Docs;
use crate::expand::docs::closing::closing;
use crate::expand::docs::doc::Doc;
use crate::expand::docs::example::example;
use crate::expand::docs::functions::functions;
use crate::expand::docs::limits::summary;
use crate::expand::docs::markdown::{escape, prose, sentence};
use crate::plan::{ColumnPlan, TablePlan};

pub(super) use self::operations::{
    complex_type, constructor, enum_type, member, operation, parameter,
};
pub(super) use self::relationships::{relationship, relationships_function, relationships_struct};

/// Where Microsoft publishes the pages of Dataverse's own tables.
const REFERENCE: &str =
    "https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/";

/// Documents an item of a table, unless the options turn off the table's documentation.
fn document(table: &TablePlan<'_>, doc: impl FnOnce(Docs) -> Doc) -> Doc {
    match table.options.docs {
        Docs::None => Doc::default(),
        level => doc(level),
    }
}

/// Documents the module of a table.
pub(super) fn module(table: &TablePlan<'_>) -> Doc {
    document(table, |_| {
        Doc::line(format!("The table `{}`.", table.logical_name()))
    })
}

/// Documents a row type.
pub(super) fn row(table: &TablePlan<'_>) -> Doc {
    document(table, |level| {
        let model = table.table.model;
        let facts = &model.facts;
        let description = description_or_name(model.description(), facts.display_name.as_ref());
        let mut doc = Doc::default();
        let mark = deprecation_mark(model.is_deprecated());
        doc.add_paragraph(format!("{mark}{}", sentence(description, level)));
        let logical_name = table.logical_name();
        let entity_set = &table.table.entity_set.value;
        let ownership = facts
            .ownership_type
            .as_ref()
            .map_or("None", |fact| fact.value.as_str());
        doc.add_paragraph(format!(
            "Table `{logical_name}`, entity set `{entity_set}`. Ownership: {}.",
            escape(ownership)
        ));
        if let Some(kind) = table_kind(facts.table_type.as_ref().map(|fact| &fact.value)) {
            doc.add_paragraph(kind);
        }
        doc.add_paragraph(functions(table));
        doc.add_code(&example(table));
        doc.add_paragraph(closing(table).unwrap_or_default());
        if model.product_name() == "Microsoft Dataverse" {
            doc.add_paragraph(format!("[Reference]({REFERENCE}{logical_name})"));
        }
        doc
    })
}

/// Returns a sentence about the kind of a table, unless it is a standard one.
fn table_kind(table_type: Option<&TableType>) -> Option<String> {
    let sentence = match table_type? {
        TableType::Elastic => {
            "Elastic table: rows have a partition, and an upsert replaces the whole row."
        }
        TableType::Virtual => "Virtual table: its rows are those of an external data source.",
        _ => return None,
    };
    Some(sentence.to_owned())
}

/// Documents a column: its field in the row, and its field in `Columns`.
///
/// Both have the description, the type, and the limits. In full, that in the row also has the names
/// in Dataverse.
pub(super) fn column(column: ColumnPlan<'_>) -> [Doc; 2] {
    let level = column.table.options.docs;
    if level == Docs::None {
        return Default::default();
    }
    let brief = column_line(column, Docs::Brief);
    if level == Docs::Brief {
        return [Doc::line(&brief), Doc::line(&brief)];
    }
    let model = column.column.model;
    let mut full = Doc::line(column_line(column, level));
    let name = model.facts.display_name.as_ref();
    let shown = name.map(|name| format!(", displayed as “{}”", escape(name.value.trim())));
    full.add_paragraph(format!(
        "Column `{}`{}.",
        model.schema_name.value,
        shown.unwrap_or_default()
    ));
    [full, Doc::line(brief)]
}

/// Returns a column's description, or its display name, with the type and limits.
fn column_line(column: ColumnPlan<'_>, level: Docs) -> String {
    let model = column.column.model;
    let mark = deprecation_mark(model.is_deprecated());
    let description = description_or_name(model.description(), model.facts.display_name.as_ref());
    let description = sentence(description, level);
    let summary = summary(column.column);
    match description.as_str() {
        "" => format!("{mark}{summary}"),
        _ => format!("{mark}{description} {summary}"),
    }
}

fn description_or_name<'a>(description: &'a str, name: Option<&'a Fact<String>>) -> &'a str {
    match (description, name) {
        ("", Some(name)) => &name.value,
        _ => description,
    }
}

/// Returns what the docs of a deprecated item begin with.
fn deprecation_mark(is_deprecated: bool) -> &'static str {
    if is_deprecated {
        "**Deprecated.** "
    } else {
        ""
    }
}

/// Documents the struct of typed columns. An option may leave out others.
pub(super) fn columns_struct(is_chosen: bool) -> Doc {
    let mut doc = Doc::line("The typed columns of the table.");
    if is_chosen {
        doc.add_paragraph("The option `columns` leaves out others. To have one, choose it there.");
    }
    doc
}

/// Documents the usual name of a struct, whose own name says that an option leaves out fields.
pub(super) fn usual_name(name: &str) -> Doc {
    Doc::line(format!("The usual name of [`{name}`]."))
}

/// Documents the type for the targets of a lookup.
pub(super) fn target_set(column: ColumnPlan<'_>) -> Doc {
    document(column.table, |_| {
        Doc::line(format!(
            "The targets of the column `{}`.",
            column.column.logical_name
        ))
    })
}

/// Documents the variant for a target.
pub(super) fn target(logical_name: &str) -> Doc {
    Doc::line(format!("A row of the table `{logical_name}`."))
}

/// Documents the enum of a choice.
pub(super) fn choice(column: ColumnPlan<'_>) -> Doc {
    document(column.table, |level| {
        let logical_name = column.column.logical_name;
        Doc::line(match &column.column.model.facts.display_name {
            Some(name) => {
                let name = prose(&name.value, level);
                format!("{name}: the options of the column `{logical_name}`.")
            }
            None => format!("The options of the column `{logical_name}`."),
        })
    })
}

/// Documents a variant of a choice.
pub(super) fn option(table: &TablePlan<'_>, option: &ChoiceOption) -> Doc {
    document(table, |level| {
        let value = option.value.value;
        let mark = deprecation_mark(option.is_deprecated());
        let mut doc = Doc::line(match option.label() {
            "" => format!("{mark}The option {value}, which has no label."),
            label => format!("{mark}{} ({value})", prose(label, level)),
        });
        if level == Docs::Full {
            doc.add_paragraph(sentence(option.description(), level));
        }
        doc
    })
}

/// Documents the type of a table whose page isn't included.
pub(super) fn marker(logical_name: &str) -> Doc {
    Doc::line(format!(
        "The table `{logical_name}`. Its page isn't included."
    ))
}
