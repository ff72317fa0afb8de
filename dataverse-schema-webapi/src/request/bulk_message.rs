use dataverse_schema_runtime::table::message::{Create, Update, Upsert};

/// A message that writes rows, and has a form for many rows at once: `Create`, `Update`, and
/// `Upsert`.
pub trait BulkMessage: Send + 'static + private::Sealed {
    /// The name of the message for many rows.
    const BULK: &'static str;
    /// The messages for whose support the service has an entry if a table supports `BULK`. It has
    /// none for `UpsertMultiple`, which every table with the two others [supports].
    ///
    /// [supports]: https://learn.microsoft.com/power-apps/developer/data-platform/bulk-operations#availability
    #[doc(hidden)]
    const BULK_ENTRIES: &'static [&'static str];
    /// Whether the message does the same if it is executed twice.
    #[doc(hidden)]
    const IS_SAFE_TO_RETRY: bool;
}

mod private {
    pub trait Sealed {}
}

macro_rules! bulk_messages {
    ($($message:ident $name:literal $entries:tt $is_safe_to_retry:literal;)*) => {
        $(
            impl private::Sealed for $message {}
            impl BulkMessage for $message {
                const BULK: &'static str = $name;
                const BULK_ENTRIES: &'static [&'static str] = &$entries;
                const IS_SAFE_TO_RETRY: bool = $is_safe_to_retry;
            }
        )*
    };
}
bulk_messages! {
    Create "CreateMultiple" ["CreateMultiple"] false;
    Update "UpdateMultiple" ["UpdateMultiple"] true;
    Upsert "UpsertMultiple" ["CreateMultiple", "UpdateMultiple"] true;
}
