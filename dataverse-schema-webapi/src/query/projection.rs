use core::marker::PhantomData;

use dataverse_schema_runtime::projection::{
    FromRow, NestedField, RelatedField, RelatedLevels, SameRow,
};
use dataverse_schema_runtime::row::ColumnValue;
use dataverse_schema_runtime::table::{Column, Readable, Relationship, Table};

use super::ast::{Options, Origin};
use super::expand::{Expand, Expandable};
use super::selectable::Selectable;

/// A type that a query can return, with the columns and related rows that it needs.
///
/// The row type of a table is a projection with all columns. A struct becomes one with
/// `#[derive(Projection)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a row nor a projection",
    note = "a struct of yours becomes a projection by `#[derive(Projection)] #[projection(table = path::to::TheTable)]`",
    note = "a type of the module `tables` becomes a row type if the table's page is added to `include_schema!`"
)]
pub trait Projection: FromRow {
    /// Returns the columns and related rows to ask for.
    fn selection() -> Selection<Self::Row>;
}

#[diagnostic::do_not_recommend]
impl<T: Table> Projection for T {
    fn selection() -> Selection<T> {
        Selection::all()
    }
}

/// A projection of rows of the table `T`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither `{T}` nor a projection of it",
    label = "expected `{T}` or a projection of it",
    note = "use `{T}`, or a struct with `#[derive(Projection)] #[projection(table = {T})]`"
)]
pub trait ProjectionOf<T>: Projection {}
#[diagnostic::do_not_recommend]
impl<T, P: Projection<Row: SameRow<T>>> ProjectionOf<T> for P {}

/// A row type, of which a query can select columns and expand relationships.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a projection, whose fields select columns and related rows",
    label = "expected a query for a row type",
    note = "add a field to the projection for each column and relationship, or query the row type of the table"
)]
pub trait WholeRow: Projection {}
#[diagnostic::do_not_recommend]
impl<T: Table> WholeRow for T {}

/// The columns and related rows of table `T` that a projection asks for.
#[derive(Clone, Debug)]
#[must_use]
pub struct Selection<T> {
    pub(crate) options: Options,
    pub(crate) is_formatted: bool,
    pub(crate) is_tracked: bool,
    table: PhantomData<fn() -> T>,
}

impl<T: Table> Selection<T> {
    pub(crate) fn all() -> Self {
        Self {
            options: Options::default(),
            is_formatted: false,
            is_tracked: false,
            table: PhantomData,
        }
    }

    /// Creates a selection of the primary key.
    pub fn new() -> Self {
        let mut selection = Self::all();
        let key = T::info().column(T::info().primary_id);
        selection.options.select.extend(key);
        selection
    }

    /// Adds a column.
    pub fn column<V: ColumnValue, A: Readable>(mut self, column: Column<T, V, A>) -> Self {
        column.add_to(&mut self.options.select);
        self
    }

    /// Adds a column and its formatted value.
    pub fn formatted<V: ColumnValue, A: Readable>(mut self, column: Column<T, V, A>) -> Self {
        self.is_formatted = true;
        self.column(column)
    }

    pub(super) fn tracked(mut self) -> Self {
        self.is_tracked = true;
        self
    }

    /// Returns true if a field, or one of a related row, has a list of rows.
    pub fn has_lists(&self) -> bool {
        self.options.has_lists()
    }

    /// Adds the related rows that a field of type `F` needs.
    pub fn related<F: RelatedField + NestedField<RelatedLevels>, R>(
        mut self,
        expand: Expand<R>,
    ) -> Self
    where
        F::Projection: Projection,
        R: Relationship<From = T>,
        Expand<R>: Expandable<T>,
    {
        let selection = F::Projection::selection();
        self.is_formatted |= selection.is_formatted;
        let expansion = expand.with_selection(selection.options).expansion();
        self.options.add_expansion(expansion, Origin::Fields);
        self
    }
}

impl<T: Table> Default for Selection<T> {
    fn default() -> Self {
        Self::new()
    }
}
