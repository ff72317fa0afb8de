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
    // Pages of before 2024, which don't mark events, leave out messages that the table supports.
    let known = messages.filter(|list| list.iter().any(|message| message.is_event.is_some()));
    let mut code = Code::default();
    let Some(list) = known else {
        code.add(format_args!("__rt::Unknown"));
        return code;
    };
    code.add(format_args!("("));
    for name in MESSAGES {
        let is_listed = list.iter().any(|message| message.name.value == name);
        let listed = if is_listed { "Listed" } else { "Unlisted" };
        code.add(format_args!("__rt::{listed},"));
    }
    code.add(format_args!(")"));
    code
}
