use dataverse_schema_pages::model::Property;
use dataverse_schema_pages::{Diagnostic, Source, diff};

use crate::diff::report::text;
use crate::diff::version::read_tables;
use crate::output::print;

/// Prints how definitions differ from pages, and returns true if they do.
pub(crate) fn print_drift(pages: &[Source], current: &[Source]) -> Result<bool, Vec<Diagnostic>> {
    let mut differences = diff::diff(&read_tables(pages)?, &read_tables(current)?);
    // Definitions contain neither messages nor events.
    differences.changes.retain(|change| {
        let key = change.property.map(Property::key);
        !matches!(key, Some("Messages" | "Events"))
    });
    print(&text(&differences)).map_err(|error| vec![error])?;
    Ok(!differences.changes.is_empty())
}
