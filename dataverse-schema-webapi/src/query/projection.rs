use core::marker::PhantomData;

use dataverse_schema_runtime::projection::{FromRow, RelatedField};
use dataverse_schema_runtime::row::ColumnValue;
use dataverse_schema_runtime::table::{Column, Readable, Relationship, Table};

use super::ast::Options;
use super::expand::{Expand, Expandable};
use super::selectable::Selectable;

/// A type that says which columns and related rows it is made of, so that a query asks for exactly those: the row type of a table,
/// which is made of all its columns, or a struct of yours with `#[derive(Projection)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a row nor a projection",
    note = "derive it: `#[derive(Projection)] #[projection(table = path::of::TheTable)]`"
)]
pub trait Projection: FromRow {
    /// What it is made of.
    fn selection() -> Selection<Self::Row>;
}

impl<T: Table> Projection for T {
    fn selection() -> Selection<T> {
        Selection::all()
    }
}

/// Columns and related rows of table `T`.
#[derive(Clone, Debug)]
#[must_use]
pub struct Selection<T> {
    pub(crate) options: Options,
    pub(crate) is_formatted: bool,
    table: PhantomData<fn() -> T>,
}

impl<T: Table> Selection<T> {
    pub(crate) fn all() -> Self {
        Self {
            options: Options::default(),
            is_formatted: false,
            table: PhantomData,
        }
    }

    /// The primary key alone.
    pub fn new() -> Self {
        let mut selection = Self::all();
        let key = T::info().column(T::info().primary_id);
        selection.options.select.extend(key);
        selection
    }

    /// A column.
    pub fn column<V: ColumnValue, A: Readable>(mut self, column: Column<T, V, A>) -> Self {
        column.add_to(&mut self.options.select);
        self
    }

    /// A column with its formatted value.
    pub fn formatted<V: ColumnValue, A: Readable>(mut self, column: Column<T, V, A>) -> Self {
        self.is_formatted = true;
        self.column(column)
    }

    /// Related rows, as far as a field of type `F` holds them.
    pub fn related<F: RelatedField, R>(mut self, expand: Expand<R>) -> Self
    where
        F::Projection: Projection,
        R: Relationship<From = T>,
        Expand<R>: Expandable<T>,
    {
        let selection = F::Projection::selection();
        self.is_formatted |= selection.is_formatted;
        let expansion = expand.with(selection.options).expansion();
        self.options.expand.push(expansion);
        self
    }
}

impl<T: Table> Default for Selection<T> {
    fn default() -> Self {
        Self::new()
    }
}
