use dataverse_schema_runtime::internal::push_encoded;

/// Appends a query option to a URL. `$` and `@` at the start of a name have a meaning, and aren't
/// encoded.
pub(crate) fn push_query_option(url: &mut String, name: &str, value: &str) {
    url.push(if url.contains('?') { '&' } else { '?' });
    let plain = name.strip_prefix(['$', '@']).unwrap_or(name);
    url.push_str(&name[..name.len() - plain.len()]);
    push_encoded(url, plain);
    url.push('=');
    push_encoded(url, value);
}
