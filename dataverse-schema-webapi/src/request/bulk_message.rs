use dataverse_schema_runtime::table::message::{Create, Update, Upsert};

/// A message that writes rows, and has a form for many rows at once: `Create`, `Update`, and
/// `Upsert`.
pub trait BulkMessage: Send + 'static + private::Sealed {
    /// The name of the message for many rows.
    const BULK: &'static str;
    /// Whether the message does the same if it is executed twice.
    #[doc(hidden)]
    const IS_SAFE_TO_RETRY: bool;
}

mod private {
    pub trait Sealed {}
}

macro_rules! bulk_messages {
    ($($message:ident $name:literal $is_safe_to_retry:literal;)*) => {
        $(
            impl private::Sealed for $message {}
            impl BulkMessage for $message {
                const BULK: &'static str = $name;
                const IS_SAFE_TO_RETRY: bool = $is_safe_to_retry;
            }
        )*
    };
}
bulk_messages! {
    Create "CreateMultiple" false;
    Update "UpdateMultiple" true;
    Upsert "UpsertMultiple" true;
}
