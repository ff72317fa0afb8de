use proc_macro2::{Ident, Span};

/// A name that the user gives instead of the one from the page. No identifier in it is a raw one.
#[derive(Debug)]
pub(crate) struct Rename {
    /// The logical name of the table.
    pub(crate) table: Ident,
    /// The logical name of the column, if it is about a column or an option.
    pub(crate) column: Option<Ident>,
    /// The value of the option, if it is about an option, and where it stands.
    pub(crate) option: Option<(i32, Span)>,
    pub(crate) name: Ident,
}

impl Rename {
    /// Whether both are about the same.
    pub(crate) fn is_of(&self, other: &Self) -> bool {
        self.path() == other.path()
    }

    /// What is given another name, as the user writes it.
    pub(crate) fn path(&self) -> String {
        let mut path = self.table.to_string();
        if let Some(column) = &self.column {
            path += &format!(".{column}");
        }
        if let Some((value, _)) = self.option {
            path += &format!(".{value}");
        }
        path
    }
}

/// All names that the user gives.
#[derive(Debug, Default)]
pub(crate) struct Renames(pub(crate) Vec<Rename>);

impl Renames {
    /// The name of a table's row type.
    pub(super) fn table(&self, table: &str) -> Option<&Ident> {
        self.find(table, None, None)
    }

    /// The name of a column's field.
    pub(super) fn column(&self, table: &str, column: &str) -> Option<&Ident> {
        self.find(table, Some(column), None)
    }

    /// The name of an option's variant.
    pub(super) fn option(&self, table: &str, column: &str, value: i32) -> Option<&Ident> {
        self.find(table, Some(column), Some(value))
    }

    fn find(&self, table: &str, column: Option<&str>, option: Option<i32>) -> Option<&Ident> {
        let is_column = |rename: &Rename| match (&rename.column, column) {
            (None, None) => true,
            (Some(name), Some(column)) => name == column,
            _ => false,
        };
        let mut renames = self.0.iter();
        let found = renames.find(|rename| {
            let value = rename.option.map(|(value, _)| value);
            rename.table == table && is_column(rename) && value == option
        });
        found.map(|rename| &rename.name)
    }
}
