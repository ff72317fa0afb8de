//! Names in generated code.

use std::collections::BTreeMap;

/// Returns the logical name of the table whose module has these items.
pub fn table_name(items: &[syn::Item]) -> Option<String> {
    let text = description(items)?;
    let line = text.lines().find_map(|line| line.strip_prefix("table\t"))?;
    line.split('\t').next().map(str::to_owned)
}

/// Returns the logical names of the columns by their fields.
pub fn column_names(items: &[syn::Item]) -> BTreeMap<String, String> {
    let text = description(items).unwrap_or_default();
    let lines = text
        .lines()
        .filter_map(|line| line.strip_prefix("column\t"));
    let names: Vec<&str> = lines.filter_map(|line| line.split('\t').next()).collect();
    let modules = items.iter().filter_map(|item| match item {
        syn::Item::Mod(module) if module.ident == "table" => module.content.as_ref(),
        _ => None,
    });
    let functions = modules.flat_map(|(_, items)| items).filter_map(columns);
    let fields = functions.flat_map(|list| &list.fields).filter_map(|field| {
        let syn::Member::Named(name) = &field.member else {
            return None;
        };
        let name_of_column = names.get(index(&field.expr)?)?;
        Some((name.to_string(), (*name_of_column).to_owned()))
    });
    fields.collect()
}

/// Returns the description of the table, which lists its columns in the order of their indexes.
fn description(items: &[syn::Item]) -> Option<String> {
    items.iter().find_map(|item| match item {
        syn::Item::Const(text) if text.ident == "TEXT" => match &*text.expr {
            syn::Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(text),
                ..
            }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    })
}

/// Returns the value of the function `columns`, if the item implements it.
fn columns(item: &syn::Item) -> Option<&syn::ExprStruct> {
    let syn::Item::Impl(block) = item else {
        return None;
    };
    block.items.iter().find_map(|item| match item {
        syn::ImplItem::Fn(function) if function.sig.ident == "columns" => {
            match function.block.stmts.first()? {
                syn::Stmt::Expr(syn::Expr::Struct(list), _) => Some(list),
                _ => None,
            }
        }
        _ => None,
    })
}

/// Returns the index in `column(7)`.
fn index(column: &syn::Expr) -> Option<usize> {
    let syn::Expr::Call(call) = column else {
        return None;
    };
    match call.args.first()? {
        syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Int(index),
            ..
        }) => index.base10_parse().ok(),
        _ => None,
    }
}
