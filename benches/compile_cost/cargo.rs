use std::time::{Duration, Instant};

use crate::meter::{Meter, Used};
use crate::package::Package;
use tables::{self, Result};

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
    pub(crate) fn warm_up(self, package: &Package, meter: &Meter) -> Result<()> {
        self.run(package, meter).map(|_| ())
    }

    /// Measures a call, and checks that it compiles the crate if `expected`, and nothing else.
    pub(crate) fn measure(self, package: &Package, expected: bool, meter: &Meter) -> Result<Cost> {
        let (cost, messages) = self.run(package, meter)?;
        let compiled: Vec<&str> = messages.lines().filter(|line| is_compiled(line)).collect();
        let crate_name = format!("compile-cost-{}", package.name);
        if compiled.len() == usize::from(expected)
            && compiled.iter().all(|line| line.contains(&crate_name))
        {
            return Ok(cost);
        }
        let what = if expected {
            "only the crate"
        } else {
            "nothing"
        };
        let name = package.name;
        Err(format!(
            "expected cargo to compile {what} of `{name}`, but it compiled:\n{}",
            compiled.join("\n")
        )
        .into())
    }

    fn run(self, package: &Package, meter: &Meter) -> Result<(Cost, String)> {
        let Self {
            command,
            incremental,
        } = self;
        let cargo = tables::cargo();
        let start = Instant::now();
        let (output, used) = meter.run(&cargo, |cargo| {
            cargo
                .arg(command)
                .current_dir(&package.folder)
                .env("CARGO_TARGET_DIR", package.folder.join("target"))
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
            return Err(format!(
                "`cargo {command}` of `{}` failed:\n{messages}",
                package.name
            )
            .into());
        }
        Ok((Cost { time, used }, messages))
    }
}

/// Returns true if a line of cargo's output reports the compilation of a crate.
fn is_compiled(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("Compiling ") || line.starts_with("Checking ")
}
