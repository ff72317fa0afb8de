//! The access to columns in generated code, compared with the book.

use quote::ToTokens as _;
use test_support::book::{Book, Column, Table};
use test_support::generated::{column_names, table_name};

/// Asserts that generated code gives access to each column, and to the lookup of each many-to-one
/// relationship, as its page does.
pub(crate) fn check_access(book: &Book, code: &syn::File) {
    let mut count = 0;
    let mut wrong = Vec::new();
    for item in &code.items {
        let syn::Item::Mod(module) = item else {
            continue;
        };
        let items = module.content.as_ref().map_or(&[][..], |(_, items)| items);
        let Some(table) = table_name(items).and_then(|name| book.table(&name)) else {
            continue;
        };
        let names = column_names(items);
        wrong.extend(check_relationships(table, items));
        for field in items
            .iter()
            .filter_map(|item| fields_of("Columns", item))
            .flatten()
        {
            let name = field.ident.as_ref().map(ToString::to_string);
            let name = name
                .and_then(|name| names.get(&name))
                .expect("a known column");
            let [_, value, access] = &arguments(&field.ty)[..] else {
                continue;
            };
            count += 1;
            wrong.extend(check_column(table, name, value, access));
        }
    }
    eprintln!("access to {count} columns");
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 50, "only {count} columns");
}

/// Returns the fields of a struct and of those that continue it, which have a number, if the item
/// is the module `table`.
fn fields_of<'a>(name: &str, item: &'a syn::Item) -> Option<Vec<&'a syn::Field>> {
    let syn::Item::Mod(module) = item else {
        return None;
    };
    let (_, items) = module
        .content
        .as_ref()
        .filter(|_| module.ident == "table")?;
    let lists = items.iter().filter_map(|item| match item {
        syn::Item::Struct(list) => Some(list),
        _ => None,
    });
    let is_part = |list: &&syn::ItemStruct| {
        let ident = list.ident.to_string();
        ident.trim_end_matches(|c: char| c.is_ascii_digit()) == name
    };
    let is_more = |field: &&syn::Field| field.ident.as_ref().is_some_and(|name| name == "__more");
    let fields = lists.filter(is_part).flat_map(|list| &list.fields);
    Some(fields.filter(|field| !is_more(field)).collect())
}

/// Returns the arguments of a generic type; those of inner types stay together.
fn arguments(of: &syn::Type) -> Vec<String> {
    let syn::Type::Path(path) = of else {
        return Vec::new();
    };
    let Some(syn::PathArguments::AngleBracketed(arguments)) =
        path.path.segments.last().map(|segment| &segment.arguments)
    else {
        return Vec::new();
    };
    let arguments = arguments.args.iter();
    arguments
        .map(|argument| argument.to_token_stream().to_string().replace(' ', ""))
        .collect()
}

/// Returns what is wrong with the type of a column.
fn check_column(table: &Table, name: &str, value: &str, access: &str) -> Option<String> {
    let shown = format!("{}.{name}: {value}, {access}", table.name);
    let Some(column) = table.column(name) else {
        return Some(format!("{shown}: no column of the page"));
    };
    if column.is_description {
        return Some(format!("{shown}: it only describes a lookup"));
    }
    let expected = expected_access(table, column);
    (access.replace("__rt::", "") != expected).then(|| format!("{shown} instead of {expected}"))
}

/// Returns what is wrong with the accesses to the lookups of relationships, which are compared as
/// a whole.
fn check_relationships(table: &Table, items: &[syn::Item]) -> Option<String> {
    let fields = items.iter().filter_map(|item| fields_of("ManyToOne", item));
    let mut actual: Vec<String> = fields
        .flatten()
        .map(|field| {
            let access = arguments(&field.ty).into_iter().nth(2);
            access.unwrap_or_default().replace("__rt::", "")
        })
        .filter(|access| access != "Unnavigable")
        .collect();
    let ways = table.navigations.values().flatten();
    let mut expected: Vec<String> = ways
        .filter(|way| !way.is_list && way.is_listed)
        .map(|way| {
            let lookup = table.column(&way.lookup);
            let (creates, updates) = lookup.map_or((true, true), |lookup| {
                (lookup.is_for_create(), lookup.is_for_update())
            });
            match (creates, updates) {
                (true, true) => "",
                (true, false) => "CreateOnly<ByBind>",
                (false, true) => "UpdateOnly<ByBind>",
                (false, false) => "ReadOnly",
            }
            .to_owned()
        })
        .collect();
    actual.sort();
    expected.sort();
    let name = &table.name;
    (actual != expected).then(|| format!("{name}: {actual:?} instead of {expected:?}"))
}

fn expected_access(table: &Table, column: &Column) -> String {
    let navigations = table.navigations.values().flatten();
    let writes = |column: &Column| column.is_for_create() || column.is_for_update();
    let has = |kind: &str| {
        let mut columns = table.columns.iter();
        columns.any(|column| column.kind == kind && writes(column))
    };
    let has_both = has("State") && has("Status");
    let mut lookups = navigations.map(|navigation| &navigation.lookup);
    let access = match &*column.kind {
        "Lookup" | "Owner" | "Customer" if lookups.any(|lookup| *lookup == column.name) => "ByBind",
        "Lookup" | "Owner" | "Customer" => "ByUnknownBind",
        "PartyList" => "ByParty",
        "State" | "Status" if has_both => "ByState",
        _ if column.is_readable() => "ReadWrite",
        _ => "WriteOnly",
    };
    let creates = column.is_for_create() && !column.is_secondary_image();
    match (creates, column.is_for_update()) {
        (false, false) => "ReadOnly".to_owned(),
        (true, true) => access.to_owned(),
        _ if access == "ByUnknownBind" || access == "ByState" => access.to_owned(),
        (true, false) => format!("CreateOnly<{access}>"),
        (false, true) => format!("UpdateOnly<{access}>"),
    }
}
