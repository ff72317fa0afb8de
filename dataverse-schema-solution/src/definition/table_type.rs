use crate::xml::Element;

/// The data provider of elastic tables, whose rows are in Dataverse nevertheless.
const ELASTIC: &str = "1d9bde74-9ebd-4da9-8ff5-aa74945b9f74";

/// Returns the type of a table, which depends on where its rows are stored.
pub(super) fn table_type(entity: &Element) -> &'static str {
    match entity.value("DataProviderId") {
        None => "Standard",
        Some(id) if id.trim_matches(['{', '}']).eq_ignore_ascii_case(ELASTIC) => "Elastic",
        Some(_) => "Virtual",
    }
}
