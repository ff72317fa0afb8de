//! The crate that is measured.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::body::body;
use crate::ours::{self, Ours};
use tables::page::Page;
use tables::rival::{self, Annotations};
use tables::{self, Result, source};

/// Numbers of columns that a query selects. The program knows them, too.
const SELECTED: [usize; 2] = [10, 60];

pub(crate) struct Package {
    folder: PathBuf,
}

impl Package {
    /// Writes the crate, and a body with this number of rows for each page.
    pub(crate) fn new(folder: &Path, pages: &[&Page], rows: usize) -> Result<Self> {
        let package = Self {
            folder: folder.to_owned(),
        };
        for page in pages {
            package.write(Path::new("schemas").join(&page.file), page.text())?;
            package.write(
                Path::new("bodies").join(&page.file),
                &body(page, rows, None)?,
            )?;
            for columns in selections(page) {
                let file = format!("bodies/{}.{columns}", page.file);
                package.write(file, &body(page, rows, Some(columns))?)?;
            }
        }
        let ours = ours::tables(folder)?;
        if ours.len() != pages.len() {
            return Err("each page must have its own table".into());
        }
        let modules = rival::modules(pages);
        for (folder, annotations) in [
            ("derived", Annotations::Dropped),
            ("flattened", Annotations::Kept),
        ] {
            package.write(format!("src/{folder}/mod.rs"), &rival::root(&modules))?;
            for (module, page) in modules.iter().zip(pages) {
                let file = format!("src/{folder}/{module}.rs");
                package.write(file, &rival::module(page, annotations))?;
            }
        }
        let tables: Vec<Contestants<'_>> = (pages.iter().zip(&ours).zip(&modules))
            .map(|((page, ours), module)| (*page, ours, module))
            .collect();
        for (module, source) in selected(&tables) {
            package.write(format!("src/selected/{module}.rs"), &source)?;
        }
        package.write("src/lib.rs", LIBRARY)?;
        package.write("src/contest.rs", include_str!("program/contest.rs"))?;
        package.write("src/contests.rs", &contests(&tables)?)?;
        package.write("src/bin/time.rs", include_str!("program/time.rs"))?;
        package.write("src/bin/count.rs", include_str!("program/count.rs"))?;
        let dependencies = format!(
            "{}\nserde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\nstats_alloc = \"0.1\"\n",
            source::ours()
        );
        let profile = "\n[profile.release]\nstrip = true\n";
        source::manifest(folder, "run-time", &dependencies, profile)?;
        Ok(package)
    }

    fn write(&self, file: impl AsRef<Path>, content: &str) -> Result<()> {
        source::write(&self.folder, file, content)
    }

    /// Builds all programs, optimized.
    pub(crate) fn build(&self) -> Result<()> {
        let status = Command::new(tables::cargo())
            .args(["build", "--release", "--bins"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .status()?;
        status
            .success()
            .then_some(())
            .ok_or_else(|| "the crate doesn't compile".into())
    }

    /// Runs a program, and returns its output.
    pub(crate) fn run(&self, program: &str, arguments: &[String]) -> Result<String> {
        let output = Command::new(self.program(program))
            .args(arguments)
            .current_dir(&self.folder)
            .output()?;
        if !output.status.success() {
            let error = String::from_utf8_lossy(&output.stderr).into_owned();
            return Err(format!("the program `{program}` failed:\n{error}").into());
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    fn program(&self, name: &str) -> PathBuf {
        let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        self.folder.join("target/release").join(name)
    }
}

/// A page, and its table in generated code and in that written by hand.
type Contestants<'p> = (&'p Page, &'p Ours, &'p String);

/// Returns the sources of the modules of types with only the selected columns: projections and
/// structs with serde's derives.
fn selected(tables: &[Contestants<'_>]) -> Vec<(String, String)> {
    let mut modules = Vec::new();
    for (page, ours, module) in tables {
        for columns in selections(page) {
            let chosen = page.some_columns(columns);
            let fields = chosen
                .iter()
                .map(|(column, _)| ours.field(&column.logical_name()));
            let Some(fields) = fields.collect::<Option<Vec<String>>>() else {
                continue;
            };
            let Ours {
                module: of, row, ..
            } = ours;
            let projection = format!(
                "//! A projection.\n\n#[allow(unused_imports)]\nuse crate::schema::{{tables as __tables, {of}::*}};\n\
                 use dataverse_schema::__rt;\n\n#[derive(dataverse_schema::Projection)]\n#[projection(table = {row})]\n\
                 pub struct Selected {{\n    {},\n}}\n",
                fields.join(",\n    ")
            );
            modules.push((projection_of(module, columns), projection));
            let derived = rival::module_of(page, chosen, Annotations::Dropped);
            let derived = derived.replace("super::Managed", "crate::derived::Managed");
            modules.push((derive_of(module, columns), derived));
        }
    }
    let all = modules.iter().map(|(name, _)| format!("pub mod {name};\n"));
    let root = format!(
        "//! Types with some of the columns.\n\n{}",
        all.collect::<String>()
    );
    modules.push(("mod".to_owned(), root));
    modules
}

fn projection_of(module: &str, columns: usize) -> String {
    format!("{module}_projection_{columns}")
}

fn derive_of(module: &str, columns: usize) -> String {
    format!("{module}_derive_{columns}")
}

/// Returns the numbers of columns of which there are bodies.
fn selections(page: &Page) -> impl Iterator<Item = usize> {
    let all = page.columns().count();
    SELECTED.into_iter().filter(move |columns| *columns < all)
}

const LIBRARY: &str = r#"//! The tables, each in three ways, and what is measured of them.

pub mod contest;
pub mod contests;
pub mod derived;
pub mod flattened;
pub mod selected;
pub mod schema {
    dataverse_schema::include_schema!("*.md");
}
"#;

pub(crate) fn ours_row(_: &Page, ours: &Ours, _: &str) -> String {
    format!("run_time::schema::{}::{}", ours.module, ours.row)
}

pub(crate) fn derived_row(page: &Page, _: &Ours, module: &str) -> String {
    format!("run_time::derived::{module}::{}", rival::row(page))
}

/// Returns the module with all contests.
fn contests(tables: &[Contestants<'_>]) -> Result<String> {
    let mut code = String::from(
        "use dataverse_schema::prelude::*;\n\nuse crate::contest::{Contests, derives, id, projections};\n\n\
         pub fn all() -> Vec<Contests> {\n    vec![\n",
    );
    for (page, table, module) in tables {
        let row = rival::row(page);
        let Ours {
            module: ours,
            row: of,
            text,
            ..
        } = table;
        let mut selected = String::new();
        for columns in selections(page) {
            let all = page.some_columns(columns).into_iter();
            if all
                .map(|(column, _)| column.logical_name())
                .any(|name| table.field(&name).is_none())
            {
                continue;
            }
            let (projection, derived) =
                (projection_of(module, columns), derive_of(module, columns));
            write!(
                selected,
                "({columns}, Box::new(projections::<crate::selected::{projection}::Selected>) as _, Box::new(derives::<crate::selected::{derived}::{row}>) as _), "
            )?;
        }
        let set = match text {
            Some(text) => format!(".set({of}::columns().{text}, \"A string\")"),
            None => String::new(),
        };
        let file = &page.file;
        writeln!(
            code,
            "        {{\n            use crate::schema::{ours}::{of};\n            \
             Contests::new::<{of}, crate::derived::{module}::{row}, crate::flattened::{module}::{row}>(\n                \
             {file:?},\n                vec![{selected}],\n                || {of}::update(id()){set}.into_request().map(|request| request.path.len()).unwrap_or(0),\n            \
             )\n        }},"
        )?;
    }
    code.push_str("    ]\n}\n");
    Ok(code)
}
