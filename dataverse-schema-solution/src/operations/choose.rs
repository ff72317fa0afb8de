use dataverse_schema_pages::suggest::suggestion;
use dataverse_schema_pages::{Code, Diagnostic};

use crate::operations::definitions::Definitions;

/// Leaves the operations that one of the patterns matches.
///
/// # Errors
/// Returns an error for each pattern that matches none.
pub(super) fn choose(
    definitions: &mut Definitions,
    only: &[String],
) -> Result<(), Vec<Diagnostic>> {
    if only.is_empty() {
        return Ok(());
    }
    let names = definitions.operations.iter().map(|o| o.attribute("Name"));
    let names: Vec<&str> = names.map(Option::unwrap_or_default).collect();
    let missing = only.iter().filter(|pattern| {
        let mut names = names.iter();
        !names.any(|name| matches(pattern, name))
    });
    let errors: Vec<Diagnostic> = missing
        .map(|pattern| {
            let message = format!("unknown operation `{pattern}`");
            let error = Diagnostic::general(Code::UnknownOperation, message);
            match suggestion(pattern, &names) {
                Some(help) => error.help(help),
                None => error.help("name operations as in URLs, without `Microsoft.Dynamics.CRM`"),
            }
        })
        .collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    definitions.operations.retain(|operation| {
        let name = operation.attribute("Name").unwrap_or_default();
        only.iter().any(|pattern| matches(pattern, name))
    });
    Ok(())
}

/// Returns true if a name has the form of a pattern, in which `*` matches any letters.
fn matches(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = name.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let Some(last) = parts.next_back() else {
        return rest.is_empty();
    };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}
