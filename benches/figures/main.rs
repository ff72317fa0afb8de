//! Draws the committed results of `compile_cost` and `run_time`, and writes their tables.
//!
//! ```text
//! cargo bench --bench figures
//! ```
//!
//! The pictures go to `docs/images`, the tables between the marks in `docs/performance.md`. Without
//! `--bench`, as a test, it checks that both show the committed results.

mod chart;
mod compile;
mod document;
mod results;
mod routes;
mod run;
mod sizes;

use std::fs;
use std::process::ExitCode;

use tables::{Result, workspace};

/// A file and what it contains.
type File = (String, String);

fn main() -> ExitCode {
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    match files().and_then(|files| {
        if is_bench {
            write(&files)
        } else {
            check(&files)
        }
    }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Returns the files that show the results, with paths in the workspace.
fn files() -> Result<Vec<File>> {
    let compile = results::load("compile_cost")?;
    let run = results::load("run_time")?;
    let routes = results::load("routes")?;
    let sizes = results::load("sizes")?;
    let mut files = vec![
        image("check", compile::check(&compile)?),
        image("memory", compile::memory(&compile)?),
        image("rows", run::rows(&run)?),
    ];
    let mut text = fs::read_to_string(workspace().join(document::PATH))?;
    for (name, table) in [
        ("compile_cost", compile::table(&compile)?),
        ("routes", routes::table(&routes)?),
        ("run_time", run::table(&run)?),
        ("sizes", sizes::table(&sizes)?),
    ] {
        text = document::with_table(&text, name, &table)?;
    }
    files.push((document::PATH.to_owned(), text));
    Ok(files)
}

fn image(name: &str, svg: String) -> File {
    (format!("docs/images/{name}.svg"), svg)
}

fn write(files: &[File]) -> Result<()> {
    for (path, text) in files {
        let path = workspace().join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}

fn check(files: &[File]) -> Result<()> {
    for (path, text) in files {
        let committed = fs::read_to_string(workspace().join(path)).unwrap_or_default();
        if committed.replace('\r', "") != *text {
            return Err(format!(
                "{path} doesn't show the results in benches/results; run `cargo bench --bench figures`"
            )
            .into());
        }
    }
    Ok(())
}
