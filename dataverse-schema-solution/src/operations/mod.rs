//! Reads operations from `$metadata`, the description of an environment's Web API, and from the
//! rows of Custom APIs.

mod choose;
mod custom_api;
mod definitions;
mod translate;

use std::fs;
use std::path::Path;

use dataverse_schema_pages::model::Operations;
use dataverse_schema_pages::{Code, Diagnostic};

use crate::operations::choose::choose;
use crate::operations::custom_api::add_custom_apis;
use crate::operations::definitions::Definitions;
use crate::operations::translate::Translator;
use crate::xml::{Cause, read_metadata};

/// The operations of a file, and warnings about them.
#[derive(Debug)]
#[non_exhaustive]
pub struct MetadataOperations {
    /// The chosen operations, with the types that they need.
    pub operations: Operations,
    /// Warnings about types that the metadata doesn't describe.
    pub warnings: Vec<Diagnostic>,
}

/// Reads operations from a file with the response to `$metadata`, or with rows of the table
/// `customapi`, in which `CustomAPIRequestParameters` and `CustomAPIResponseProperties` are
/// expanded.
///
/// `only` has the names of operations, in which `*` matches any letters; empty for all
/// operations. `title` becomes that of the page.
///
/// # Errors
/// Returns an error if the file can't be read, or for each name that no operation has.
pub fn read_operations(
    path: &Path,
    only: &[String],
    title: &str,
) -> Result<MetadataOperations, Vec<Diagnostic>> {
    let name = path.display().to_string();
    let text = fs::read(path).map_err(|error| {
        let message = format!("cannot read `{name}`: {error}");
        vec![Diagnostic::general(Code::CannotReadFile, message)]
    })?;
    let mut definitions = if is_json(&text) {
        custom_apis(&name, &text)
    } else {
        metadata(&name, &text)
    }
    .map_err(|error| vec![error])?;
    choose(&mut definitions, only)?;
    let (operations, warnings) = Translator::new(&definitions, &name, title).translate();
    Ok(MetadataOperations {
        operations,
        warnings,
    })
}

/// Returns true if the file begins as an object of JSON.
fn is_json(text: &[u8]) -> bool {
    without_mark(text).trim_ascii_start().starts_with(b"{")
}

/// Returns the text without a byte order mark.
fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}

fn metadata(name: &str, text: &[u8]) -> Result<Definitions, Diagnostic> {
    let mut definitions = Definitions::default();
    let added = read_metadata(0, text, &mut |definition| {
        definitions.add(definition);
        Ok(())
    });
    added.map_err(|error| {
        let code = match error.cause {
            Cause::Unreadable => Code::CannotReadFile,
            Cause::Invalid => Code::InvalidXml,
            Cause::Excess => Code::UnsafeArchive,
        };
        let message = format!("{name}:{}: {}", error.line, error.message);
        Diagnostic::general(code, message)
    })?;
    Ok(definitions)
}

fn custom_apis(name: &str, text: &[u8]) -> Result<Definitions, Diagnostic> {
    let body = serde_json::from_slice(without_mark(text)).map_err(|error| {
        let message = format!("{name}: invalid JSON: {error}");
        Diagnostic::general(Code::InvalidJson, message)
    })?;
    let mut definitions = Definitions::default();
    add_custom_apis(&body, &mut definitions).map_err(|message| {
        let message = format!("{name}: {message}");
        Diagnostic::general(Code::InvalidDefinition, message)
    })?;
    Ok(definitions)
}
