//! Keys of rows.

use super::rules;
use super::table::Table;
use super::url::{Key, is_guid};
use super::value::{is_date, is_day, is_number};
use super::violations::Violations;

/// The characters that the service doesn't support in the strings of an alternate key.
const UNSUPPORTED: &str = "/<>*%&:\\?+";

/// Checks the key of a row; `shown` is the address.
pub(super) fn check_key(table: &Table, key: &Key, shown: &str, found: &mut Violations) {
    let columns = match key {
        Key::Id(id) => return found.check(is_guid(id), &rules::KEY_FORM, shown),
        Key::Columns(columns) => columns,
    };
    if let [(name, _)] = columns.as_slice() {
        found.check(*name != table.primary_id, &rules::BARE_ID, shown);
    }
    for (name, literal) in columns {
        let Some(column) = table.property(name) else {
            found.add(&rules::KEY_FORM, format_args!("`{name}` in {shown}"));
            continue;
        };
        let is_of_type = match &*column.kind {
            "Uniqueidentifier" | "Lookup" | "Customer" | "Owner" => is_guid(literal),
            "String" | "Memo" | "EntityName" => quoted(literal).is_some(),
            "DateTime" => is_day(literal) || is_date(literal),
            "Boolean" => literal == "true" || literal == "false",
            _ => is_number(literal),
        };
        found.check(
            is_of_type,
            &rules::KEY_FORM,
            format_args!("`{name}` in {shown}"),
        );
        if let Some(text) = quoted(literal) {
            let is_supported = !text.contains(|c| UNSUPPORTED.contains(c));
            found.check(is_supported, &rules::KEY_CHARACTERS, shown);
        }
    }
}

/// Returns the logical names of the columns that a key contains.
pub(super) fn key_columns(table: &Table, key: &Key) -> Vec<String> {
    match key {
        Key::Id(_) => vec![table.primary_id.clone()],
        Key::Columns(columns) => columns
            .iter()
            .filter_map(|(name, _)| table.property(name))
            .map(|column| column.name.clone())
            .collect(),
    }
}

/// Returns the text of a literal in quotes.
fn quoted(literal: &str) -> Option<String> {
    let text = literal.strip_prefix('\'')?.strip_suffix('\'')?;
    let single = text.replace("''", "");
    (!single.contains('\'')).then(|| text.replace("''", "'"))
}
