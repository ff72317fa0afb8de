use super::error::QueryError;

/// Checks the length of a URL, in bytes, and the names of its options.
pub(crate) fn check_url(url: &str, limit: usize, errors: &mut Vec<QueryError>) {
    let length = url.len();
    if length > limit {
        errors.push(QueryError::Url { length, limit });
    }
    check_names(url, errors);
}

/// Reports duplicate options of OData, FetchXML, and parameter aliases.
fn check_names(url: &str, errors: &mut Vec<QueryError>) {
    let (_, options) = url.split_once('?').unwrap_or_default();
    let mut names: Vec<&str> = Vec::new();
    for option in options.split('&') {
        let (name, _) = option.split_once('=').unwrap_or((option, ""));
        let name = match name {
            _ if name.eq_ignore_ascii_case("fetchXml") => "fetchXml",
            _ if name.starts_with(['$', '@']) => name,
            _ => continue,
        };
        if names.contains(&name) {
            let name = name.to_owned();
            errors.push(QueryError::DuplicateOption { name });
        } else {
            names.push(name);
        }
    }
}
