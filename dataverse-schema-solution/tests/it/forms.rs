//! One solution as a folder, as an archive, and as a file.

use std::fs;
use std::path::Path;

use dataverse_schema_pages::Code;
use dataverse_schema_solution::{Options, is_solution, read_solutions};

use crate::gadget;
use crate::solution::{Folder, customizations, error, page, read, table, text, write_zip};

/// Returns the XML of a file in the folder of the solution, without its declaration.
fn element(path: &str) -> String {
    let text = fs::read_to_string(gadget::folder().join(path)).expect("it exists");
    let (_, element) = text.split_once("?>").expect("a declaration");
    element.trim().to_owned()
}

/// Returns the solution as an environment exports it.
fn exported() -> String {
    let tables = [
        "Account",
        "Contact",
        "Owner",
        "contoso_Gadget",
        "contoso_Maker",
        "contoso_Shop",
    ];
    let relationships = tables.map(|table| {
        let list = element(&format!("Other/Relationships/{table}.xml"));
        let (_, items) = list.split_once('>').expect("a start tag");
        let end = items.strip_suffix("</EntityRelationships>");
        end.expect("an end tag").to_owned()
    });
    customizations(
        &element("Entities/contoso_Gadget/Entity.xml"),
        &relationships.concat(),
        &element("OptionSets/contoso_kind.xml"),
    )
}

const FORMULA: &str = "Entities/contoso_Gadget/Formulas/contoso_gadget-contoso_price_base.xaml";

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}

#[test]
fn all_forms_have_the_same_page() {
    let expected = page(&read(&[&gadget::folder()]).expect("a good solution"));
    let formula = fs::read(gadget::folder().join(FORMULA)).expect("it exists");
    let solution_xml =
        "<ImportExportXml languagecode=\"1033\"><SolutionManifest /></ImportExportXml>";
    let folder = Folder::new();
    let zip = write_zip(
        &folder,
        &[
            ("[Content_Types].xml", b"<Types />"),
            ("customizations.xml", exported().as_bytes()),
            ("solution.xml", solution_xml.as_bytes()),
            ("Formulas/contoso_gadget-contoso_price_base.xaml", &formula),
            ("WebResources/contoso_icon.svg", b"<svg />"),
        ],
    );
    assert_eq!(page(&read(&[&zip]).expect("a good solution")), expected);

    let name = "Formulas/contoso_gadget-contoso_price_base.xaml";
    let file = Folder::new()
        .with("customizations.xml", exported())
        .with(name, &formula);
    let file = file.path("customizations.xml");
    assert_eq!(page(&read(&[&file]).expect("a good solution")), expected);

    let deep = Folder::new();
    copy(
        &gadget::folder(),
        &deep.path("repository/SolutionPackage/src"),
    );
    let deep = deep
        .with("repository/.git/Entity.xml", "<Entity>")
        .with("repository/web.xml", "<a />");
    assert_eq!(deep.page(), expected);

    // CR LF, as on Windows.
    let windows = Folder::new()
        .with("customizations.xml", exported().replace('\n', "\r\n"))
        .with(
            name,
            String::from_utf8_lossy(&formula).replace('\n', "\r\n"),
        );
    assert_eq!(windows.page(), expected);
}

#[test]
fn solutions_are_known_by_content_and_by_name() {
    let folder = Folder::new()
        .with("solution.bin", b"PK\x03\x04")
        .with("broken.zip", b"")
        .with("tables", "\u{feff}\n<Entity />")
        .with("definition.json", "{}");
    for (name, expected) in [
        ("", true),
        ("solution.bin", true),
        ("broken.zip", true),
        ("tables", true),
        ("definition.json", false),
        ("missing", false),
    ] {
        assert_eq!(is_solution(&folder.path(name)), expected, "{name}");
    }
}

#[test]
fn folders_without_a_solution() {
    let empty = Folder::new().with("notes.txt", "");
    let (code, message) = error(empty.read());
    assert_eq!(code, Code::NoSolution);
    assert!(message.starts_with("no solution in folder `"), "{message}");
    let packed = Folder::new().with("bin/solution.zip", "");
    let errors = packed.read().expect_err("an error");
    assert!(
        errors[0]
            .helps()
            .any(|help| help.starts_with("pass the archive `"))
    );
}

#[test]
fn yaml_form_is_refused_by_name() {
    let folder = Folder::new().with("entities/contoso_thing/entity.yml", "Name: contoso_thing");
    let (code, message) = error(folder.read());
    assert_eq!(code, Code::UnsupportedSolution);
    assert!(
        message
            .ends_with("entity.yml` belongs to a solution in the YAML form, which can't be read"),
        "{message}"
    );
    let folder = Folder::new();
    let zip = write_zip(&folder, &[("solutions/contoso/solution.yml", b"")]);
    assert_eq!(error(read(&[&zip])).0, Code::UnsupportedSolution);
}

#[test]
fn table_without_entity_set_needs_its_name() {
    let old = table("contoso_Thing", "", &text("contoso_Name", 10));
    let old = old.replace("<EntitySetName>contoso_things</EntitySetName>", "");
    let folder = Folder::new().with("customizations.xml", customizations(&old, "", ""));
    let (code, message) = error(folder.read());
    assert_eq!(code, Code::UnsupportedSolution);
    assert!(
        message.ends_with("missing `EntitySetName` of table `contoso_thing`"),
        "{message}"
    );
    let read = |table: &str| {
        let mut options = Options::default();
        let names = [(table.to_owned(), "contoso_things".to_owned())];
        options.entity_sets = names.into();
        read_solutions(&[folder.path("customizations.xml")], &options)
    };
    let page = page(&read("contoso_thing").expect("complete"));
    assert!(page.contains("| **EntitySetName** | `contoso_things`|"));
    let errors = read("contoso_thin").expect_err("an unknown table");
    let mut codes = errors.iter().map(dataverse_schema_pages::Diagnostic::code);
    assert!(codes.any(|code| code == Code::UnknownTable));
}

#[test]
fn pages_in_another_language() {
    let read = |language| {
        let mut options = Options::default();
        options.language = Some(language);
        read_solutions(&[gadget::folder()], &options)
    };
    let german = page(&read(1031).expect("German labels"));
    assert!(
        german
            .starts_with("---\norigin: solution\nlanguage: 1031\n---\n\n# Gerät (contoso_Gadget) "),
        "{german}"
    );
    assert_eq!(
        error(read(1045)),
        (
            Code::UnknownLanguage,
            "no labels in language 1045".to_owned()
        )
    );
}
