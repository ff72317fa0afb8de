use crate::check::checker::Checker;
use crate::diagnostic::Code;
use crate::suggest::are_near;

/// The messages of the platform that tables have in common.
const COMMON: [&str; 26] = [
    "Assign",
    "Associate",
    "Create",
    "CreateMultiple",
    "Delete",
    "DeleteMultiple",
    "Disassociate",
    "GrantAccess",
    "IsValidStateTransition",
    "Merge",
    "ModifyAccess",
    "Retrieve",
    "RetrieveEntityChanges",
    "RetrieveMultiple",
    "RetrievePrincipalAccess",
    "RetrieveSharedPrincipalsAndAccess",
    "RetrieveUnpublished",
    "RetrieveUnpublishedMultiple",
    "RevokeAccess",
    "Rollup",
    "SetState",
    "Update",
    "UpdateMultiple",
    "Upsert",
    "UpsertMultiple",
    "InitializeFrom",
];

/// Looks for messages that are nearly those of the platform.
///
/// A function of the generated code exists only if its message is listed. No real message is
/// within two letters of these.
pub(super) fn check_message_names(checker: &mut Checker<'_, '_>) {
    let table = checker.table;
    let lists = table.messages.iter().chain(&table.events);
    for message in lists.flatten() {
        let name = &message.name;
        if COMMON.contains(&name.value.as_str()) || !checker.check_name("message", name) {
            continue;
        }
        if let Some(near) = COMMON.iter().find(|known| are_near(&name.value, known)) {
            let message = format!("unknown message `{}`", name.value);
            checker.error(Code::UnknownMessage, name, message, |d| {
                d.help(format!("did you mean `{near}`?"))
            });
        }
    }
}
