//! Crates that tests write, build and run.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// A crate in a temporary folder that depends on this one by its path, with a folder `schemas`; built with the versions of
/// this workspace's `Cargo.lock`.
pub(crate) struct Krate(pub(crate) tempfile::TempDir);

impl Krate {
    pub(crate) fn new(name: &str, more: &str, main: &str) -> Self {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
        let krate = Self(tempfile::tempdir().expect("a folder can be made"));
        fs::create_dir(krate.0.path().join("schemas")).expect("a folder can be made");
        krate.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[[bin]]\nname = {name:?}\npath = \"main.rs\"\n\n[dependencies]\ndataverse-schema = {{ path = {workspace:?} }}\n{more}\n[workspace]\n"
            ),
        );
        krate.write("main.rs", main);
        fs::copy(
            workspace.join("Cargo.lock"),
            krate.0.path().join("Cargo.lock"),
        )
        .expect("it is copied");
        krate
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).expect("it is written");
    }

    #[track_caller]
    #[allow(dead_code)] // Not every test needs each of these.
    pub(crate) fn prints(&self, expected: &str) {
        let (printed, errors) = self.run();
        assert_eq!(printed, expected, "{errors}");
    }

    /// What it prints, and what Cargo says.
    #[allow(dead_code)] // Not every test needs each of these.
    pub(crate) fn run(&self) -> (String, String) {
        let output = self.command("run").output().expect("cargo runs");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        (String::from_utf8_lossy(&output.stdout).into_owned(), stderr)
    }

    /// What it prints when it is run with these arguments and reads this; what goes wrong is shown.
    #[allow(dead_code)] // Not every test needs each of these.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &str) -> String {
        let mut child = self
            .command("run")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("cargo runs");
        let mut stdin = child.stdin.take().expect("it is piped");
        // Of one that ends early, the status tells.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "the program runs");
        String::from_utf8(output.stdout).expect("it is UTF-8")
    }

    /// A subcommand of Cargo, in the crate's folder.
    pub(crate) fn command(&self, subcommand: &str) -> Command {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nested");
        let mut command = Command::new(env!("CARGO"));
        command
            .args([subcommand, "--quiet", "--offline"])
            .current_dir(self.0.path())
            .env("CARGO_TARGET_DIR", target)
            .env_remove("RUSTFLAGS");
        command
    }
}

/// The text of a page of made-up tables.
#[allow(dead_code)] // Not every test needs it.
pub(crate) fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/pages")
        .join(name);
    fs::read_to_string(path).expect("the page is there")
}
