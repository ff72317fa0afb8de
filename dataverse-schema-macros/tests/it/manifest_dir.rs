//! Pages are found without Cargo's `CARGO_MANIFEST_DIR`, or with a relative one, as other build
//! systems set it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use test_support::{NestedCrate, page};

/// Returns a crate the compiler of which runs with this line of a shell before it.
fn crate_with(name: &str, line: &str, include: &str) -> NestedCrate {
    let nested = NestedCrate::new(
        name,
        "",
        "mod inner;\n\
         fn main() { print!(\"{:?}\", inner::ContosoCrate::columns().contoso_name.max_length()); }\n",
    );
    let folder = |name: &str| fs::create_dir(nested.path().join(name)).expect("it is new");
    folder("inner");
    folder(".cargo");
    nested.write(
        "inner/mod.rs",
        &format!("dataverse_schema::include_schema!({include});\n"),
    );
    nested.write("schemas/contoso_crate.md", &page("contoso_crate.md"));
    let wrapper = nested.path().join("wrapper.sh");
    nested.write("wrapper.sh", &format!("#!/bin/sh\n{line}\nexec \"$@\"\n"));
    let mode = fs::Permissions::from_mode(0o755);
    fs::set_permissions(&wrapper, mode).expect("the file is ours");
    nested.write(
        ".cargo/config.toml",
        &format!("[build]\nrustc-workspace-wrapper = {wrapper:?}\n"),
    );
    nested
}

#[test]
fn relative_manifest_dir_is_below_the_current_one() {
    let unset = "unset CARGO_MANIFEST_DIR";
    let page = "\"contoso_crate.md\"";
    crate_with("unset", unset, page).assert_prints("Some(50)");
    let relative = "export CARGO_MANIFEST_DIR=.";
    crate_with("relative", relative, "\"*.md\"").assert_prints("Some(50)");
}

#[test]
fn missing_page_names_the_variable() {
    for line in [
        "unset CARGO_MANIFEST_DIR",
        "export CARGO_MANIFEST_DIR=inner",
    ] {
        for include in ["\"contoso_parcel.md\"", "\"*parcel.md\""] {
            let nested = crate_with("missing", line, include);
            let (_, errors) = nested.run();
            for expected in [
                "`CARGO_MANIFEST_DIR` is not an absolute path",
                "help: set it to the path of the package; without it, pages are looked for below \
                 the current directory",
            ] {
                assert!(errors.contains(expected), "{errors}");
            }
        }
    }
}
