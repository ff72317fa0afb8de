//! Every page is tracked: a crate is built anew when one of its pages changes.

use std::fs;
use std::path::Path;

use nested::{Krate, page};

mod nested;

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
