use proc_macro2::Ident;

/// A name that the user gives instead of the one from the page.
#[derive(Debug)]
pub(crate) struct Rename {
    /// The logical name of the table.
    pub(crate) table: Ident,
    /// The logical name of the column, if it is about a column or an option.
    pub(crate) column: Option<Ident>,
    /// The value of the option, if it is about an option.
    pub(crate) option: Option<i32>,
    pub(crate) name: Ident,
}

impl Rename {
    /// Whether both are about the same.
    pub(crate) fn is_of(&self, other: &Self) -> bool {
        (&self.table, &self.column, self.option) == (&other.table, &other.column, other.option)
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
            (Some(name), Some(column)) => is(name, column),
            _ => false,
        };
        let mut renames = self.0.iter();
        let found = renames.find(|rename| {
            is(&rename.table, table) && is_column(rename) && rename.option == option
        });
        found.map(|rename| &rename.name)
    }
}

/// Whether an identifier, which may be a raw one, stands for a logical name.
pub(crate) fn is(ident: &Ident, logical_name: &str) -> bool {
    let ident = ident.to_string();
    ident.strip_prefix("r#").unwrap_or(&ident) == logical_name
}
