//! The help pages of the commands.

use std::process::Command;

#[test]
fn help_pages() {
    let commands = [
        "init",
        "pull",
        "page",
        "operations",
        "check",
        "diff",
        "diagram",
        "expand",
        "model",
    ];
    let mut pages = help(&["--help"]);
    for command in commands {
        pages += &format!("\n===== {command} =====\n{}", help(&[command, "--help"]));
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("help", pages);
    });
}

fn help(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_dataverse-schema"))
        .args(arguments)
        .env_remove("COLUMNS")
        .output()
        .expect("the command runs");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("UTF-8")
}
