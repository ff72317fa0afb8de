//! What the benchmarks share: pages, the types that one would write for them by hand, and the
//! crates that are measured.

#![allow(clippy::print_stdout)] // A benchmark prints its figures.

pub mod figure;
mod name;
pub mod page;
pub mod rival;
pub mod source;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, ExitCode};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

/// The result of a step of a benchmark.
pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Returns the root of the workspace.
pub fn workspace() -> &'static Path {
    let benches = Path::new(env!("CARGO_MANIFEST_DIR"));
    benches.parent().expect("the package lies in the workspace")
}

/// Returns the compiler's name and version.
///
/// # Errors
/// Returns an error if `rustc` can't be run.
pub fn rustc() -> Result<String> {
    let output = process::Command::new("rustc").arg("--version").output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Returns the number of cores, the name of the processor, and the memory, where they are known.
pub fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let entry = |file: &str, key: &str| {
        let text = fs::read_to_string(file).ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix(key))?;
        Some(line.trim_start_matches([' ', '\t', ':']).to_owned())
    };
    let processor = entry("/proc/cpuinfo", "model name").unwrap_or_default();
    let kibibytes = entry("/proc/meminfo", "MemTotal").unwrap_or_default();
    let kibibytes = kibibytes.trim_end_matches(" kB").parse::<f64>();
    let memory = kibibytes.map_or(String::new(), |kibibytes| {
        format!(", {:.0} GB", kibibytes * 1024.0 / 1e9)
    });
    format!("{cores} cores of {processor}{memory}")
}

/// Returns the command that runs this benchmark, with the names of folders outside of the project
/// left out.
pub fn command_line(name: &str) -> String {
    let arguments = std::env::args().skip(1);
    let arguments = arguments.filter(|argument| argument != "--bench");
    let shown = arguments.map(|argument| match Path::new(&argument) {
        path if path.is_absolute() && path.is_dir() => "FOLDER".to_owned(),
        path if path.is_absolute() => path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        _ => argument,
    });
    let arguments: Vec<String> = shown.collect();
    format!("cargo bench --bench {name} -- {}", arguments.join(" "))
}

/// Returns the path of the cargo that runs the benchmark.
pub fn cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from)
}

/// Runs a benchmark under `cargo bench`, and prints its error if it fails.
pub fn start(name: &str, run: impl FnOnce() -> Result<()>) -> ExitCode {
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("{name} measures under `cargo bench` only");
        return ExitCode::SUCCESS;
    }
    // Paths among the arguments are relative to the root, not to this package.
    let outcome = std::env::set_current_dir(workspace()).map_err(Into::into);
    match outcome.and_then(|()| run()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Calls `measure` with a folder for crates: `keep`, which must be new or empty, or a temporary
/// one.
///
/// # Errors
/// Returns an error if the folder can't be created or isn't empty, or if `measure` fails.
pub fn with_folder(keep: Option<&Path>, measure: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let Some(folder) = keep else {
        return measure(tempfile::tempdir()?.path());
    };
    fs::create_dir_all(folder)?;
    if fs::read_dir(folder)?.next().is_some() {
        return Err(format!("folder {} is not empty", folder.display()).into());
    }
    measure(&folder.canonicalize()?)
}

/// Returns the command line that the benchmarks share: `--pages`, `--json`, and `--keep`.
pub fn command(name: &'static str) -> Command {
    let pages = option("pages", "PAGE or FOLDER")
        .help("Pages, or folders of pages [default: schemas]")
        .num_args(1..)
        .value_parser(value_parser!(PathBuf));
    let json = option("json", "FILE")
        .help("Writes the figures to a file")
        .value_parser(value_parser!(PathBuf));
    let keep = option("keep", "DIR")
        .help("Creates the measured crates in this folder, which must be new or empty, and keeps them")
        .value_parser(value_parser!(PathBuf));
    // `cargo bench` passes it.
    let bench = Arg::new("bench")
        .long("bench")
        .hide(true)
        .action(ArgAction::SetTrue);
    Command::new(name).args([pages, json, keep, bench])
}

/// Returns an option `--NAME VALUE`.
pub fn option(name: &'static str, value: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value)
}

/// Returns the values of an argument that can be repeated.
pub fn values<T: Clone + Send + Sync + 'static>(arguments: &mut ArgMatches, name: &str) -> Vec<T> {
    arguments.remove_many(name).into_iter().flatten().collect()
}
