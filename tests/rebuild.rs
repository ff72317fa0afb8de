//! Every page is tracked: a crate is built anew when one of its pages changes.

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn an_edited_page_is_seen() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
    let krate = tempfile::tempdir().expect("a folder can be made");
    let write =
        |name: &str, text: &str| fs::write(krate.path().join(name), text).expect("it is written");
    fs::create_dir(krate.path().join("schemas")).expect("a folder can be made");
    write(
        "Cargo.toml",
        &format!(
            "[package]\nname = \"rebuilt\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[[bin]]\nname = \"rebuilt\"\npath = \"main.rs\"\n\n[dependencies]\ndataverse-schema = {{ path = {workspace:?} }}\n\n[workspace]\n"
        ),
    );
    write(
        "main.rs",
        "mod one { dataverse_schema::include_schema!(\"contoso_crate.md\"); }\n\
         mod all { dataverse_schema::include_schema!(\"contoso_car*.md\"); }\n\
         fn main() {\n\
             let (one, all) = (one::ContosoCrate::columns(), all::ContosoCarrier::columns());\n\
             print!(\"{:?} {:?}\", one.contoso_name.max_length(), all.contoso_name.max_length());\n\
         }\n",
    );
    let page = |name: &str| {
        fs::read_to_string(workspace.join("tests/pages").join(name)).expect("the page is there")
    };
    let (one, all) = (page("contoso_crate.md"), page("contoso_carrier.md"));
    write("schemas/contoso_crate.md", &one);
    write("schemas/contoso_carrier.md", &all);
    fs::copy(
        workspace.join("Cargo.lock"),
        krate.path().join("Cargo.lock"),
    )
    .expect("it is copied");
    let run = || {
        let output = Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--offline"])
            .current_dir(krate.path())
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("nested"),
            )
            .env_remove("RUSTFLAGS")
            .output()
            .expect("cargo runs");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        (String::from_utf8_lossy(&output.stdout).into_owned(), stderr)
    };
    assert_eq!(run().0, "Some(50) Some(50)");
    write(
        "schemas/contoso_crate.md",
        &one.replace("|MaxLength|50|", "|MaxLength|51|"),
    );
    assert_eq!(run().0, "Some(51) Some(50)");
    write(
        "schemas/contoso_carrier.md",
        &all.replace("|MaxLength|50|", "|MaxLength|52|"),
    );
    assert_eq!(run().0, "Some(51) Some(52)");
    write(
        "schemas/contoso_carrier.md",
        &all.replace("|MaxLength|50|", "|MaxLenth|52|"),
    );
    assert!(run().1.contains("did you mean `MaxLength`?"));
}
