//! Names in generated code.

use std::path::Path;

use syn::{Fields, Item, ItemMod, ItemStruct, Type};

use tables::Result;

/// A table in the expansion.
pub(crate) struct Ours {
    pub(crate) module: String,
    pub(crate) row: String,
    /// The names and types of the row's columns.
    fields: Vec<(String, String)>,
    /// A String column that can be set.
    pub(crate) text: Option<String>,
}

/// Returns the tables of the pages in a crate's folder `schemas`, in the order of the file names.
pub(crate) fn tables(folder: &Path) -> Result<Vec<Ours>> {
    let input = "[::dataverse_schema] \"*.md\"".parse();
    let input = input.map_err(|error| format!("the macro's input: {error}"))?;
    let expansion: syn::File =
        syn::parse2(dataverse_schema_codegen::include_schema(input, folder))?;
    let tables = expansion.items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.ident != "tables" => table(module),
        _ => None,
    });
    Ok(tables.collect())
}

impl Ours {
    /// Returns a field of the row as source, or `None` if it is named unlike the column.
    pub(crate) fn field(&self, logical_name: &str) -> Option<String> {
        let letters = |name: &str| name.replace('_', "");
        let mut fields = self.fields.iter();
        let field = fields.find(|(name, _)| letters(name) == letters(logical_name));
        field.map(|(name, of)| format!("pub {name}: {of}"))
    }
}

fn table(module: &ItemMod) -> Option<Ours> {
    let row = structs(module).next()?;
    let columns_of_row = row.fields.iter().filter_map(|field| {
        let of = &field.ty;
        let of = quote::quote!(#of).to_string();
        Some((field.ident.as_ref()?.to_string(), of))
    });
    let parts = items(module).iter().find_map(|item| match item {
        Item::Mod(parts) => Some(parts),
        _ => None,
    })?;
    let columns = structs(parts).find(|item| item.ident == "Columns")?;
    let Fields::Named(fields) = &columns.fields else {
        return None;
    };
    let text = fields
        .named
        .iter()
        .find(|field| is_settable_text(&field.ty));
    Some(Ours {
        module: module.ident.to_string(),
        row: row.ident.to_string(),
        fields: columns_of_row.collect(),
        text: text.and_then(|field| Some(field.ident.as_ref()?.to_string())),
    })
}

fn items(module: &ItemMod) -> &[Item] {
    module.content.as_ref().map_or(&[], |(_, items)| items)
}

fn structs(module: &ItemMod) -> impl Iterator<Item = &ItemStruct> {
    items(module).iter().filter_map(|item| match item {
        Item::Struct(item) => Some(item),
        _ => None,
    })
}

/// `__rt::Column<super::Row, __rt::String, __rt::ReadWrite>`
fn is_settable_text(of: &Type) -> bool {
    let of = quote::quote!(#of).to_string();
    of.ends_with("__rt :: String , __rt :: ReadWrite >")
}
