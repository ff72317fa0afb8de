//! Reads operations from `$metadata`, the description of an environment's Web API.

mod choose;
mod definitions;
mod translate;

use std::fs::File;
use std::path::Path;

use dataverse_schema_pages::model::Operations;
use dataverse_schema_pages::{Code, Diagnostic};

use crate::operations::choose::choose;
use crate::operations::definitions::Definitions;
use crate::operations::translate::Translator;
use crate::xml::{Cause, read_metadata};

/// The operations of `$metadata`, and warnings about them.
#[derive(Debug)]
#[non_exhaustive]
pub struct MetadataOperations {
    /// The chosen operations, with the types that they need.
    pub operations: Operations,
    /// Warnings about types that the metadata doesn't describe.
    pub warnings: Vec<Diagnostic>,
}

/// Reads operations from a file with the response to `$metadata`.
///
/// `only` has the names of operations, in which `*` stands for any letters; empty for all
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
    let file = File::open(path).map_err(|error| {
        let message = format!("cannot read `{name}`: {error}");
        vec![Diagnostic::general(Code::CannotReadFile, message)]
    })?;
    let mut definitions = Definitions::default();
    read_metadata(0, file, &mut |definition| {
        definitions.add(definition);
        Ok(())
    })
    .map_err(|error| {
        let code = match error.cause {
            Cause::Unreadable => Code::CannotReadFile,
            Cause::Invalid => Code::InvalidXml,
            Cause::Excess => Code::UnsafeArchive,
        };
        let message = format!("{name}:{}: {}", error.line, error.message);
        vec![Diagnostic::general(code, message)]
    })?;
    choose(&mut definitions, only)?;
    let (operations, warnings) = Translator::new(&definitions, &name, title).translate();
    Ok(MetadataOperations {
        operations,
        warnings,
    })
}
