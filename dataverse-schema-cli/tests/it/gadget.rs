//! The definitions of the made-up table `contoso_gadget`.

/// The names of their files, without the extension.
pub(crate) const DEFINITIONS: [&str; 6] = [
    "boolean",
    "definition",
    "multiselectpicklist",
    "picklist",
    "state",
    "status",
];

/// Returns the path of one of them in the workspace.
pub(crate) fn definition(name: &str) -> String {
    format!("tests/definitions/contoso_gadget/{name}.json")
}
