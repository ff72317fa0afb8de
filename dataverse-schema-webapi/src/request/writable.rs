use dataverse_schema_runtime::changes::Changes;
use dataverse_schema_runtime::rule::Invalid;
use dataverse_schema_runtime::table::{Lists, Table, message};
use dataverse_schema_runtime::value::Id;

use super::alternate_key::{Address, AlternateKey};
use super::bulk::{BulkMessage, InvalidRows, bulk_request};
use super::changes::upsert_request;
use super::method::Method;
use super::request::Request;
use super::unlisted_messages::{UnlistedMessages, listed, unlisted};

/// Writes, each with a bound on the message that the page must list.
macro_rules! writes {
    ($functions:ident for $T:ident) => {
        $functions! {
            /// Starts a new row; add values with `set` and `bind`.
            fn create() -> Changes<$T>
            where $T::Messages: Lists<message::Create> {
                Changes::create()
            }

            /// Starts changes to the row with this id.
            fn update(id: Id<$T>) -> Changes<$T>
            where $T::Messages: Lists<message::Update> {
                Changes::update(id)
            }

            /// Starts changes to the row with this id, which is created if it doesn't exist.
            fn upsert(id: Id<$T>) -> Changes<$T>
            where $T::Messages: Lists<message::Upsert> {
                Changes::upsert(id)
            }

            /// Returns the request that deletes the row with this id or alternate key.
            fn delete(row: impl Into<Address<$T>>) -> Request
            where $T::Messages: Lists<message::Delete> {
                Request::new(Method::Delete, row.into().path())
            }

            /// Returns the request that creates these rows, all or none (`CreateMultiple`).
            /// Microsoft recommends 100 to 1,000 rows.
            ///
            /// # Errors
            /// The violated rules, and changes that aren't new rows.
            fn create_multiple(
                rows: impl IntoIterator<Item = Changes<$T>>,
            ) -> Result<Request, InvalidRows>
            where $T::Messages: Lists<message::CreateMultiple> {
                bulk_request(BulkMessage::Create, without_key(rows))
            }

            /// Returns the request that updates these rows, all or none (`UpdateMultiple`).
            /// Microsoft recommends 100 to 1,000 rows.
            ///
            /// # Errors
            /// The violated rules, and changes that aren't updates.
            fn update_multiple(
                rows: impl IntoIterator<Item = Changes<$T>>,
            ) -> Result<Request, InvalidRows>
            where $T::Messages: Lists<message::UpdateMultiple> {
                bulk_request(BulkMessage::Update, without_key(rows))
            }

            /// Returns the request that updates these rows, or creates those that don't exist, all
            /// or none (`UpsertMultiple`). Microsoft recommends 100 to 1,000 rows. The service
            /// refuses duplicate rows.
            ///
            /// # Errors
            /// The violated rules, and changes that aren't upserts.
            fn upsert_multiple(
                rows: impl IntoIterator<Item = Changes<$T>>,
            ) -> Result<Request, InvalidRows>
            where $T::Messages: Lists<message::UpsertMultiple> {
                bulk_request(BulkMessage::Upsert, without_key(rows))
            }

            /// Like `upsert_multiple`, for new rows that alternate keys identify.
            ///
            /// # Errors
            /// The violated rules, and changes that aren't new rows.
            fn upsert_multiple_by_key(
                rows: impl IntoIterator<Item = (AlternateKey<$T>, Changes<$T>)>,
            ) -> Result<Request, InvalidRows>
            where $T::Messages: Lists<message::UpsertMultiple> {
                let rows = rows.into_iter().map(|(key, changes)| (Some(key), changes));
                bulk_request(BulkMessage::Upsert, rows)
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

    /// See [`IntoRequest::into_upsert`](super::IntoRequest::into_upsert).
    ///
    /// # Errors
    /// All violated rules.
    pub fn into_upsert(
        self,
        changes: &Changes<T>,
        key: &AlternateKey<T>,
    ) -> Result<Request, Invalid> {
        upsert_request(changes, key)
    }
}

fn without_key<T: Table>(
    rows: impl IntoIterator<Item = Changes<T>>,
) -> impl Iterator<Item = (Option<AlternateKey<T>>, Changes<T>)> {
    rows.into_iter().map(|changes| (None, changes))
}
