use super::access::ByName;
use super::column::{Column, column};
use super::row_type::Table;
use super::unknown_name::UnknownName;
use crate::value::Value;

/// A column of table `T` that is found by name at run time:
/// [`RowExt::column`](crate::row_ext::RowExt::column).
///
/// It can be used like the typed columns. What the compiler checks for those, the type of a value
/// and whether a request can set the column, is checked with the query or the changes.
pub type AnyColumn<T> = Column<T, Value<'static>, ByName>;

impl<T, V, A> Column<T, V, A> {
    /// Returns the column as one whose type isn't known, for lists of different columns.
    pub fn untyped(self) -> AnyColumn<T> {
        column(self.index())
    }
}

/// Returns the column with this logical name.
pub(crate) fn find<T: Table>(logical_name: &str) -> Result<AnyColumn<T>, UnknownName> {
    let table = T::info();
    let mut columns = table.columns.iter();
    match columns.position(|column| column.logical_name == logical_name) {
        Some(index) => Ok(column(index as u16)),
        None => {
            let names = table.columns.iter().map(|column| {
                let others = [column.schema_name, column.property, column.display_name];
                (column.logical_name, others)
            });
            Err(UnknownName::new(
                "column",
                table.logical_name,
                logical_name,
                names,
            ))
        }
    }
}
