use dataverse_schema_runtime::changes::Changes;
use dataverse_schema_runtime::check::Checks;
use dataverse_schema_runtime::table::message::{Create, Update, Upsert};
use dataverse_schema_runtime::table::{Lists, Locator, Table, message};

use super::bulk::{InvalidRows, bulk_request, delete_request};
use super::method::Method;
use super::request::Request;
use super::unlisted_messages::{UnlistedMessages, listed, unlisted};

/// Writes, each with a bound on the message that the page must list.
macro_rules! writes {
    ($functions:ident for $T:ident) => {
        $functions! {
            /// Starts a new row; add values with `set` and `bind`.
            // The compiler shows this line if `create` is given a row.
            fn create(/* values follow: `.set(column, value)` */) -> Changes<$T, Create>
            where $T::Messages: Lists<message::Create> {
                Changes::create()
            }

            /// Starts a new row with the values of a row that was read. See [`Changes::copy`].
            fn create_from(row: &$T) -> Changes<$T, Create>
            where $T::Messages: Lists<message::Create> {
                Changes::copy(row)
            }

            /// Starts changes to the row with this id or alternate key.
            fn update(id_or_key: impl Locator<$T>) -> Changes<$T, Update>
            where $T::Messages: Lists<message::Update> {
                Changes::update(id_or_key)
            }

            /// Starts changes to the row with this id or alternate key, which is created if it
            /// doesn't exist. See [`Changes::upsert`].
            fn upsert(id_or_key: impl Locator<$T>) -> Changes<$T, Upsert>
            where $T::Messages: Lists<message::Upsert> {
                Changes::upsert(id_or_key)
            }

            /// Returns the request that deletes the row with this id or alternate key.
            fn delete(id_or_key: impl Locator<$T>) -> Request
            where $T::Messages: Lists<message::Delete> {
                Request::new(Method::Delete, id_or_key.address().to_string())
            }

            /// Returns the request that creates these rows (`CreateMultiple`).
            ///
            /// Either all or none of the rows are created. Microsoft recommends 100 to 1,000 rows.
            ///
            /// Of an elastic table, the service may write some of the rows although its response is an
            /// error, so any of them may exist after one. The client's `write_all` reports them.
            ///
            /// # Errors
            /// Returns the violated rules of each row.
            fn create_multiple(
                rows: impl IntoIterator<Item = Changes<$T, Create>>, // each `TheTable::create().set(…)`
            ) -> Result<Request, InvalidRows>
            where $T::Messages: Lists<message::CreateMultiple> {
                bulk_request(rows, &Checks::default())
            }

            /// Returns the request that updates these rows (`UpdateMultiple`).
            ///
            /// Either all or none of the rows are updated. Microsoft recommends 100 to 1,000 rows.
            /// The service ignores all changes to a row but the first, and doesn't [support]
            /// alternate keys here.
            ///
            /// Of an elastic table, the service may write some of the rows although its response is an
            /// error, so any of them may be updated after one. The client's `write_all` reports them.
            ///
            /// [support]: https://learn.microsoft.com/power-apps/developer/data-platform/bulk-operations#updatemultiple
            ///
            /// # Errors
            /// Returns the violated rules of each row.
            fn update_multiple(
                rows: impl IntoIterator<Item = Changes<$T, Update>>, // each `TheTable::update(id).set(…)`
            ) -> Result<Request, InvalidRows>
            where $T::Messages: Lists<message::UpdateMultiple> {
                bulk_request(rows, &Checks::default())
            }

            /// Returns the request that updates these rows, or creates those that don't exist, all
            /// or none (`UpsertMultiple`). Microsoft recommends 100 to 1,000 rows. The service
            /// rejects duplicate rows.
            ///
            /// Of an elastic table, the service may write some of the rows although its response is an
            /// error, so any of them may be written after one. The client's `write_all` reports them.
            ///
            /// # Errors
            /// Returns the violated rules of each row.
            fn upsert_multiple(
                rows: impl IntoIterator<Item = Changes<$T, Upsert>>, // each `TheTable::upsert(key).set(…)`
            ) -> Result<Request, InvalidRows>
            where $T::Messages: Lists<message::UpsertMultiple> {
                bulk_request(rows, &Checks::default())
            }

            /// Returns the request that deletes these rows (`DeleteMultiple`). Microsoft recommends
            /// 100 to 1,000 rows. Only elastic tables support it. The service may delete some of the
            /// rows although its response is an error.
            fn delete_multiple(rows: impl IntoIterator<Item = impl Locator<$T>>) -> Request
            where $T::Messages: Lists<message::DeleteMultiple> {
                delete_request(rows)
            }
        }
    };
}

/// Writes to a table.
pub trait Writable: Table {
    writes! { listed for Self }
}
impl<T: Table> Writable for T {}

impl<T: Table> UnlistedMessages<T> {
    writes! { unlisted for T }
}
