use dataverse_schema_pages::model::Message;

use crate::expand::code::Code;

/// The messages that requests send, in the order of the runtime's list.
const MESSAGES: [&str; 12] = [
    "Create",
    "Retrieve",
    "RetrieveMultiple",
    "Update",
    "Upsert",
    "Delete",
    "Associate",
    "Disassociate",
    "CreateMultiple",
    "UpdateMultiple",
    "UpsertMultiple",
    "DeleteMultiple",
];

/// Writes the type that specifies which messages the page lists.
pub(super) fn messages(messages: Option<&[Message]>) -> Code {
    let mut code = Code::default();
    let Some(list) = known(messages) else {
        code.add(format_args!("__rt::Unknown"));
        return code;
    };
    code.add(format_args!("("));
    for name in MESSAGES {
        let listed = if is_listed(list, name) {
            "Listed"
        } else {
            "Unlisted"
        };
        code.add(format_args!("__rt::{listed},"));
    }
    code.add(format_args!(")"));
    code
}

/// Returns true unless the page lists other messages only.
pub(super) fn may_send(messages: Option<&[Message]>, name: &str) -> bool {
    known(messages).is_none_or(|list| is_listed(list, name))
}

/// Returns the messages if they are all that the table supports.
fn known(messages: Option<&[Message]>) -> Option<&[Message]> {
    // Pages of before 2024, which don't mark events, leave out messages that the table supports.
    messages.filter(|list| list.iter().any(|message| message.is_event.is_some()))
}

fn is_listed(messages: &[Message], name: &str) -> bool {
    messages.iter().any(|message| message.name.value == name)
}
