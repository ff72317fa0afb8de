//! The documentation of generated items.

use std::collections::BTreeMap;
use std::fs;

use syn::visit::Visit;
use test_support::workspace;

/// The docs of fields, variants, and structs, by the names of their types and their own: `Columns`,
/// `Columns.name`, `ContosoStage.Open`.
#[derive(Default)]
struct Docs(BTreeMap<String, String>);

impl Docs {
    fn ledger(options: &str) -> Self {
        Self::new("contoso_ledger.md", options)
    }

    fn new(page: &str, options: &str) -> Self {
        let input = format!("[::dataverse_schema] \"{page}\", dir = \"tests/pages\", {options}");
        let input = input.parse().expect("the input consists of tokens");
        let code = dataverse_schema_codegen::include_schema(input, workspace());
        let mut docs = Self::default();
        docs.visit_file(&syn::parse2(code).expect("the expansion parses"));
        docs
    }

    fn add(&mut self, name: String, attributes: &[syn::Attribute]) {
        let lines = attributes.iter().filter_map(|attribute| {
            let value = &attribute.meta.require_name_value().ok()?.value;
            match value {
                syn::Expr::Lit(syn::ExprLit {
                    lit: syn::Lit::Str(text),
                    ..
                }) => Some(text.value()),
                _ => None,
            }
        });
        let text: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
        self.0.insert(name, text.join("\n"));
    }

    fn get(&self, name: &str) -> &str {
        self.0
            .get(name)
            .unwrap_or_else(|| panic!("{name} is documented"))
    }
}

impl<'ast> Visit<'ast> for Docs {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.add(item.ident.to_string(), &item.attrs);
        for field in item.fields.iter() {
            if let Some(name) = &field.ident {
                self.add(format!("{}.{name}", item.ident), &field.attrs);
            }
        }
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.add(item.ident.to_string(), &item.attrs);
        for variant in &item.variants {
            self.add(format!("{}.{}", item.ident, variant.ident), &variant.attrs);
        }
    }
}

#[test]
fn lookup_without_a_relationship_is_documented_as_writable() {
    let docs = Docs::ledger("");
    for (field, expected) in [
        (
            "contoso_keeper",
            "Who keeps the ledger. Lookup to `contoso_carrier`. SystemRequired. Writable, but the page doesn't list its relationship.",
        ),
        (
            "contoso_buyer",
            "Who buys. Customer to `account` or `contact`. Writable, but the page doesn't list its relationship.",
        ),
        (
            "contoso_origin",
            "What the ledger began with. Lookup to tables that the page doesn't list. Writable, but the page doesn't list its relationship. Only new rows can set it.",
        ),
        (
            "contoso_source",
            "Where the ledger is from. Lookup to tables that the page doesn't list. Read-only.",
        ),
        (
            "ownerid",
            "Owner of the ledger. Owner to tables that the page doesn't list. SystemRequired.",
        ),
    ] {
        assert_eq!(docs.get(&format!("ContosoLedger.{field}")), expected);
    }
}

#[test]
fn row_types_name_their_functions() {
    let sentence = |page: &str, row: &str| {
        let docs = Docs::new(page, "");
        let lines = docs.get(row).lines();
        let found: Vec<String> = lines
            .filter(|line| line.starts_with("With "))
            .map(str::to_owned)
            .collect();
        found.join("\n")
    };
    let all = "With `dataverse_schema::prelude::*`, it has `columns()`, `info()`, `query()`, `retrieve(id)`, \
        `create()`, `update(id)`, `delete(id)`. It is also the type of the table, as in `Id<ContosoLedger>`.";
    // This page lists no messages, so all are allowed.
    assert_eq!(sentence("contoso_ledger.md", "ContosoLedger"), all);
    let few = "With `dataverse_schema::prelude::*`, it has `columns()`, `info()`, `retrieve(id)`, `create()`, \
        `update(id)`. It is also the type of the table, as in `Id<ContosoParcel>`.";
    assert_eq!(sentence("contoso_parcel.md", "ContosoParcel"), few);
}

#[test]
fn row_types_have_an_example() {
    let example = |page: &str, row: &str| {
        let docs = Docs::new(page, "");
        let (_, rest) = docs.get(row).split_once("```text\n").expect("an example");
        let (lines, _) = rest.split_once("\n```").expect("it ends");
        lines.to_owned()
    };
    let carrier = example("contoso_carrier.md", "ContosoCarrier");
    let compiled = fs::read_to_string(workspace().join("tests/renamed/tests/hygiene.rs"));
    let compiled = compiled.expect("it exists");
    assert_eq!(carrier.lines().count(), 3);
    for line in carrier.lines() {
        assert!(compiled.contains(&format!("    {line}\n")), "{line}");
    }
    // Its page doesn't list `RetrieveMultiple`.
    let few = example("contoso_parcel.md", "ContosoParcel");
    assert_eq!(
        few.lines().next(),
        Some("let c = ContosoParcel::columns();")
    );
    assert!(!few.contains("query()"), "{few}");
}

#[test]
fn labels_of_boolean_columns_are_documented() {
    assert_eq!(
        Docs::ledger("").get("ContosoLedger.contoso_direction"),
        "Whether goods leave. Boolean (true: Outgoing, false: Incoming)."
    );
}

#[test]
fn logical_name_unlike_the_schema_name_is_documented() {
    let docs = Docs::ledger("");
    assert_eq!(
        docs.get("ContosoLedger.period1"),
        "Amount of the first period. Money from 0 to 1000. Logical name: `month1`."
    );
    assert!(
        docs.0
            .values()
            .filter(|doc| doc.contains("Logical name"))
            .count()
            == 2
    );
}

#[test]
fn typed_columns_are_documented_like_fields() {
    let docs = Docs::ledger("docs = full");
    assert_eq!(
        docs.get("Columns.contoso_name"),
        "Name of the ledger. String of at most 100 UTF-16 code units. ApplicationRequired."
    );
    assert!(
        docs.get("ContosoLedger.contoso_name")
            .contains("It is shown in lists.")
    );
    let none = Docs::ledger("docs = none");
    assert_eq!(none.get("Columns.contoso_name"), "");
}

#[test]
fn alerts_are_left_out_of_docs() {
    let docs = Docs::ledger("docs = full");
    assert!(
        docs.0.values().all(|doc| !doc.contains('[')),
        "{:?}",
        docs.0
    );
}

#[test]
fn deprecated_items_are_marked() {
    let docs = Docs::ledger("");
    let marked: Vec<&str> = docs
        .0
        .iter()
        .filter(|(_, doc)| doc.starts_with("**Deprecated.** "))
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(
        marked,
        [
            "Columns.contoso_closed_on",
            "Columns.contoso_old_code",
            "ContosoLedger",
            "ContosoLedger.contoso_closed_on",
            "ContosoLedger.contoso_old_code",
            "ContosoStage.PausedDeprecated",
            "ContosoStage.Void",
        ]
    );
}

#[test]
fn elastic_table_and_its_columns_are_documented() {
    let docs = Docs::new("contoso_reading.md", "");
    let row = docs.get("ContosoReading");
    assert!(
        row.contains("Elastic table: rows have a partition, and an upsert replaces the whole row."),
        "{row}"
    );
    let standard = Docs::ledger("");
    assert!(!standard.get("ContosoLedger").contains("Elastic"));
    for (field, expected) in [
        ("contoso_place", "Only new rows can set it."),
        ("contoso_remark", "Only existing rows can set it."),
        ("contoso_sketch", "Only existing rows can set it."),
    ] {
        let field = docs.get(&format!("ContosoReading.{field}"));
        assert!(field.contains(expected), "{field}");
    }
}
