use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use crate::meter::{Meter, Used};
use tables::{self, Result, source};

/// A crate, or a workspace, that cargo compiles.
pub(crate) struct Place {
    pub(crate) name: &'static str,
    pub(crate) folder: PathBuf,
    /// The folder of what cargo makes, which crates with other numbers of tables share, and so
    /// their dependencies.
    pub(crate) target: PathBuf,
}

impl Place {
    pub(crate) fn new(folder: &Path, name: &'static str) -> Self {
        Self {
            name,
            folder: folder.join(name),
            target: folder.with_file_name(format!("target-{name}")),
        }
    }

    pub(crate) fn write(&self, file: impl AsRef<Path>, content: &str) -> Result<()> {
        source::write(&self.folder, file, content)
    }

    /// Makes cargo recompile the crate with this file.
    pub(crate) fn touch(&self, file: &str) -> Result<()> {
        let file = File::options().write(true).open(self.folder.join(file))?;
        Ok(file.set_modified(SystemTime::now())?)
    }
}

/// A call of cargo.
#[derive(Clone, Copy)]
pub(crate) struct Call {
    pub(crate) command: &'static str,
    pub(crate) incremental: bool,
}

/// The cost of a call.
pub(crate) struct Cost {
    pub(crate) time: Duration,
    pub(crate) used: Used,
}

impl Call {
    /// Compiles everything that isn't up to date.
    pub(crate) fn warm_up(self, place: &Place, meter: &Meter) -> Result<()> {
        self.run(place, meter).map(|_| ())
    }

    /// Measures a call, and checks that it compiles this number of crates, and no dependencies.
    pub(crate) fn measure(self, place: &Place, expected: usize, meter: &Meter) -> Result<Cost> {
        let (cost, messages) = self.run(place, meter)?;
        let compiled: Vec<&str> = messages.lines().filter(|line| is_compiled(line)).collect();
        let crate_name = format!("compile-cost-{}", place.name);
        if compiled.len() == expected && compiled.iter().all(|line| line.contains(&crate_name)) {
            return Ok(cost);
        }
        Err(format!(
            "expected cargo to compile {expected} crates of `{}`, but it compiled:\n{}",
            place.name,
            compiled.join("\n")
        )
        .into())
    }

    fn run(self, place: &Place, meter: &Meter) -> Result<(Cost, String)> {
        let Self {
            command,
            incremental,
        } = self;
        let cargo = tables::cargo();
        let start = Instant::now();
        let (output, used) = meter.run(&cargo, |cargo| {
            cargo
                .arg(command)
                .current_dir(&place.folder)
                .env("CARGO_TARGET_DIR", &place.target)
                .env("CARGO_INCREMENTAL", if incremental { "1" } else { "0" })
                .env("CARGO_TERM_COLOR", "never")
                .env("CARGO_TERM_QUIET", "false")
                // A cache of compiled crates would distort the figures. An empty variable slows
                // cargo down.
                .env_remove("RUSTC_WRAPPER");
        })?;
        let time = start.elapsed();
        let messages = String::from_utf8_lossy(&output.stderr).into_owned();
        if !output.status.success() {
            return Err(
                format!("`cargo {command}` of `{}` failed:\n{messages}", place.name).into(),
            );
        }
        Ok((Cost { time, used }, messages))
    }
}

/// Returns true if a line of cargo's output reports the compilation of a crate.
fn is_compiled(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("Compiling ") || line.starts_with("Checking ")
}
