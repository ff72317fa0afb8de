use dataverse_schema_runtime::changes::Changes;
use dataverse_schema_runtime::table::Table;
use dataverse_schema_runtime::table::message::{Create, Update, Upsert};
use dataverse_schema_webapi::query::Queryable as _;
use dataverse_schema_webapi::request::{InvalidRows, Request};

/// A message that writes rows, and has a form for many rows at once: `Create`, `Update`, and
/// `Upsert`.
pub trait BulkMessage: Sized + Send + 'static + private::Sealed {
    #[doc(hidden)]
    const BULK: &'static str;
    /// Whether the bulk message does the same if it is executed twice.
    #[doc(hidden)]
    const IS_REPEATABLE: bool;
    #[doc(hidden)]
    fn bulk_request<T: Table>(rows: Vec<Changes<T, Self>>) -> Result<Request, InvalidRows>;
}

mod private {
    pub trait Sealed {}
}

macro_rules! bulk_messages {
    ($($message:ident $name:literal $is_repeatable:literal $function:ident;)*) => {
        $(
            impl private::Sealed for $message {}
            impl BulkMessage for $message {
                const BULK: &'static str = $name;
                const IS_REPEATABLE: bool = $is_repeatable;

                fn bulk_request<T: Table>(
                    rows: Vec<Changes<T, Self>>,
                ) -> Result<Request, InvalidRows> {
                    T::unlisted().$function(rows)
                }
            }
        )*
    };
}
bulk_messages! {
    Create "CreateMultiple" false create_multiple;
    Update "UpdateMultiple" true update_multiple;
    Upsert "UpsertMultiple" true upsert_multiple;
}
