//! The messages of a table as types, so that the compiler refuses requests that its page doesn't list.

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

/// The page lists the message.
#[derive(Clone, Copy, Debug)]
pub enum Listed {}
/// The page lists messages, and not this one.
#[derive(Clone, Copy, Debug)]
pub enum Unlisted {}
/// The page lists no messages, or is one of before 2024, which list few of them: any may be supported.
#[derive(Clone, Copy, Debug)]
pub enum Unknown {}

/// Says that a table may support the message `M`.
#[diagnostic::on_unimplemented(
    message = "this table's page doesn't list the message `{M}`",
    label = "unlisted message `{M}`",
    note = "if your environment supports it, use `TheTable::unlisted()`, which has the same functions for any message, or add it to the section `Messages` of an overlay"
)]
pub trait Lists<M> {}
#[diagnostic::do_not_recommend]
impl<M> Lists<M> for Unknown {}

messages! {
    /// `Create`
    Create [] [B C D E F G H I J K];
    /// `Retrieve`
    Retrieve [A] [C D E F G H I J K];
    /// `RetrieveMultiple`
    RetrieveMultiple [A B] [D E F G H I J K];
    /// `Update`
    Update [A B C] [E F G H I J K];
    /// `Upsert`
    Upsert [A B C D] [F G H I J K];
    /// `Delete`
    Delete [A B C D E] [G H I J K];
    /// `Associate`
    Associate [A B C D E F] [H I J K];
    /// `Disassociate`
    Disassociate [A B C D E F G] [I J K];
    /// `CreateMultiple`
    CreateMultiple [A B C D E F G H] [J K];
    /// `UpdateMultiple`
    UpdateMultiple [A B C D E F G H I] [K];
    /// `UpsertMultiple`
    UpsertMultiple [A B C D E F G H I J] [];
}
