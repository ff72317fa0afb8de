//! Generated names, as `docs/names.md` promises them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use dataverse_schema::info::{ColumnInfo, ColumnKind, RelationshipInfo};
use dataverse_schema::prelude::*;
use heck::{ToSnakeCase as _, ToUpperCamelCase as _};
use quote::ToTokens;
use syn::visit::Visit;
use test_support::{page, workspace};

use crate::description::described;

/// Returns the expansion of a page.
fn expansion(page: &Path) -> syn::File {
    let input = format!("[::dataverse_schema] {page:?}");
    let input = input.parse().expect("the input consists of tokens");
    let tokens = dataverse_schema_codegen::include_schema(input, Path::new("/"));
    syn::parse2(tokens).expect("the expansion parses")
}

/// The items of a page and their identifiers, in the order of the generated code.
#[derive(Default)]
struct Names {
    of: Vec<(String, String)>,
    identifiers: BTreeSet<String>,
}

impl Names {
    fn read(file: &syn::File) -> Self {
        let mut names = Self::default();
        for item in &file.items {
            if let syn::Item::Mod(module) = item {
                if module.ident == "tables" {
                    names.tables(module);
                } else {
                    names.table(module);
                }
            }
        }
        names
    }

    fn add(&mut self, what: String, identifiers: &[(&str, String)]) {
        let shown: Vec<String> = identifiers
            .iter()
            .map(|(kind, name)| format!("{kind} {name}").trim_start().to_owned())
            .collect();
        let names = identifiers.iter().map(|(_, name)| name.clone());
        self.identifiers.extend(names);
        let shown = match shown.as_slice() {
            [] => "nothing".to_owned(),
            shown => shown.join(", "),
        };
        self.of.push((what, shown));
    }

    /// Adds the names in the module of a table.
    fn table(&mut self, module: &syn::ItemMod) {
        let items = content(module);
        let info = items
            .iter()
            .find_map(|item| match item {
                syn::Item::Const(item) if item.ident == "TEXT" => Some(described(item)),
                _ => None,
            })
            .expect("each table is described");
        let parts = items.iter().find_map(|item| match item {
            syn::Item::Mod(item) if item.ident == "table" => Some(content(item)),
            _ => None,
        });
        let parts = parts.expect("each table has a module of its parts");
        let row = items.iter().find_map(|item| match item {
            syn::Item::Struct(item) => Some(item.ident.to_string()),
            _ => None,
        });
        let row = row.expect("each table has a row type");
        let name = format!("table {} ({})", info.logical_name, info.schema_name);
        self.add(
            name,
            &[("module", module.ident.to_string()), ("row", row.clone())],
        );
        let fields = values(parts, "columns");
        let sets = sets(parts);
        let enums = enums(items);
        for (index, column) in info.columns.iter().enumerate() {
            let mut identifiers = Vec::new();
            if let Some(field) = fields.get(&index) {
                identifiers.push(("field", field.clone()));
                identifiers.extend(sets.get(field).map(|set| ("set", set.clone())));
            }
            let choice = enums.get(&index);
            identifiers.extend(choice.iter().map(|(choice, _)| ("enum", choice.clone())));
            let ColumnInfo {
                schema_name,
                logical_name,
                ..
            } = column;
            self.add(
                format!("column {schema_name} ({logical_name})"),
                &identifiers,
            );
            if let Some(set) = fields.get(&index).and_then(|field| sets.get(field)) {
                // The last variant doesn't come from the page.
                let variants = targets(parts, set);
                for (target, variant) in column.kind.targets().iter().zip(&variants) {
                    let of = format!("option {schema_name} {target}");
                    self.add(of, &[("", variant.clone())]);
                }
            }
            let Some((_, values)) = choice else {
                continue;
            };
            let (ColumnKind::Picklist { choice }
            | ColumnKind::MultiSelectPicklist { choice }
            | ColumnKind::State { choice }
            | ColumnKind::Status { choice }) = column.kind
            else {
                panic!("{column:?} is not a choice");
            };
            for option in choice.options {
                // The description agrees with the conversion.
                assert_eq!(values.get(option.name), Some(&option.value));
                self.add(
                    format!("option {schema_name} {} {:?}", option.value, option.label),
                    &[("", option.name.to_owned())],
                );
            }
            assert_eq!(values.len(), choice.options.len());
        }
        for (kind, relationships) in [
            ("many_to_one", info.many_to_one),
            ("one_to_many", info.one_to_many),
            ("many_to_many", info.many_to_many),
        ] {
            let fields = values(parts, kind);
            for (index, relationship) in relationships.iter().enumerate() {
                let RelationshipInfo {
                    schema_name,
                    navigation_property,
                    ..
                } = relationship;
                let of = format!("{kind} {schema_name} ({navigation_property})");
                self.add(of, &[("", fields[&index].clone())]);
            }
        }
        self.is_complete(module);
    }

    /// Asserts that every declared name comes from the page or is in every table.
    fn is_complete(&self, module: &syn::ItemMod) {
        struct Declared(BTreeSet<String>);
        impl<'ast> Visit<'ast> for Declared {
            fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
                self.0.insert(item.ident.to_string());
                self.0
                    .extend(item.variants.iter().map(|v| v.ident.to_string()));
            }
            fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
                self.0.insert(item.ident.to_string());
                let fields = item.fields.iter().filter_map(|field| field.ident.as_ref());
                self.0.extend(fields.map(ToString::to_string));
            }
            fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
                self.0.insert(item.ident.to_string());
                syn::visit::visit_item_mod(self, item);
            }
        }
        let mut declared = Declared(BTreeSet::new());
        declared.visit_item_mod(module);
        let ours = [
            "table",
            "extras",
            "Unknown",
            "Columns",
            "ManyToOne",
            "OneToMany",
            "ManyToMany",
        ];
        let mut known = self.identifiers.clone();
        known.extend(ours.map(str::to_owned));
        assert_eq!(declared.0, known);
    }

    /// Adds the names in the module `tables`.
    fn tables(&mut self, module: &syn::ItemMod) {
        for item in content(module) {
            match item {
                syn::Item::Use(item) => {
                    if let Some((_, name)) = tokens(&item.tree).rsplit_once(" as ")
                        && name != "__rt"
                    {
                        self.add("tables: included".to_owned(), &[("", name.to_owned())]);
                    }
                }
                syn::Item::Impl(item) => {
                    let name = tokens(&item.self_ty);
                    if let Some(function) = function(item, "logical_name") {
                        let logical_name = text(only(function));
                        self.add(format!("tables: {logical_name}"), &[("", name)]);
                    }
                }
                _ => {}
            }
        }
    }

    fn shown(&self) -> String {
        self.of
            .iter()
            .map(|(what, names)| {
                let indent = if what.starts_with("option") { "  " } else { "" };
                format!("{indent}{what} -> {names}\n")
            })
            .collect()
    }
}

fn tokens(tree: &impl ToTokens) -> String {
    tree.to_token_stream().to_string()
}

fn content(module: &syn::ItemMod) -> &[syn::Item] {
    let (_, items) = module.content.as_ref().expect("the module is inline");
    items
}

/// Returns the value of a string literal.
fn text(value: &syn::Expr) -> String {
    match value {
        syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(text),
            ..
        }) => text.value(),
        other => panic!("no text: {}", tokens(other)),
    }
}

/// Returns the values of a struct's fields.
fn record(value: &syn::Expr) -> BTreeMap<String, &syn::Expr> {
    let syn::Expr::Struct(value) = value else {
        panic!("no struct: {}", tokens(value));
    };
    let fields = value.fields.iter();
    let fields = fields.map(|field| (tokens(&field.member), &field.expr));
    fields.collect()
}

fn function<'a>(item: &'a syn::ItemImpl, name: &str) -> Option<&'a syn::ImplItemFn> {
    item.items.iter().find_map(|item| match item {
        syn::ImplItem::Fn(function) if function.sig.ident == name => Some(function),
        _ => None,
    })
}

/// Returns the only expression of a function.
fn only(function: &syn::ImplItemFn) -> &syn::Expr {
    match function.block.stmts.as_slice() {
        [syn::Stmt::Expr(expression, None)] => expression,
        _ => panic!("{} has several statements", function.sig.ident),
    }
}

fn impls(items: &[syn::Item]) -> impl Iterator<Item = &syn::ItemImpl> {
    items.iter().filter_map(|item| match item {
        syn::Item::Impl(item) => Some(item),
        _ => None,
    })
}

/// Returns the fields of the struct that a function like `columns()` returns, by index.
fn values(items: &[syn::Item], of: &str) -> BTreeMap<usize, String> {
    let function = impls(items).find_map(|item| function(item, of));
    let fields = record(only(function.expect("it exists")));
    let index = |value: &syn::Expr| {
        let syn::Expr::Call(call) = value else {
            panic!("no call: {}", tokens(value));
        };
        let index = tokens(&call.args);
        index.parse().expect("a number")
    };
    fields
        .iter()
        .map(|(name, value)| (index(value), name.clone()))
        .collect()
}

/// Returns the enums of targets, by the field of the lookup.
fn sets(items: &[syn::Item]) -> BTreeMap<String, String> {
    let columns = items.iter().find_map(|item| match item {
        syn::Item::Struct(item) if item.ident == "Columns" => Some(item),
        _ => None,
    });
    let fields = columns.expect("it exists").fields.iter();
    let set = |field: &syn::Field| {
        let of = tokens(&field.ty).replace(' ', "");
        let (_, of) = of.split_once("Lookup<")?;
        let (of, _) = of.split_once('>')?;
        let name = field.ident.as_ref()?.to_string();
        (!of.contains("::")).then(|| (name, of.to_owned()))
    };
    fields.filter_map(set).collect()
}

/// Returns the variants of an enum of targets, which may be that of another lookup.
fn targets(items: &[syn::Item], set: &str) -> Vec<String> {
    let alias = format!(" as {set}");
    let variants = items.iter().find_map(|item| match item {
        syn::Item::Enum(item) if item.ident == set => {
            let variants = item.variants.iter();
            Some(variants.map(|variant| variant.ident.to_string()).collect())
        }
        syn::Item::Use(item) => {
            let path = tokens(&item.tree);
            let (_, first) = path.strip_suffix(&alias)?.rsplit_once(' ')?;
            Some(targets(items, first))
        }
        _ => None,
    });
    variants.expect("the set exists")
}

/// Returns the enums of choices with their variants and values, by the index of the column.
fn enums(items: &[syn::Item]) -> BTreeMap<usize, (String, BTreeMap<String, i32>)> {
    let number = |value: &syn::Expr| tokens(value).replace(' ', "").parse::<i64>();
    let mut enums = BTreeMap::new();
    for item in impls(items) {
        let Some(choice) = function(item, "choice") else {
            continue;
        };
        let syn::Expr::MethodCall(call) = only(choice) else {
            panic!("the description is asked for");
        };
        let index = number(&call.args[0]).expect("a number");
        let index = usize::try_from(index).expect("an index");
        let value = function(item, "value").expect("a choice has values");
        let syn::Expr::Match(conversion) = only(value) else {
            panic!("the conversion is a match");
        };
        let mut variants = BTreeMap::new();
        for arm in &conversion.arms {
            let path = tokens(&arm.pat).replace(' ', "");
            let variant = path.strip_prefix("Self::").expect("a variant");
            if !variant.contains('(') {
                let value = number(&arm.body).expect("a number");
                let value = i32::try_from(value).expect("a 32-bit number");
                variants.insert(variant.to_owned(), value);
            }
        }
        enums.insert(index, (tokens(&item.self_ty), variants));
    }
    enums
}

#[test]
fn names_of_the_nasty_page() {
    let names = Names::read(&expansion(
        &workspace().join("tests/pages/contoso_nasty.md"),
    ));
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("nasty_names", names.shown());
    });
}

/// Returns a column of a page.
fn column(name: &str, facts: &str) -> String {
    let logical_name = name.to_lowercase();
    format!("### {name}\n\n|Property|Value|\n|---|---|\n|LogicalName|`{logical_name}`|\n{facts}\n")
}

fn choice_column(name: &str, options: &str) -> String {
    let facts = format!(
        "|Type|Picklist|\n\n#### {name} Choices/Options\n\n|Value|Label|\n|---|---|\n{options}"
    );
    column(name, &facts)
}

fn to_one(name: &str, table: &str, navigation: &str) -> String {
    format!(
        "### {name}\n\n|Property|Value|\n|---|---|\n|ReferencedEntity|`{table}`|\n|ReferencedAttribute|`{table}id`|\n|ReferencingAttribute|`x`|\n|ReferencingEntityNavigationPropertyName|`{navigation}`|\n\n"
    )
}

fn to_many(name: &str, table: &str) -> String {
    format!(
        "### {name}\n\n|Property|Value|\n|---|---|\n|ReferencingEntity|`{table}`|\n|ReferencingAttribute|`x`|\n|ReferencedEntityNavigationPropertyName|`{name}`|\n\n"
    )
}

/// Returns the page without its lists of links.
fn without_index() -> String {
    let lines = page("contoso_nasty.md");
    let lines = lines.lines().filter(|line| !line.starts_with("- ["));
    lines.map(|line| format!("{line}\n")).collect()
}

/// Returns the items that get another name when the page grows. A name must never move to another
/// item.
fn renamed(text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder can be created");
    let names = |text: &str| {
        let page = folder.path().join("page.md");
        fs::write(&page, text).expect("it can be written");
        Names::read(&expansion(&page)).of
    };
    let before = names(&without_index());
    let after = names(text);
    assert!(after.len() > before.len());
    let now: BTreeMap<&String, &String> = after.iter().map(|(what, name)| (what, name)).collect();
    let scope = |what: &str| {
        // Columns share a scope, as do the options of a choice and the relationships of a kind.
        let words: Vec<&str> = what.split(' ').collect();
        match words.as_slice() {
            ["option", choice, ..] => format!("option {choice}"),
            words => words[0].to_owned(),
        }
    };
    let owners: BTreeMap<(String, &String), &String> = after
        .iter()
        .map(|(what, name)| ((scope(what), name), what))
        .collect();
    let mut renamed = Vec::new();
    for (what, name) in &before {
        if name != "nothing" {
            let owner = owners.get(&(scope(what), name));
            assert!(owner.is_none_or(|owner| *owner == what), "{name}");
        }
        let now = now[what];
        if now != name {
            renamed.push(format!("{what}: {name} -> {now}"));
        }
    }
    renamed
}

const FIRST_COLUMN: &str = "### <a name=\"BKMK_contoso_NastyId\"></a> contoso_NastyId\n";
const READ_ONLY: &str = "## Read-only columns/attributes\n";
const FIRST_OPTION: &str = "|1|**Foo**|\n";
const LAST_OPTION: &str = "|61|**Only**|\n";
const FIRST_TO_ONE: &str =
    "### <a name=\"BKMK_contoso_nasty_parent-many-to-one\"></a> contoso_nasty_parent\n";
const TO_MANY: &str = "## One-to-Many relationships\n";
const MANY_TO_MANY: &str = "## Many-to-Many relationships\n";

/// Returns the text with `more` before `at`, which must occur once.
fn grown(text: &str, at: &str, more: &str) -> String {
    assert_eq!(text.matches(at).count(), 1, "{at}");
    text.replace(at, &format!("{more}{at}"))
}

#[test]
fn names_stay_when_a_page_grows() {
    let first = column("contoso_More", "|Type|Integer|\n")
        + &choice_column("contoso_Kind", "|1|**One**|\n|2|**Unknown**|\n")
        + &column(
            "contoso_Lead",
            "|Type|Lookup|\n|Targets|account, lead, a_1b|\n",
        );
    let last = column("contoso_type", "|Type|Lookup|\n|Targets|type|\n")
        + &choice_column("Zzz", "|1|**One**|\n");
    let text = grown(&without_index(), FIRST_COLUMN, &first);
    let text = grown(&text, READ_ONLY, &last);
    // Labels that look like names that other options have or could get.
    let first = [
        (101, "Foo 3"),
        (102, "Foo"),
        (103, "Foo 1"),
        (104, "Value 105"),
        (105, ""),
        (106, "Value 34"),
        (107, "C 5"),
        (108, "Unknown"),
        (-109, ""),
        (110, "C minus 109"),
        (111, "Self"),
    ];
    let last = [
        (112, "Level 3"),
        (113, "Foo_2"),
        (114, "Открыто 51"),
        (115, "only"),
    ];
    let rows = |options: &[(i32, &str)]| -> String {
        let rows = options.iter();
        rows.map(|(value, label)| format!("|{value}|**{label}**|\n"))
            .collect()
    };
    let text = grown(&text, FIRST_OPTION, &rows(&first));
    let text = text.replace(LAST_OPTION, &(LAST_OPTION.to_owned() + &rows(&last)));
    let first = to_one("contoso_x1", "lead", "contoso_Lead");
    // The fourth item of one name, and the third of another; the others have given it up already.
    let last = to_one("contoso_x2", "lead", "Regarding_")
        + &to_one("contoso_links2", "lead", "contoso_LINKS");
    let text = grown(&text, FIRST_TO_ONE, &first);
    let text = grown(&text, TO_MANY, &last);
    let more = to_many("contoso_more", "lead") + &to_many("yield", "task");
    let text = grown(&text, MANY_TO_MANY, &more);
    assert_eq!(
        renamed(&text),
        ["option contoso_Repeated 61 \"Only\": Only -> Only_61"]
    );
}

/// A repeated name is given up by the item that had it, and the other one doesn't get it.
#[test]
fn repeated_names_are_given_up() {
    let text = grown(
        &without_index(),
        TO_MANY,
        &(to_one("contoso_x1", "contact_", "Type") + &to_one("contoso_x2", "lead", "1_to_N")),
    );
    let text = grown(&text, MANY_TO_MANY, &to_many("Columns", "lead"));
    let expected = [
        "option Columns contact: Contact -> contact",
        "option ref contact: Contact -> contact",
        "many_to_one contoso_type (type): type_ -> contoso_type",
        "many_to_one contoso_digit (1_to_n): _1_to_n -> contoso_digit",
        "one_to_many columns (columns): columns -> columns_",
        "tables: contact: Contact -> contact",
    ];
    assert_eq!(renamed(&text), expected);
}

mod given {
    dataverse_schema::include_schema!(
        "contoso_nasty.md",
        "contoso_crate.md",
        dir = "../tests/pages",
        rename(
            contoso_nasty = Thing,
            contoso_nasty.type = category,
            contoso_nasty.async = later,
            contoso_nasty.contoso_repeated = repeated,
            contoso_nasty.contoso_repeated.1 = Foo,
            contoso_nasty.contoso_repeated.-1 = Shout,
            contoso_nasty.contoso_repeated.61 = Single,
            contoso_nasty.contoso_secret.1 = Hush,
            contoso_nasty.statecode = state,
            contoso_nasty.statecode.1 = r#Broken,
            contoso_nasty.columns = picked,
            // Two names that swap.
            contoso_nasty.create = clone,
            contoso_nasty.clone = create,
        ),
    );
}

#[test]
fn renames_are_used() {
    use given::thing::table::PickedTargets;
    use given::thing::{Later, Repeated, StateCode};
    let c = given::Thing::columns();
    let body = r#"{"type": "t", "async": 1, "contoso_repeated": -1, "statecode": 1, "create": "a", "clone": "b"}"#;
    let row: given::Thing = serde_json::from_str(body).expect("a row");
    assert_eq!(row.category.as_deref(), Some("t"));
    assert_eq!(row.later, Some(Later::One));
    assert_eq!(row.repeated, Some(Repeated::Shout));
    assert_eq!(row.state, Some(StateCode::Broken));
    assert_eq!(
        (row.clone.as_deref(), row.create.as_deref()),
        (Some("a"), Some("b"))
    );
    // Other names are as without renames.
    let names: Vec<&str> = Repeated::choice()
        .options
        .iter()
        .map(|o| o.name)
        .take(5)
        .collect();
    assert_eq!(names, ["Foo", "Foo_2", "Foo1_3", "Foo1_4", "Shout"]);
    assert_eq!(Repeated::Single.value(), 61);
    // The table is still found by its logical name.
    let _: given::tables::ContosoNasty = row;
    let new = given::Thing::create()
        .set(c.category, "t")
        .set(c.repeated, Repeated::Foo)
        .set(c.contoso_secret, given::thing::ContosoSecret::Hush);
    let body = new.body().expect("it is valid");
    assert_eq!(
        body.as_str(),
        r#"{"type":"t","contoso_repeated":1,"contoso_secret":1}"#
    );
    let set: Option<dataverse_schema::Lookup<PickedTargets>> = given::Thing::default().picked;
    assert_eq!(set, None);
}

/// Returns all texts of up to four of these characters.
fn texts(characters: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut longest = texts.clone();
    for _ in 0..4 {
        let longer = longest.iter().flat_map(|text| {
            let next = characters.chars();
            next.map(move |character| format!("{text}{character}"))
        });
        longest = longer.collect();
        texts.extend_from_slice(&longest);
    }
    texts
}

#[test]
fn words_are_those_of_heck() {
    let columns = texts("aZ9_").into_iter().enumerate();
    // Each name has a first word of its own, so that none is repeated.
    let columns: Vec<String> = columns.map(|(at, text)| format!("Q{at}q_{text}")).collect();
    let labels = texts("aZ9 éΣǅ日").into_iter().enumerate();
    let labels: Vec<String> = labels.map(|(at, text)| format!("Q{at}q {text}")).collect();
    let options = labels.iter().enumerate();
    let options: String = options
        .map(|(at, label)| format!("|{at}|**{label}**|\n"))
        .collect();
    let more: String = columns
        .iter()
        .map(|name| column(name, "|Type|Integer|\n"))
        .collect();
    let more = more + &choice_column("contoso_Words", &options);
    let folder = tempfile::tempdir().expect("a folder can be created");
    let page = folder.path().join("page.md");
    fs::write(&page, grown(&without_index(), FIRST_COLUMN, &more)).expect("it can be written");

    let found: BTreeMap<String, String> = Names::read(&expansion(&page)).of.into_iter().collect();
    for name in &columns {
        let field = &found[&format!("column {name} ({})", name.to_lowercase())];
        assert_eq!(*field, format!("field {}", name.to_snake_case()));
    }
    for (at, label) in labels.iter().enumerate() {
        let variant = &found[&format!("option contoso_Words {at} {label:?}")];
        assert_eq!(*variant, label.to_upper_camel_case());
    }
}
