//! Checked and named tables to Rust.

mod choice;
mod code;
mod columns;
mod description;
mod docs;
mod global;
mod relationships;
mod row;
mod table;
mod tables;
mod targets;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use code::Code;

use dataverse_schema_pages::check::{CheckedTable, ColumnExposure};

use crate::choose::{Docs, Parts};
use crate::expand::docs::Doc;
use crate::expand::global::GlobalChoice;
use crate::names::{Names, table_types};
use crate::parallel;

/// A table with its names.
pub(crate) struct Named<'a> {
    pub(crate) table: CheckedTable<'a>,
    pub(crate) names: Names,
    parts: Parts,
    /// The columns in the order of the generated description: those of the row, sorted by property, then the others.
    order: Vec<usize>,
    /// For each of the table's columns its place in that order.
    places: Vec<usize>,
    row_columns: usize,
}

impl<'a> Named<'a> {
    pub(crate) fn new(table: CheckedTable<'a>, parts: Parts, names: Names) -> Self {
        let columns = &table.columns;
        let is_field = |index: &usize| names.fields[*index].is_some();
        let (mut order, others): (Vec<usize>, Vec<usize>) = (0..columns.len()).partition(|index| {
            columns[*index].exposure == ColumnExposure::Field && is_field(index)
        });
        order.sort_by_cached_key(|index| columns[*index].property());
        let row_columns = order.len();
        order.extend(others);
        let mut places = vec![0; order.len()];
        for (place, index) in order.iter().enumerate() {
            places[*index] = place;
        }
        Self {
            table,
            names,
            parts,
            order,
            places,
            row_columns,
        }
    }

    /// The documentation of something, as far as it is wanted.
    fn doc(&self, doc: impl FnOnce(Docs) -> Doc) -> Doc {
        match self.parts.docs {
            Docs::None => Doc::default(),
            level => doc(level),
        }
    }
}

/// What the options say of tables whose pages aren't included.
#[derive(Default)]
pub(crate) struct Outside {
    /// Their entity sets, by logical name.
    pub(crate) entity_sets: BTreeMap<String, String>,
    /// Those that another include has a type for. It stands in the module [`EXTERN_TABLES`], under the logical name.
    pub(crate) extern_tables: BTreeSet<String>,
    /// The global choices that another include has an enum for. It stands in the module [`EXTERN_CHOICES`].
    pub(crate) extern_choices: BTreeSet<String>,
}

/// The module of what `extern_tables` names.
pub(crate) const EXTERN_TABLES: &str = "__extern";

/// The module of what `extern_choices` names.
pub(crate) const EXTERN_CHOICES: &str = "__extern_choices";

/// What one include generates.
pub(crate) struct Include<'a> {
    /// The tables whose pages are included, by logical name.
    tables: BTreeMap<&'a str, &'a Named<'a>>,
    outside: &'a Outside,
    /// The enums that stand for the global choice of several columns, by its name.
    global: BTreeMap<&'a str, GlobalChoice<'a>>,
    /// The columns whose types stand for the targets of lookups.
    target_sets: targets::Sets<'a>,
    /// The types in the module `tables`.
    types: BTreeMap<&'a str, String>,
}

/// The modules of the tables, and the module `tables`. They take the runtime from where they stand, as `__rt`.
pub(crate) fn expand(tables: &[Named<'_>], outside: &Outside) -> Code {
    let mut named = BTreeSet::new();
    for Named { table, .. } in tables {
        named.extend(table.tables());
    }
    named.extend(outside.entity_sets.keys().map(String::as_str));
    named.extend(outside.extern_tables.iter().map(String::as_str));
    let by_name = tables
        .iter()
        .map(|named| (named.table.logical_name.value.as_str(), named));
    let include = Include {
        tables: by_name.collect(),
        outside,
        global: global::shared(tables),
        target_sets: targets::shared(tables),
        types: table_types(&named),
    };
    let mut code = Code::default();
    for module in parallel::map(tables, |named| table::module(&include, named)) {
        code.add(format_args!("{module}"));
    }
    code.add(format_args!("{}", tables::module(&include)));
    code
}
