//! Every page is tracked: a crate is built anew when one of its pages changes.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A crate with the packages' pages, and what it prints.
struct Krate(tempfile::TempDir);

impl Krate {
    fn new(name: &str, more: &str, main: &str) -> Self {
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

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).expect("it is written");
    }

    #[track_caller]
    fn prints(&self, expected: &str) {
        let (printed, errors) = self.run();
        assert_eq!(printed, expected, "{errors}");
    }

    /// What it prints, and what Cargo says.
    fn run(&self) -> (String, String) {
        let output = Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--offline"])
            .current_dir(self.0.path())
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("nested"),
            )
            .env_remove("RUSTFLAGS")
            .output()
            .expect("cargo runs");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        (String::from_utf8_lossy(&output.stdout).into_owned(), stderr)
    }
}

fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/pages")
        .join(name);
    fs::read_to_string(path).expect("the page is there")
}

#[test]
fn an_edited_page_is_seen() {
    let krate = Krate::new(
        "rebuilt",
        "",
        "mod one { dataverse_schema::include_schema!(\"contoso_crate.md\"); }\n\
         mod all { dataverse_schema::include_schema!(\"contoso_car*.md\"); }\n\
         fn main() {\n\
             let (one, all) = (one::ContosoCrate::columns(), all::ContosoCarrier::columns());\n\
             print!(\"{:?} {:?}\", one.contoso_name.max_length(), all.contoso_name.max_length());\n\
         }\n",
    );
    let write = |name: &str, text: &str| krate.write(name, text);
    let run = || krate.run();
    let (one, all) = (page("contoso_crate.md"), page("contoso_carrier.md"));
    write("schemas/contoso_crate.md", &one);
    write("schemas/contoso_carrier.md", &all);
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

/// What a page of the parcels' overlay says of the length of a name.
const NAME_OF_60: &str = "# contoso_Parcel table/entity reference\n\n## Customized columns/attributes\n\n### contoso_Name\n\n|Property|Value|\n|---|---|\n|MaxLength|60|\n";

/// Adds a page that a pattern matches, then edits it, then takes it away.
fn add_edit_remove(krate: &Krate) {
    krate.write("schemas/contoso_parcel.md", &page("contoso_parcel.md"));
    let (before, errors) = krate.run();
    assert!(before.starts_with("Some("), "{errors}");
    krate.write("schemas/more_parcel.md", NAME_OF_60);
    krate.prints("Some(60)");
    krate.write("schemas/more_parcel.md", &NAME_OF_60.replace("60", "61"));
    krate.prints("Some(61)");
    fs::remove_file(krate.0.path().join("schemas/more_parcel.md")).expect("it is removed");
    krate.prints(&before);
}

/// The line that the README gives.
#[test]
fn a_new_page_is_seen_with_one_line_in_a_build_script() {
    let krate = Krate::new(
        "watched",
        "",
        "mod all { dataverse_schema::include_schema!(\"*parcel.md\"); }\n\
         fn main() { print!(\"{:?}\", all::ContosoParcel::columns().contoso_name.max_length()); }\n",
    );
    krate.write(
        "build.rs",
        "fn main() { println!(\"cargo::rerun-if-changed=schemas\"); }\n",
    );
    add_edit_remove(&krate);
}

#[test]
fn a_build_script_sees_new_and_edited_pages() {
    let codegen = Path::new(env!("CARGO_MANIFEST_DIR")).join("dataverse-schema-codegen");
    let krate = Krate::new(
        "scripted",
        &format!("[build-dependencies]\ndataverse-schema-codegen = {{ path = {codegen:?} }}\n"),
        "mod all { include!(concat!(env!(\"OUT_DIR\"), \"/schema.rs\")); }\n\
         fn main() { print!(\"{:?}\", all::ContosoParcel::columns().contoso_name.max_length()); }\n",
    );
    krate.write(
        "build.rs",
        "use dataverse_schema_codegen::{Builder, Problems};\n\
         fn main() -> Result<(), Problems> { Builder::new(\"\\\"*parcel.md\\\"\").write(\"schema.rs\") }\n",
    );
    add_edit_remove(&krate);
    krate.write(
        "schemas/more_parcel.md",
        &NAME_OF_60.replace("MaxLength", "MaxLenght"),
    );
    let errors = krate.run().1;
    assert!(errors.contains("1 problem\n"), "{errors}");
    assert!(
        errors.contains("--> schemas/more_parcel.md:9:2"),
        "{errors}"
    );
    // After an error, too.
    krate.write("schemas/more_parcel.md", NAME_OF_60);
    krate.prints("Some(60)");
}
