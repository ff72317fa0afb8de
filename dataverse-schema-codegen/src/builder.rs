use std::fmt::{self, Debug, Display};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{env, fs};

use dataverse_schema_pages::diagnostic::Diagnostic;
use proc_macro2::TokenStream;

use crate::pipeline::generate;

/// Generates the code of `include_schema!` as text, for a build script or a file to be committed.
///
/// In `build.rs`, with `dataverse-schema-codegen` among the build dependencies:
///
/// ```no_run
/// use dataverse_schema_codegen::{Builder, Problems};
///
/// fn main() -> Result<(), Problems> {
///     Builder::new(r#""account.md", "sales/*.md", docs = none"#).write("schema.rs")
/// }
/// ```
///
/// And in the crate, which depends on `dataverse-schema`:
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

/// Code as text, and what it was made of.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Generated {
    /// The items of a module.
    pub code: String,
    /// The pages that were read.
    pub pages: Vec<PathBuf>,
    /// The folders in which patterns look for pages: a page that is added there belongs to the schema, too.
    pub folders: Vec<PathBuf>,
}

impl Builder {
    /// `input` is what would stand in the parentheses of `include_schema!`: pages and options.
    ///
    /// Pages are looked for as the macro does, beside the `Cargo.toml` of the crate that is built; outside of Cargo, in the
    /// current folder.
    pub fn new(input: impl Into<String>) -> Self {
        Self {
            input: input.into(),
            manifest_dir: env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, Into::into),
        }
    }

    /// The folder from which the option `dir` (`schemas`, if it isn't given) is taken.
    #[must_use]
    pub fn manifest_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.manifest_dir = folder.into();
        self
    }

    /// The code: items, to be put into a module. With the feature `pretty` it is formatted.
    ///
    /// # Errors
    /// Whatever is wrong with pages and options. Unlike the macro, nothing is generated then.
    pub fn generate(&self) -> Result<Generated, Problems> {
        let of_input = |message: &str| {
            // Errors of the input are text, in which rustc's form sets help apart.
            let mut parts = message.split("\n  = help: ");
            let diagnostic = Diagnostic::general(parts.next().unwrap_or_default());
            let diagnostic = parts.fold(diagnostic, Diagnostic::help);
            Problems(vec![
                diagnostic.help(format!("the input is `{}`", self.input)),
            ])
        };
        let input = format!("[::dataverse_schema] {}", self.input);
        let input: TokenStream = input
            .parse()
            .map_err(|_| of_input("a quote or parenthesis isn't closed"))?;
        let expansion =
            generate(input, &self.manifest_dir).map_err(|error| of_input(&error.to_string()))?;
        let problems = expansion.report.into_diagnostics();
        if !problems.is_empty() {
            return Err(Problems(problems));
        }
        let pages = expansion.pages.files().map(|page| page.path.clone());
        Ok(Generated {
            code: formatted(format!("{}\n{}\n", expansion.imports, expansion.items)),
            pages: pages.collect(),
            folders: expansion.pages.folders,
        })
    }

    /// Writes the code into a file in the folder `OUT_DIR` of a build script, and tells Cargo to run the script again when a
    /// page is edited or when something is added to a folder in which a pattern looks.
    ///
    /// # Errors
    /// As [`generate`](Self::generate); besides, when this is no build script and when the file can't be written.
    pub fn write(&self, file: impl AsRef<Path>) -> Result<(), Problems> {
        let general = |message| Problems(vec![Diagnostic::general(message)]);
        let folder = env::var_os("OUT_DIR").ok_or_else(|| {
            general("`OUT_DIR` isn't set, as it is for a build script: use `generate`".to_owned())
        })?;
        let generated = self.generate()?;
        let path = Path::new(&folder).join(file);
        fs::write(&path, generated.code)
            .map_err(|error| general(format!("can't write `{}`: {error}", path.display())))?;
        let mut cargo = io::stdout().lock();
        for path in generated.pages.iter().chain(&generated.folders) {
            writeln!(cargo, "cargo::rerun-if-changed={}", path.display())
                .map_err(|error| general(format!("Cargo can't be told: {error}")))?;
        }
        Ok(())
    }
}

#[cfg(feature = "pretty")]
fn formatted(code: String) -> String {
    let file = syn::parse_file(&code).expect("names and texts are written as such");
    prettyplease::unparse(&file)
}

#[cfg(not(feature = "pretty"))]
fn formatted(code: String) -> String {
    code
}

/// Everything that is wrong, as the compiler would show it: a build script that fails with it prints it so.
pub struct Problems(Vec<Diagnostic>);

impl Problems {
    /// The single problems: those with the input, then those with the pages, sorted by page and place.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.0
    }
}

impl Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.len();
        write!(f, "{count} problem{}", if count == 1 { "" } else { "s" })?;
        let mut problems = self.0.iter();
        problems.try_for_each(|problem| write!(f, "\n\nerror: {problem}"))
    }
}

impl Debug for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl std::error::Error for Problems {}
