//! The sizes of programs that read and write a row of each table.

use std::fmt::{self, Display, Write as _};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::ours::{self, Ours};
use crate::package::{derived_row, ours_row};
use tables::page::{self, Page};
use tables::rival::{self, Annotations};
use tables::{Result, rustc, source};

/// The profiles, with the lines of the manifest that define them.
const PROFILES: [(&str, &str); 3] = [
    ("release", ""),
    ("lto", "lto = true\ncodegen-units = 1\n"),
    (
        "small",
        "opt-level = \"s\"\nlto = true\ncodegen-units = 1\n",
    ),
];

/// Sizes in bytes, for each profile and number of tables.
pub(crate) struct Sizes(Vec<Size>);

struct Size {
    profile: &'static str,
    tables: usize,
    columns: usize,
    /// Of a program without tables, with serde's derives, and with our types.
    programs: [u64; 3],
}

const PROGRAMS: [&str; 3] = ["none", "derive", "ours"];

/// Builds the programs for these numbers of pages, which are sorted by size.
pub(crate) fn measure(pages: &[Page], numbers: &[usize], folder: &Path) -> Result<Sizes> {
    let mut sizes = Vec::new();
    for number in numbers {
        let mut drawn = page::sample(pages, *number)?;
        // In the order of the macro.
        drawn.sort_by_key(|page| &page.file);
        let package = folder.join(format!("tables-{number}"));
        write(&package, &drawn)?;
        for (profile, _) in PROFILES {
            eprintln!("building {number} tables, {profile}");
            sizes.push(Size {
                profile,
                tables: *number,
                columns: drawn.iter().map(|page| page.columns().count()).sum(),
                programs: build(&package, &folder.join("target"), profile)?,
            });
        }
    }
    Ok(Sizes(sizes))
}

fn write(folder: &Path, pages: &[&Page]) -> Result<()> {
    let modules = rival::modules(pages);
    for (page, module) in pages.iter().zip(&modules) {
        source::write(folder, Path::new("schemas").join(&page.file), page.text())?;
        let derived = rival::module(page, Annotations::Dropped);
        source::write(folder, format!("src/derived/{module}.rs"), &derived)?;
    }
    source::write(folder, "src/derived/mod.rs", &rival::root(&modules))?;
    source::write(folder, "src/lib.rs", LIBRARY)?;
    let ours = ours::tables(folder)?;
    let tables = || pages.iter().zip(&ours).zip(&modules);
    let rows = |row: fn(&Page, &Ours, &str) -> String| {
        let rows = tables().map(|((page, ours), module)| row(page, ours, module));
        rows.map(|row| format!("    one::<{row}>,\n")).collect()
    };
    for (name, rows) in PROGRAMS
        .into_iter()
        .zip([String::new(), rows(derived_row), rows(ours_row)])
    {
        let program = include_str!("program/size.rs").replace("    // rows\n", &rows);
        source::write(folder, format!("src/bin/{name}.rs"), &program)?;
    }
    let mut profiles = String::new();
    for (name, settings) in PROFILES {
        let inherited = if name == "release" {
            ""
        } else {
            "inherits = \"release\"\n"
        };
        write!(
            profiles,
            "\n[profile.{name}]\n{inherited}strip = true\n{settings}"
        )?;
    }
    let dependencies = format!(
        "{}\nserde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n",
        source::ours()
    );
    source::manifest(folder, "run-time", &dependencies, &profiles)
}

fn build(package: &Path, target: &Path, profile: &str) -> Result<[u64; 3]> {
    let status = Command::new(tables::cargo())
        .args(["build", "--bins", "--profile", profile])
        .current_dir(package)
        .env("CARGO_TARGET_DIR", target)
        .status()?;
    if !status.success() {
        return Err("the crate doesn't compile".into());
    }
    let mut sizes = [0; 3];
    for (size, name) in sizes.iter_mut().zip(PROGRAMS) {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        *size = fs::metadata(target.join(profile).join(file))?.len();
    }
    Ok(sizes)
}

const LIBRARY: &str = r#"//! The tables, each in two ways.

pub mod derived;
pub mod schema {
    dataverse_schema::include_schema!("*.md");
}
"#;

impl Sizes {
    pub(crate) fn json(&self) -> Result<Value> {
        let sizes = self.0.iter().map(|size| {
            let [none, derive, ours] = size.programs;
            json!({
                "profile": size.profile,
                "tables": size.tables,
                "columns": size.columns,
                "none": none,
                "derive": derive,
                "ours": ours,
            })
        });
        Ok(json!({
            "machine": tables::machine(),
            "rustc": rustc()?,
            "command": tables::command_line("run_time"),
            "sizes": sizes.collect::<Vec<_>>(),
        }))
    }
}

impl Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| profile | tables | none, kB | derive, kB | ours, kB |\n|---|---:|---:|---:|---:|"
        )?;
        for size in &self.0 {
            let [none, derive, ours] = size.programs.map(|bytes| bytes as f64 / 1e3);
            let Size {
                profile, tables, ..
            } = size;
            writeln!(
                f,
                "| {profile} | {tables} | {none:.0} | {derive:.0} | {ours:.0} |"
            )?;
        }
        Ok(())
    }
}
