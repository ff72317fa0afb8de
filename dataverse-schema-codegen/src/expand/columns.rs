use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::check::{Access, Column};
use crate::expand::docs::Doc;
use crate::expand::row::{Scope, value_type};
use crate::expand::{Include, Named};

/// The struct of typed columns, the function that gives it, and the sets of targets.
pub(super) fn columns(include: &Include<'_>, named: &Named<'_>) -> TokenStream {
    let Named { table, names, .. } = named;
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
        target_set(
            include,
            &table.columns[*index],
            names.types[*index].as_ref()?,
        )
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

fn target_set(include: &Include<'_>, column: &Column<'_>, set: &Ident) -> Option<TokenStream> {
    let targets = column.targets();
    if !column.r#type.is_lookup() {
        return None;
    }
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
