//! Crates that tests write, build, and run.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use tempfile::TempDir;

use crate::workspace;

/// A binary crate in a temporary folder.
///
/// It depends on `dataverse-schema` by path, uses the versions of the workspace's `Cargo.lock`, and
/// has a folder `schemas`.
pub struct NestedCrate {
    folder: TempDir,
}

impl NestedCrate {
    /// Writes a crate with this `main.rs`; `manifest` is added to its manifest, below
    /// `[dependencies]`.
    pub fn new(name: &str, manifest: &str, main: &str) -> Self {
        let nested = Self {
            folder: tempfile::tempdir().expect("a temporary folder can be created"),
        };
        fs::create_dir(nested.path().join("schemas")).expect("a folder can be created");
        nested.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
                 [[bin]]\nname = {name:?}\npath = \"main.rs\"\n\n\
                 [workspace]\n\n\
                 [dependencies]\ndataverse-schema = {{ path = {:?} }}\n{manifest}\n",
                workspace()
            ),
        );
        nested.write("main.rs", main);
        fs::copy(
            workspace().join("Cargo.lock"),
            nested.path().join("Cargo.lock"),
        )
        .expect("the lock file can be copied");
        nested
    }

    /// Returns the crate's folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file of the crate.
    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).expect("the file is writable");
    }

    /// Asserts that the program builds and prints `expected`.
    #[track_caller]
    pub fn assert_prints(&self, expected: &str) {
        let (stdout, stderr) = self.run();
        assert_eq!(stdout, expected, "{stderr}");
    }

    /// Builds and runs the program, and returns its output and the errors, those of the build
    /// included.
    pub fn run(&self) -> (String, String) {
        let output = self.cargo("run").output().expect("cargo runs");
        (
            String::from_utf8_lossy(&output.stdout).into_owned(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    }

    /// Builds and runs the program with these arguments and this input, and returns its output.
    ///
    /// Panics if it fails; its errors aren't captured.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> String {
        let output = output_for(self.cargo("run").args(arguments), input);
        assert!(output.status.success(), "the program fails");
        String::from_utf8(output.stdout).expect("the output is UTF-8")
    }

    /// Returns a subcommand of Cargo, to be run in the crate's folder.
    pub fn cargo(&self, subcommand: &str) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command
            .args([subcommand, "--quiet", "--offline"])
            .current_dir(self.path())
            .env("CARGO_TARGET_DIR", target_dir().join("tmp/nested"))
            .env_remove("RUSTFLAGS");
        command
    }
}

/// Runs a command with this input. The input is written while the output is read, because both
/// pipes may be full.
fn output_for(command: &mut Command, input: &str) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let mut stdin = child.stdin.take().expect("stdin is piped");
    thread::scope(|scope| {
        scope.spawn(move || {
            // A program that ends early doesn't read all of it; its status is in the output.
            let _ = stdin.write_all(input.as_bytes());
        });
        child.wait_with_output().expect("the command ends")
    })
}

/// Returns the target folder of the running test.
pub fn target_dir() -> PathBuf {
    let test = std::env::current_exe().expect("a test has a path");
    // target/debug/deps/test
    let target = test.ancestors().nth(3);
    target.expect("tests lie in the target folder").to_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Command, output_for};

    /// Both texts are longer than a pipe can hold.
    #[test]
    fn output_may_come_before_the_input_is_read() {
        let input = "line\n".repeat(200_000);
        let output = output_for(&mut Command::new("cat"), &input);
        assert!(output.stdout == input.as_bytes());
    }
}
