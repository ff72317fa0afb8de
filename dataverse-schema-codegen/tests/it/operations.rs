//! The module `operations`: its code, its names, and errors about it.

use std::fs;

use dataverse_schema_codegen::include_schema;
use tempfile::TempDir;
use test_support::page;

use crate::diagnostics::errors;

const CONTOSO: &str = "operations/contoso_operations.md";
const FABRIKAM: &str = "operations/fabrikam_operations.md";
const PARCEL: &str = "contoso_parcel.md";

/// Returns a folder with these pages.
fn folder(pages: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder can be created");
    for (name, text) in pages {
        let name = name.rsplit('/').next().unwrap_or(name);
        fs::write(folder.path().join(name), text).expect("it can be written");
    }
    folder
}

/// Returns the code of a module of the expansion of these pages, or nothing if there is none.
fn module(pages: &[(&str, &str)], name: &str) -> String {
    let input = "[::dataverse_schema] \"*.md\", dir = \".\"";
    let input = input.parse().expect("the input consists of tokens");
    let tokens = include_schema(input, folder(pages).path());
    let mut file: syn::File = syn::parse2(tokens).expect("the expansion parses");
    file.items
        .retain(|item| matches!(item, syn::Item::Mod(module) if module.ident == name));
    prettyplease::unparse(&file)
}

/// Returns the errors about all pages of a folder, each without its excerpt of the page.
fn messages(pages: &[(&str, &str)], options: &str) -> Vec<String> {
    let folder = folder(pages);
    let found = errors(&format!("\"*.md\", dir = \".\" {options}"), folder.path());
    let lines = found.iter().flat_map(|error| error.lines());
    lines
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.contains('|'))
        .map(|line| line.replace(&folder.path().display().to_string(), ""))
        .collect()
}

/// The types of a page, beside the page of one of its tables.
/// Whether the page of the rows' table is included or not.
#[test]
fn function_that_is_not_composable() {
    for pages in [
        &[(FABRIKAM, &*page(FABRIKAM))][..],
        &[(FABRIKAM, &page(FABRIKAM)), (PARCEL, &page(PARCEL))],
    ] {
        let code = module(pages, "operations");
        let (_, lost) = code.split_once("Operation for FabrikamLost {").expect("it");
        let composition = lost.lines().find(|line| line.contains("type Composition"));
        assert_eq!(
            composition.map(str::trim),
            Some("type Composition = __rt::NotComposable;")
        );
    }
}

#[test]
fn code_of_a_page() {
    let code = module(
        &[(CONTOSO, &page(CONTOSO)), (PARCEL, &page(PARCEL))],
        "operations",
    );
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("operations", code);
    });
}

#[test]
fn no_page_no_module() {
    assert_eq!(module(&[(PARCEL, &page(PARCEL))], "operations"), "");
}

/// The error about an operation on all rows of a table, and each of its cures.
#[test]
fn unknown_entity_set() {
    let known = page(CONTOSO);
    let unknown = known.replace("|contoso_parcel|contoso_parcels|", "|contoso_parcel||");
    let operations = (CONTOSO, unknown.as_str());
    assert_eq!(
        messages(&[operations], ""),
        [
            "unknown entity set of table `contoso_parcel` [DV0126]",
            "--> contoso_operations.md:39:10",
            "= help: include the page of the table, or add the table to the section `Tables`",
            "= help: or add the option `entity_sets(contoso_parcel = \"the_tables\")`",
        ]
    );
    let generated = module(&[operations], "operations");
    assert!(
        generated.contains("struct ContosoSealParcel("),
        "{generated}"
    );
    assert!(!generated.contains("struct ContosoCountParcels"));

    let damaged = page(PARCEL).replace("|Type|Money|", "|Type|Cash|");
    let found = messages(&[operations, (PARCEL, &damaged)], "");
    assert!(!found.is_empty());
    assert!(
        found.iter().all(|line| !line.contains("DV0126")),
        "{found:?}"
    );

    let other = format!(
        "# Tables operations reference\n{}",
        &known[known.find("\n## Tables").expect("tables")..]
    );
    let none = Vec::<String>::new();
    assert_eq!(messages(&[(CONTOSO, &known)], ""), none);
    assert_eq!(messages(&[operations, (PARCEL, &page(PARCEL))], ""), none);
    assert_eq!(messages(&[operations, ("tables.md", &other)], ""), none);
    let options = [
        ", entity_sets(contoso_parcel = \"contoso_parcels\")",
        ", extern_tables(contoso_parcel = crate::Parcel)",
    ];
    for option in options {
        assert_eq!(messages(&[operations], option), none);
    }
}

#[test]
fn options_name_tables_of_operations() {
    let pages = [(FABRIKAM, &*page(FABRIKAM))];
    let none = Vec::<String>::new();
    assert_eq!(
        messages(
            &pages,
            ", entity_sets(opportunityclose = \"opportunitycloses\")"
        ),
        none
    );
    assert_eq!(
        messages(
            &pages,
            ", entity_sets(opportunityclos = \"opportunitycloses\")"
        ),
        [
            "no included page refers to a table `opportunityclos` [DV0064]",
            "= help: did you mean `opportunityclose`?",
        ]
    );
}

/// A type that two pages describe alike is one type. Others need names of their own.
#[test]
fn types_of_several_pages() {
    let contoso = page(CONTOSO);
    let types = &contoso[contoso.find("\n## Complex types").expect("types")..];
    let other = format!("# Other operations reference\n{types}");
    let pages = [(CONTOSO, contoso.as_str()), ("other.md", &other)];
    assert_eq!(messages(&pages, ""), Vec::<String>::new());

    let changed = other.replace("|Move|2||", "|Move|4||");
    let pages = [(CONTOSO, contoso.as_str()), ("other.md", &changed)];
    let found = messages(&pages, "");
    assert_eq!(
        found[0],
        "duplicate name `ContosoRights` in the module `operations` [DV0060]"
    );
    assert!(found[1].starts_with("--> other.md:"), "{found:?}");

    let same = contoso.replace("### contoso_Sweep\n", "### contosoRights\n");
    let found = messages(&[(CONTOSO, &same)], "");
    assert_eq!(
        found[0],
        "duplicate name `ContosoRights` in the module `operations` [DV0060]"
    );
}

#[test]
fn table_with_the_name_of_the_module() {
    let table = page("contoso_tag.md")
        .replace("contoso_tag", "operations")
        .replace("contoso_Tag", "Operations");
    let pages = [("operations.md", &*table), (CONTOSO, &*page(CONTOSO))];
    assert!(module(&pages, "operations_").contains("pub struct Operations {"));
    assert!(module(&pages, "operations").contains("pub struct ContosoSweep("));
}

#[test]
fn messages_that_close_rows_are_documented() {
    let message = |name: &str| format!("| `{name}`<br />Event: False |x |y |\n");
    let documented = |names: &[&str]| {
        let lines: String = names.iter().map(|name| message(name)).collect();
        let text = page(PARCEL);
        let listed = text.replace("| `Update`<br", &format!("{lines}| `Update`<br"));
        assert!(names.is_empty() || listed != text);
        let code = module(&[(PARCEL, &listed)], "contoso_parcel");
        let mut lines = code.lines().map(str::trim);
        lines
            .find(|line| line.contains("set_state"))
            .map(str::to_owned)
    };
    assert_eq!(
        documented(&["CloseContoso_Parcel", "CloseOther", "WinContoso_Parcel"]).as_deref(),
        Some(
            "/// To close a row, call `CloseContoso_Parcel` or `WinContoso_Parcel`: the service may reject `set_state`."
        )
    );
    assert_eq!(documented(&[]), None);
}
