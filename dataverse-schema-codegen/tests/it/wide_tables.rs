//! Tables with many relationships.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dataverse_schema_codegen::Builder;
use syn::visit::Visit;
use test_support::NestedCrate;
use test_support::nested::target_dir;
use test_support::wide_page::{RELATIONSHIPS, wide_page};

/// The largest page of documentation, in bytes: browsers take seconds to show more.
const LARGEST_PAGE: u64 = 500_000;

/// Returns the public fields of each struct of one-to-many relationships.
fn one_to_many(page: &str) -> BTreeMap<String, Vec<String>> {
    #[derive(Default)]
    struct Structs(BTreeMap<String, Vec<String>>);
    impl<'ast> Visit<'ast> for Structs {
        fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
            let name = item.ident.to_string();
            if name.starts_with("OneToMany") {
                let is_public =
                    |field: &&syn::Field| matches!(field.vis, syn::Visibility::Public(_));
                let names = item.fields.iter().filter(is_public);
                let names = names.filter_map(|field| Some(field.ident.as_ref()?.to_string()));
                self.0.insert(name, names.collect());
            }
        }
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be created");
    fs::write(folder.path().join("contoso_wide.md"), page).expect("it can be written");
    let builder = Builder::new("\"contoso_wide.md\", dir = \".\"").manifest_dir(folder.path());
    let code = builder.generate().expect("the page is right").code;
    let mut structs = Structs::default();
    structs.visit_file(&syn::parse_file(&code).expect("it parses"));
    structs.0
}

#[test]
fn structs_of_relationships_are_small_and_have_all_of_them() {
    let structs = one_to_many(&wide_page());
    assert_eq!(structs.values().map(Vec::len).sum::<usize>(), RELATIONSHIPS);
    for (name, fields) in structs {
        assert!(fields.len() <= 100, "{name} has {} fields", fields.len());
    }
}

#[test]
fn relationship_cannot_have_the_name_of_the_rest() {
    let page = wide_page()
        .replace("contoso_leaf1100", "__more")
        .replace("contoso_leaf1101", "More");
    let names = one_to_many(&page).into_values().flatten();
    let names: Vec<String> = names
        .filter(|name| name.to_lowercase().contains("more"))
        .collect();
    assert_eq!(names, ["__more_", "More"]);
}

#[test]
fn every_relationship_is_a_field_and_no_page_of_documentation_is_huge() {
    let main = "
mod schema {
    dataverse_schema::include_schema!(\"contoso_wide.md\");
}

fn main() {
    let relationships = schema::ContosoWide::one_to_many();
    println!(\"{:?}\", relationships.contoso_first_leaf);
    println!(\"{:?}\", relationships.contoso_middle_leaf);
    println!(\"{:?}\", relationships.contoso_leaf1101.info().navigation_property);
    println!(\"{:?}\", schema::ContosoWide::one_to_many().contoso_last_leaf);
}
";
    let nested = NestedCrate::new("wide", "", main);
    nested.write("schemas/contoso_wide.md", &wide_page());
    nested.assert_prints(
        "contoso_first_leaf\ncontoso_middle_leaf\n\"contoso_leaf1101\"\ncontoso_last_leaf\n",
    );
    let docs = target_dir().join("tmp/nested/doc/wide");
    let _ = fs::remove_dir_all(&docs);
    let mut cargo = nested.cargo("doc");
    let status = cargo
        .args(["--no-deps", "--document-private-items"])
        .status();
    assert!(status.expect("cargo runs").success());
    let mut pages = Vec::new();
    find_pages(&docs.join("schema"), &mut pages);
    assert!(pages.len() > RELATIONSHIPS / 100);
    for (path, size) in pages {
        assert!(size <= LARGEST_PAGE, "{path} has {size} bytes");
    }
}

fn find_pages(folder: &Path, pages: &mut Vec<(String, u64)>) {
    for entry in fs::read_dir(folder).expect("it is a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            find_pages(&path, pages);
        } else {
            let size = fs::metadata(&path).expect("it exists").len();
            pages.push((path.display().to_string(), size));
        }
    }
}
