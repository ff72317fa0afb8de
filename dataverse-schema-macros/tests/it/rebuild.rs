//! Pages are tracked: a crate is rebuilt when one of its pages changes.

use std::fs;

use test_support::{NestedCrate, page, workspace};

#[test]
fn edited_page_triggers_rebuild() {
    let nested = NestedCrate::new(
        "rebuilt",
        "",
        "mod one { dataverse_schema::include_schema!(\"contoso_crate.md\"); }\n\
         mod all { dataverse_schema::include_schema!(\"contoso_car*.md\"); }\n\
         fn main() {\n\
             let (one, all) = (one::ContosoCrate::columns(), all::ContosoCarrier::columns());\n\
             print!(\"{:?} {:?}\", one.contoso_name.max_length(), all.contoso_name.max_length());\n\
         }\n",
    );
    let write = |name: &str, text: &str| nested.write(name, text);
    let run = || nested.run();
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

/// An overlay of the parcels' page with another `MaxLength`.
const NAME_OF_60: &str = "# contoso_Parcel table/entity reference\n\n## Customized columns/attributes\n\n### contoso_Name\n\n|Property|Value|\n|---|---|\n|MaxLength|60|\n";

/// Adds a page that matches a pattern, edits it, and removes it.
fn add_edit_remove(nested: &NestedCrate) {
    nested.write("schemas/contoso_parcel.md", &page("contoso_parcel.md"));
    let (before, errors) = nested.run();
    assert!(before.starts_with("Some("), "{errors}");
    nested.write("schemas/more_parcel.md", NAME_OF_60);
    nested.assert_prints("Some(60)");
    nested.write("schemas/more_parcel.md", &NAME_OF_60.replace("60", "61"));
    nested.assert_prints("Some(61)");
    fs::remove_file(nested.path().join("schemas/more_parcel.md")).expect("it can be removed");
    nested.assert_prints(&before);
}

/// With the build script in the guide.
#[test]
fn new_page_triggers_rebuild_with_a_build_script() {
    let nested = NestedCrate::new(
        "watched",
        "",
        "mod all { dataverse_schema::include_schema!(\"*parcel.md\"); }\n\
         fn main() { print!(\"{:?}\", all::ContosoParcel::columns().contoso_name.max_length()); }\n",
    );
    nested.write(
        "build.rs",
        "fn main() { println!(\"cargo::rerun-if-changed=schemas\"); }\n",
    );
    add_edit_remove(&nested);
}

#[test]
fn builder_sees_new_and_edited_pages() {
    let codegen = workspace().join("dataverse-schema-codegen");
    let nested = NestedCrate::new(
        "scripted",
        &format!("[build-dependencies]\ndataverse-schema-codegen = {{ path = {codegen:?} }}\n"),
        "mod all { include!(concat!(env!(\"OUT_DIR\"), \"/schema.rs\")); }\n\
         fn main() { print!(\"{:?}\", all::ContosoParcel::columns().contoso_name.max_length()); }\n",
    );
    nested.write(
        "build.rs",
        "use dataverse_schema_codegen::{Builder, Error};\n\
         fn main() -> Result<(), Error> { Builder::new(\"\\\"*parcel.md\\\"\").write(\"schema.rs\") }\n",
    );
    add_edit_remove(&nested);
    nested.write(
        "schemas/more_parcel.md",
        &NAME_OF_60.replace("MaxLength", "MaxLenght"),
    );
    let errors = nested.run().1;
    assert!(errors.contains("1 error\n"), "{errors}");
    assert!(
        errors.contains("--> schemas/more_parcel.md:9:2"),
        "{errors}"
    );
    // It also notices edits after an error.
    nested.write("schemas/more_parcel.md", NAME_OF_60);
    nested.assert_prints("Some(60)");
}
