//! The messages of a table as types.
//!
//! The compiler rejects requests whose messages the table's page doesn't list.

macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident [$($before:ident)*] [$($after:ident)*];)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub enum $name {}

            #[diagnostic::do_not_recommend]
            impl<$($before,)* $($after),*> Lists<$name> for ($($before,)* Listed, $($after,)*) {}
        )*
    };
}

/// The marker of a message that the page lists.
#[derive(Clone, Copy, Debug)]
pub enum Listed {}
/// The marker of a message that the page doesn't list, although it lists others.
#[derive(Clone, Copy, Debug)]
pub enum Unlisted {}
/// The marker of a page that doesn't determine which messages are supported.
///
/// Either it lists no messages, or it dates from before 2024, when pages listed only a few.
/// Any message may be supported.
#[derive(Clone, Copy, Debug)]
pub enum Unknown {}

/// A table that may support the message `M`.
#[diagnostic::on_unimplemented(
    message = "the table isn't known to support the message `{M}`",
    label = "the message `{M}` isn't listed",
    note = "the page of a table lists its messages: if your environment supports this one, use `TheTable::unlisted()`, which has the same functions for any message, or add it to the section `Messages` of an overlay",
    note = "in generic code, add a bound to the `where` clause: `T: dataverse_schema::table::QueryTable` for queries, `T: dataverse_schema::table::WriteTable` for writes, or for one message `T::Messages: dataverse_schema::table::Lists<dataverse_schema::table::message::…>` with its name"
)]
pub trait Lists<M> {}
#[diagnostic::do_not_recommend]
impl<M> Lists<M> for Unknown {}

messages! {
    /// The message `Create`.
    Create [] [B C D E F G H I J K L];
    /// The message `Retrieve`.
    Retrieve [A] [C D E F G H I J K L];
    /// The message `RetrieveMultiple`.
    RetrieveMultiple [A B] [D E F G H I J K L];
    /// The message `Update`.
    Update [A B C] [E F G H I J K L];
    /// The message `Upsert`.
    Upsert [A B C D] [F G H I J K L];
    /// The message `Delete`.
    Delete [A B C D E] [G H I J K L];
    /// The message `Associate`.
    Associate [A B C D E F] [H I J K L];
    /// The message `Disassociate`.
    Disassociate [A B C D E F G] [I J K L];
    /// The message `CreateMultiple`.
    CreateMultiple [A B C D E F G H] [J K L];
    /// The message `UpdateMultiple`.
    UpdateMultiple [A B C D E F G H I] [K L];
    /// The message `UpsertMultiple`.
    UpsertMultiple [A B C D E F G H I J] [L];
    /// The message `DeleteMultiple`, which elastic tables support.
    DeleteMultiple [A B C D E F G H I J K] [];
}
