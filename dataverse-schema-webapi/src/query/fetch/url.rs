use dataverse_schema_runtime::info::TableInfo;
use dataverse_schema_runtime::internal::push_encoded;

use crate::query::ast::Own;
use crate::request::push_query_option;

/// Returns the URL of a query in FetchXML, with the query options that the user adds.
pub(super) fn fetch_url(table: &TableInfo, xml: &str, own: &Own) -> String {
    let mut url = format!("{}?fetchXml=", table.entity_set);
    push_encoded(&mut url, xml);
    for (name, value) in &own.options {
        push_query_option(&mut url, name, value);
    }
    url
}
