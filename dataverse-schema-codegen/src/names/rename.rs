/// A name that the user gives instead of the one from the page. No identifier in it is a raw one.
#[derive(Debug, PartialEq)]
pub(crate) struct Rename {
    /// The logical name of the table.
    pub(crate) table: String,
    /// The logical name of the column, if it is about a column or an option.
    pub(crate) column: Option<String>,
    /// The value of the option, if it is about an option.
    pub(crate) option: Option<i32>,
    pub(crate) name: String,
}

impl Rename {
    /// Whether both are about the same.
    pub(crate) fn is_of(&self, other: &Self) -> bool {
        self.path() == other.path()
    }

    /// What is given another name, as the user writes it.
    pub(crate) fn path(&self) -> String {
        let mut path = self.table.clone();
        if let Some(column) = &self.column {
            path += &format!(".{column}");
        }
        if let Some(value) = self.option {
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
    pub(super) fn table(&self, table: &str) -> Option<&str> {
        self.find(table, None, None)
    }

    /// The name of a column's field.
    pub(super) fn column(&self, table: &str, column: &str) -> Option<&str> {
        self.find(table, Some(column), None)
    }

    /// The name of an option's variant.
    pub(super) fn option(&self, table: &str, column: &str, value: i32) -> Option<&str> {
        self.find(table, Some(column), Some(value))
    }

    fn find(&self, table: &str, column: Option<&str>, option: Option<i32>) -> Option<&str> {
        let mut renames = self.0.iter();
        let found = renames.find(|rename| {
            rename.table == table && rename.column.as_deref() == column && rename.option == option
        });
        found.map(|rename| rename.name.as_str())
    }
}
