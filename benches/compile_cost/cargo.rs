use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::Result;
use crate::meter::{Meter, Used};
use crate::package::Package;

/// A way to call cargo.
#[derive(Clone, Copy)]
pub(crate) struct Call {
    pub(crate) command: &'static str,
    pub(crate) incremental: bool,
}

/// What one call cost.
pub(crate) struct Cost {
    pub(crate) time: Duration,
    pub(crate) used: Used,
}

impl Call {
    /// Compiles whatever has to be compiled.
    pub(crate) fn warm_up(self, package: &Package, meter: &Meter) -> Result<()> {
        self.run(package, meter).map(|_| ())
    }

    /// Compiles the crate, and makes sure that it was nothing else.
    pub(crate) fn measure(self, package: &Package, meter: &Meter) -> Result<Cost> {
        let (cost, messages) = self.run(package, meter)?;
        let compiled = messages.lines().map(str::trim_start);
        let compiled: Vec<&str> = compiled
            .filter(|line| line.starts_with("Compiling ") || line.starts_with("Checking "))
            .collect();
        match compiled[..] {
            [line] if line.contains(&format!("compile-cost-{}", package.name)) => Ok(cost),
            _ => {
                let (name, compiled) = (package.name, compiled.join("\n"));
                Err(
                    format!("`{name}` alone should have been compiled, but this was:\n{compiled}")
                        .into(),
                )
            }
        }
    }

    fn run(self, package: &Package, meter: &Meter) -> Result<(Cost, String)> {
        let Self {
            command,
            incremental,
        } = self;
        let cargo = std::env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from);
        let start = Instant::now();
        let (output, used) = meter.run(&cargo, |cargo| {
            cargo
                .arg(command)
                .current_dir(&package.folder)
                .env("CARGO_TARGET_DIR", package.folder.join("target"))
                .env("CARGO_INCREMENTAL", if incremental { "1" } else { "0" })
                .env("CARGO_TERM_COLOR", "never")
                .env("CARGO_TERM_QUIET", "false")
                // A cache of compiled crates would be what is measured.
                .env("RUSTC_WRAPPER", "");
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
