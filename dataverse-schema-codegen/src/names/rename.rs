/// A name that the user chooses instead of the one from the page. No identifier in it is a raw one.
#[derive(Debug)]
pub(crate) struct Rename {
    /// The logical name of the table.
    pub(crate) table: String,
    /// The logical name of the column, if a column or an option is renamed.
    pub(crate) column: Option<String>,
    /// The value of the option, if one is renamed.
    pub(crate) option: Option<i32>,
    pub(crate) name: String,
}

impl Rename {
    /// Returns what is renamed, as the user writes it.
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

/// All names that the user chooses.
#[derive(Debug, Default)]
pub(crate) struct Renames(pub(crate) Vec<Rename>);

impl Renames {
    /// Returns the name of a table's row type.
    pub(super) fn table(&self, table: &str) -> Option<&str> {
        self.find(table, None, None)
    }

    /// Returns the name of a column's field.
    pub(super) fn column(&self, table: &str, column: &str) -> Option<&str> {
        self.find(table, Some(column), None)
    }

    /// Returns the name of an option's variant.
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
