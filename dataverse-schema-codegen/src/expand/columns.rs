use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::check::{Access, Column, Kind};
use crate::expand::docs::Doc;
use crate::expand::row::{Scope, value_type};
use crate::expand::{Include, Named};
use crate::names::pascal;

impl Column<'_> {
    /// The tables that a lookup may point to, each once.
    pub(super) fn targets(&self) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        match &self.kind {
            Kind::Targets { targets } => targets
                .iter()
                .map(String::as_str)
                .filter(|target| seen.insert(*target))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The type that stands for the set of a lookup's targets.
    pub(super) fn target_set(&self) -> Ident {
        format_ident!("{}Targets", pascal(&self.model.schema_name.value))
    }
}

/// The struct of typed columns, the function that gives it, and the sets of targets.
pub(super) fn columns(include: &Include<'_>, named: &Named<'_>) -> TokenStream {
    let Named { table, names } = named;
    let row = &names.row;
    let places = named.places();
    let columns: Vec<_> = (0..table.columns.len())
        .filter_map(|index| Some((index, names.fields[index].as_ref()?)))
        .collect();
    let fields = columns.iter().map(|(index, name)| {
        let column = &table.columns[*index];
        let doc = Doc::line(format!("The column `{}`.", column.logical_name));
        let value = value_type(include, named, *index, Scope::Parts);
        let access = match column.access {
            Access::ReadWrite => quote!(ReadWrite),
            Access::ReadOnly => quote!(ReadOnly),
            Access::WriteOnly => quote!(WriteOnly),
            Access::ByBind => quote!(ByBind),
            Access::ByState => quote!(ByState),
        };
        quote!(#doc pub #name: __rt::Column<super::#row, #value, __rt::#access>,)
    });
    let values = columns.iter().map(|(index, name)| {
        let place = Literal::usize_unsuffixed(places[*index]);
        quote!(#name: __rt::Column { __index: #place, __type: __rt::PhantomData },)
    });
    let sets = columns.iter().filter_map(|(index, _)| {
        let column = &table.columns[*index];
        target_set(include, column)
    });
    quote! {
        /// The columns.
        pub struct Columns {
            #(#fields)*
        }
        impl super::#row {
            /// The columns as values: to set, check, and look up their limits.
            pub const fn columns() -> Columns {
                Columns {
                    #(#values)*
                }
            }
        }
        #(#sets)*
    }
}

fn target_set(include: &Include<'_>, column: &Column<'_>) -> Option<TokenStream> {
    let targets = column.targets();
    if !column.r#type.is_lookup() || targets.len() == 1 {
        return None;
    }
    let set = column.target_set();
    let doc = Doc::line(format!(
        "The tables that `{}` may point to.",
        column.logical_name
    ));
    let accepted = targets.iter().map(|target| {
        let table = include.table(target);
        quote!(impl __rt::Accepts<#table> for #set {})
    });
    Some(quote! {
        #doc
        pub enum #set {}
        #(#accepted)*
    })
}
