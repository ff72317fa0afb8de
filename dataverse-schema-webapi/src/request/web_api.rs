use dataverse_schema_runtime::changes::Changes;
use dataverse_schema_runtime::rule::Invalid;
use dataverse_schema_runtime::table::{Lists, Table, message};
use dataverse_schema_runtime::value::Id;

use super::alternate_key::{Address, Key};
use super::bulk::{self, InvalidRows};
use super::changes;
use super::method::Method;
use super::request::Request;
use super::unlisted::{Unlisted, listed, unlisted};

/// Writes, each with the message that the page must list.
macro_rules! writes {
    ($functions:ident for $T:ident) => {
        $functions! {
            /// A new row, to be filled with `set` and `bind`.
            fn create() -> Changes<$T>
            where $T::Messages: Lists<message::Create> {
                Changes::create()
            }

            /// Changes to the row with this id.
            fn update(id: Id<$T>) -> Changes<$T>
            where $T::Messages: Lists<message::Update> {
                Changes::update(id)
            }

            /// The values of the row with this id, which is created where there is none.
            fn upsert(id: Id<$T>) -> Changes<$T>
            where $T::Messages: Lists<message::Upsert> {
                Changes::upsert(id)
            }

            /// The request that deletes the row with this id or alternate key.
            fn delete(row: impl Into<Address<$T>>) -> Request
            where $T::Messages: Lists<message::Delete> {
                Request::new(Method::Delete, row.into().path())
            }

            /// The request that creates these rows, all or none (`CreateMultiple`). 100 to 1,000 are advised.
            ///
            /// # Errors
            /// The rules that rows break, and rows that aren't new.
            fn create_multiple(
                rows: impl IntoIterator<Item = Changes<$T>>,
            ) -> Result<Request, InvalidRows>
            where $T::Messages: Lists<message::CreateMultiple> {
                bulk::request(bulk::Message::Create, by_id(rows))
            }

            /// The request that changes these rows, all or none (`UpdateMultiple`). 100 to 1,000 are advised.
            ///
            /// # Errors
            /// The rules that changes break, and those that aren't updates.
            fn update_multiple(
                rows: impl IntoIterator<Item = Changes<$T>>,
            ) -> Result<Request, InvalidRows>
            where $T::Messages: Lists<message::UpdateMultiple> {
                bulk::request(bulk::Message::Update, by_id(rows))
            }

            /// The request that changes these rows, or creates those that aren't there, all or none (`UpsertMultiple`). 100 to
            /// 1,000 are advised; a row that comes twice is an error of the service.
            ///
            /// # Errors
            /// The rules that rows break, and changes that aren't upserts.
            fn upsert_multiple(
                rows: impl IntoIterator<Item = Changes<$T>>,
            ) -> Result<Request, InvalidRows>
            where $T::Messages: Lists<message::UpsertMultiple> {
                bulk::request(bulk::Message::Upsert, by_id(rows))
            }

            /// The same for rows that are given by alternate keys, with the values of a new row.
            ///
            /// # Errors
            /// The rules that rows break, and changes that aren't new rows.
            fn upsert_multiple_by_key(
                rows: impl IntoIterator<Item = (Key<$T>, Changes<$T>)>,
            ) -> Result<Request, InvalidRows>
            where $T::Messages: Lists<message::UpsertMultiple> {
                let rows = rows.into_iter().map(|(key, changes)| (Some(key), changes));
                bulk::request(bulk::Message::Upsert, rows)
            }
        }
    };
}

/// What can be written to a table.
pub trait WebApi: Table {
    writes! { listed for Self }
}
impl<T: Table> WebApi for T {}

impl<T: Table> Unlisted<T> {
    writes! { unlisted for T }

    /// See [`IntoRequest::into_upsert`](super::IntoRequest::into_upsert).
    ///
    /// # Errors
    /// All rules that are broken.
    pub fn into_upsert(self, changes: &Changes<T>, key: &Key<T>) -> Result<Request, Invalid> {
        changes::upsert(changes, key)
    }
}

fn by_id<T: Table>(
    rows: impl IntoIterator<Item = Changes<T>>,
) -> impl Iterator<Item = (Option<Key<T>>, Changes<T>)> {
    rows.into_iter().map(|changes| (None, changes))
}
