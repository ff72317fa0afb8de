use tables::Result;

/// The document with the tables.
pub(crate) const PATH: &str = "docs/performance.md";

/// Returns the document with a table between the marks with this name.
pub(crate) fn with_table(document: &str, name: &str, table: &str) -> Result<String> {
    let document = document.replace('\r', "");
    let start = format!("<!-- {name} -->\n");
    let end = format!("<!-- end of {name} -->");
    let parts = document.split_once(&start);
    let parts = parts.and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    let (before, after) = parts.ok_or_else(|| format!("{PATH} lacks the marks of `{name}`"))?;
    Ok(format!("{before}{start}\n{table}\n{end}{after}"))
}
