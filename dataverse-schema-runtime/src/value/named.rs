/// A table with a known logical name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't the type of a table",
    label = "expected a row type, or a type of a module `tables`",
    note = "`include_schema!` generates the types of tables: a row type for each page, and a type in the module `tables` for each table that the pages name"
)]
pub trait Named: 'static {
    /// Returns the logical name.
    fn logical_name() -> &'static str;
}
