use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{env, fs};

use dataverse_schema_pages::diagnostic::{Code, Diagnostic};
use proc_macro2::TokenStream;

use crate::error::Error;
use crate::pipeline::generate;

/// Generates the code of `include_schema!` as text, for a build script or a file to be committed.
///
/// In `build.rs`, with `dataverse-schema-codegen` among the build dependencies:
///
/// ```no_run
/// use dataverse_schema_codegen::{Builder, Error};
///
/// fn main() -> Result<(), Error> {
///     Builder::new(r#""account.md", "sales/*.md", docs = none"#).write("schema.rs")
/// }
/// ```
///
/// In the crate, which depends on `dataverse-schema`:
///
/// ```ignore
/// mod schema {
///     include!(concat!(env!("OUT_DIR"), "/schema.rs"));
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Builder {
    input: String,
    manifest_dir: PathBuf,
}

/// Generated code, and what it depends on.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Generated {
    /// The items of a module, as text.
    pub code: String,
    /// The pages that were read.
    pub pages: Vec<PathBuf>,
    /// The folders that patterns search. A page that is added there can become part of the schema.
    pub folders: Vec<PathBuf>,
}

impl Builder {
    /// Creates a builder. `input` is what the parentheses of `include_schema!` would contain: pages
    /// and options.
    ///
    /// As for the macro, paths are relative to the folder of the `Cargo.toml` of the crate that is
    /// built. Outside of Cargo, they are relative to the current folder.
    pub fn new(input: impl Into<String>) -> Self {
        Self {
            input: input.into(),
            manifest_dir: env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, Into::into),
        }
    }

    /// Sets the folder to which the option `dir` (`schemas` by default) is relative.
    #[must_use]
    pub fn manifest_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.manifest_dir = folder.into();
        self
    }

    /// Generates the code: items for a module. The feature `pretty` formats it.
    ///
    /// # Errors
    /// Returns an error if there is an error in a page or an option. Unlike the macro, the builder
    /// then generates nothing.
    pub fn generate(&self) -> Result<Generated, Error> {
        let input: TokenStream = format!("[::dataverse_schema] {}", self.input)
            .parse()
            .map_err(|_| self.input_error("unclosed quote or parenthesis"))?;
        let mut items = String::new();
        let expansion = generate(input, &self.manifest_dir, |module, _| {
            items.push_str(module.text());
        })
        .map_err(|error| self.input_error(&error.to_string()))?;
        let errors = expansion.report.into_diagnostics();
        if !errors.is_empty() {
            return Err(Error::new(errors));
        }
        let pages = expansion.pages.files().map(|page| page.path.clone());
        Ok(Generated {
            code: formatted(format!("{}\n{}\n", expansion.imports, items)),
            pages: pages.collect(),
            folders: expansion.pages.folders,
        })
    }

    /// Returns the error for an input that can't be parsed.
    fn input_error(&self, message: &str) -> Error {
        // The text of a syntax error can contain help, in rustc's form.
        let mut parts = message.split("\n  = help: ");
        let message = parts.next().unwrap_or_default();
        let error = parts
            .fold(
                Diagnostic::general(Code::InvalidInput, message),
                Diagnostic::help,
            )
            .help(format!("the input is `{}`", self.input));
        Error::new(vec![error])
    }

    /// Writes the code to a file in the folder `OUT_DIR` of a build script.
    ///
    /// Cargo runs the script again when a page changes, or when something is added to a folder that
    /// a pattern searches.
    ///
    /// # Errors
    /// Returns an error if [`generate`](Self::generate) fails, if this isn't a build script, or if
    /// the file can't be written.
    pub fn write(&self, file: impl AsRef<Path>) -> Result<(), Error> {
        let general = |code, message| Error::new(vec![Diagnostic::general(code, message)]);
        let folder = env::var_os("OUT_DIR").ok_or_else(|| {
            general(
                Code::MissingOutDir,
                "`OUT_DIR` is not set: outside of build scripts, call `generate`".to_owned(),
            )
        })?;
        let generated = self.generate()?;
        let path = Path::new(&folder).join(file);
        fs::write(&path, generated.code).map_err(|error| {
            general(
                Code::CannotWriteFile,
                format!("cannot write `{}`: {error}", path.display()),
            )
        })?;
        let mut cargo = io::stdout().lock();
        for path in generated.pages.iter().chain(&generated.folders) {
            writeln!(cargo, "cargo::rerun-if-changed={}", path.display()).map_err(|error| {
                general(
                    Code::CannotWriteFile,
                    format!("cannot write to stdout: {error}"),
                )
            })?;
        }
        Ok(())
    }
}

#[cfg(feature = "pretty")]
fn formatted(code: String) -> String {
    let file = syn::parse_file(&code).expect("generated code is valid");
    prettyplease::unparse(&file)
}

#[cfg(not(feature = "pretty"))]
fn formatted(code: String) -> String {
    code
}
