//! The crate that is measured.

use std::fmt::Write as _;
use std::fs;
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
            for columns in SELECTED
                .into_iter()
                .filter(|columns| *columns < page.columns().count())
            {
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
        let tables: Vec<(&Page, &Ours, &String)> = (pages.iter().zip(&ours).zip(&modules))
            .map(|((page, ours), module)| (*page, ours, module))
            .collect();
        package.write("src/lib.rs", LIBRARY)?;
        package.write("src/contest.rs", include_str!("program/contest.rs"))?;
        package.write("src/contests.rs", &contests(&tables)?)?;
        package.write("src/bin/time.rs", include_str!("program/time.rs"))?;
        package.write("src/bin/count.rs", include_str!("program/count.rs"))?;
        for (name, row) in [
            ("none", None),
            ("ours", Some(ours_row as fn(&Page, &Ours, &str) -> String)),
            ("derived", Some(derived_row)),
        ] {
            let rows = tables.iter().filter_map(|(page, ours, module)| {
                Some(format!("    one::<{}>,\n", row?(page, ours, module)))
            });
            let size = include_str!("program/size.rs");
            let size = size.replace("    // rows\n", &rows.collect::<String>());
            package.write(format!("src/bin/size_{name}.rs"), &size)?;
        }
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

    /// Returns the size of a program in bytes.
    pub(crate) fn size(&self, program: &str) -> Result<f64> {
        Ok(fs::metadata(self.program(program))?.len() as f64)
    }

    fn program(&self, name: &str) -> PathBuf {
        let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        self.folder.join("target/release").join(name)
    }
}

const LIBRARY: &str = r#"//! The tables, each in three ways, and what is measured of them.

pub mod contest;
pub mod contests;
pub mod derived;
pub mod flattened;
pub mod schema {
    dataverse_schema::include_schema!("*.md");
}
"#;

fn ours_row(_: &Page, ours: &Ours, _: &str) -> String {
    format!("run_time::schema::{}::{}", ours.module, ours.row)
}

fn derived_row(page: &Page, _: &Ours, module: &str) -> String {
    format!("run_time::derived::{module}::{}", rival::row(page))
}

/// Returns the module with all contests.
fn contests(tables: &[(&Page, &Ours, &String)]) -> Result<String> {
    let mut code = String::from(
        "use dataverse_schema::prelude::*;\n\nuse crate::contest::{Contests, id};\n\n\
         pub fn all() -> Vec<Contests> {\n    vec![\n",
    );
    for (page, ours, module) in tables {
        let row = rival::row(page);
        let Ours {
            module: ours,
            row: of,
            text,
        } = ours;
        let set = match text {
            Some(text) => format!(".set({of}::columns().{text}, \"A string\")"),
            None => String::new(),
        };
        let file = &page.file;
        writeln!(
            code,
            "        {{\n            use crate::schema::{ours}::{of};\n            \
             Contests::new::<{of}, crate::derived::{module}::{row}, crate::flattened::{module}::{row}>(\n                \
             {file:?},\n                || {of}::update(id()){set}.into_request().map(|request| request.path.len()).unwrap_or(0),\n            \
             )\n        }},"
        )?;
    }
    code.push_str("    ]\n}\n");
    Ok(code)
}
