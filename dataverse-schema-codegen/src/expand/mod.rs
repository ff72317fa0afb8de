//! Checked and named tables to Rust.

mod choice;
mod code;
mod columns;
mod description;
mod docs;
mod relationships;
mod row;
mod table;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::check::{Checked, Place};
use crate::expand::code::Code;
use crate::names::{Names, table_types};

/// A table with its names.
pub(crate) struct Named<'a> {
    pub(crate) table: Checked<'a>,
    pub(crate) names: Names,
    /// The columns in the order of the generated description: those of the row, sorted by property, then the others.
    order: Vec<usize>,
    row_columns: usize,
}

impl<'a> Named<'a> {
    pub(crate) fn new(table: Checked<'a>, names: Names) -> Self {
        let columns = &table.columns;
        let is_field = |index: &usize| names.fields[*index].is_some();
        let (mut order, others): (Vec<usize>, Vec<usize>) = (0..columns.len())
            .partition(|index| columns[*index].place == Place::Row && is_field(index));
        order.sort_by_cached_key(|index| columns[*index].property());
        let row_columns = order.len();
        order.extend(others);
        Self {
            table,
            names,
            order,
            row_columns,
        }
    }
}

/// What the macro's options say about the tables.
#[derive(Default)]
pub(crate) struct Outside {
    /// The path of the crate `dataverse_schema`.
    pub(crate) krate: TokenStream,
    /// Entity sets of tables whose pages aren't included, by logical name.
    pub(crate) entity_sets: BTreeMap<String, String>,
    /// Types of tables that another include has, by logical name.
    pub(crate) extern_tables: BTreeMap<String, TokenStream>,
}

/// What one include generates.
pub(crate) struct Include<'a> {
    /// The tables whose pages are included, by logical name.
    tables: BTreeMap<&'a str, &'a Named<'a>>,
    outside: &'a Outside,
    /// The types in the module `tables`.
    types: BTreeMap<&'a str, Ident>,
}

pub(crate) fn expand(tables: &[Named<'_>], outside: &Outside) -> TokenStream {
    let mut named = BTreeSet::new();
    for Named { table, .. } in tables {
        named.extend(table.tables());
    }
    named.extend(outside.entity_sets.keys().map(String::as_str));
    named.extend(outside.extern_tables.keys().map(String::as_str));
    let by_name = tables
        .iter()
        .map(|named| (named.table.logical_name.value.as_str(), named));
    let include = Include {
        tables: by_name.collect(),
        outside,
        types: table_types(&named),
    };
    let modules = tables.iter().map(|named| table::module(&include, named));
    let tables = tables::module(&include);
    quote! { #(#modules)* #tables }
}
