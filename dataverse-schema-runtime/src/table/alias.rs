use super::message::{Create, Delete, Lists, Retrieve, RetrieveMultiple, Update};
use super::row_type::Table;

/// A table whose rows can be queried, for generic code: `fn f<T: QueryTable>() { T::query() … }`.
///
/// It is the bound `T: Table` with `T::Messages: Lists<Retrieve> + Lists<RetrieveMultiple>`.
#[diagnostic::on_unimplemented(
    message = "rows of `{Self}` can't be queried",
    label = "expected a row type whose page lists the messages `Retrieve` and `RetrieveMultiple`",
    note = "if your environment supports them, add them to the section `Messages` of an overlay; for one of them, use the bound `T: Table` with `T::Messages: dataverse_schema::table::Lists<dataverse_schema::table::message::…>`"
)]
pub trait QueryTable: Table<Messages: Lists<Retrieve> + Lists<RetrieveMultiple>> {}
#[diagnostic::do_not_recommend]
impl<T> QueryTable for T where T: Table<Messages: Lists<Retrieve> + Lists<RetrieveMultiple>> {}

/// A table whose rows can be created, updated, and deleted, for generic code.
///
/// It is the bound `T: Table` with `T::Messages: Lists<Create> + Lists<Update> + Lists<Delete>`.
#[diagnostic::on_unimplemented(
    message = "rows of `{Self}` can't be created, updated, and deleted",
    label = "expected a row type whose page lists the messages `Create`, `Update`, and `Delete`",
    note = "if your environment supports them, add them to the section `Messages` of an overlay; for one of them, use the bound `T: Table` with `T::Messages: dataverse_schema::table::Lists<dataverse_schema::table::message::…>`"
)]
pub trait WriteTable: Table<Messages: Lists<Create> + Lists<Update> + Lists<Delete>> {}
#[diagnostic::do_not_recommend]
impl<T> WriteTable for T where T: Table<Messages: Lists<Create> + Lists<Update> + Lists<Delete>> {}
