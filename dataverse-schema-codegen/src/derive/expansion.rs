use proc_macro2::{Ident, Span, TokenStream};
use syn::Type;

use crate::derive::attribute::LIST_OPTIONS;

/// The relationship that a field expands.
pub(super) struct Expansion {
    /// Its kind and name.
    pub(super) relationship: String,
    /// The options of a list, in the order of [`LIST_OPTIONS`].
    pub(super) options: [bool; LIST_OPTIONS.len()],
    pub(super) span: Span,
}

impl Expansion {
    /// Returns the kind and name of a relationship as the key of the fields that expand it.
    pub(super) fn key(kind: &str, name: Option<&TokenStream>) -> String {
        let name = name.map(ToString::to_string).unwrap_or_default();
        format!("{kind} = {}", name.trim_start_matches("r#"))
    }

    /// Returns an error if no query can fill both fields: the service returns the related rows
    /// once, by the options of the last of both.
    pub(super) fn check_with(&self, earlier: &Self) -> syn::Result<()> {
        let Self {
            relationship,
            options,
            span,
        } = self;
        // Functions may return the same order.
        let [filter, _, top] = *options;
        let [earlier_filter, _, earlier_top] = earlier.options;
        let is_same = !filter && !earlier_filter && top == earlier_top;
        if *relationship != earlier.relationship || is_same {
            return Ok(());
        }
        let message = format!(
            "conflicting options of fields with `{relationship}`: a query returns these rows only once\n  = help: use one field, and filter its rows, or a projection and a query of their own for the others"
        );
        Err(syn::Error::new(*span, message))
    }
}

/// Returns an error if the rows of a field are those of the projection with the field, whose query
/// would have no end.
pub(super) fn check_recursion(ty: &Type, projection: &Ident) -> syn::Result<()> {
    let Some(name) = innermost(ty) else {
        return Ok(());
    };
    if name != projection && name != "Self" {
        return Ok(());
    }
    let message = format!(
        "`{projection}` can't contain itself: its query would expand related rows without end\n  = help: use another projection for them, or the row type of the table"
    );
    Err(syn::Error::new(name.span(), message))
}

/// Returns the type in an `Option`, `Vec`, or `Box`, if it is a name without a path.
fn innermost(ty: &Type) -> Option<&Ident> {
    let Type::Path(path) = ty else {
        return None;
    };
    let last = path.path.segments.last()?;
    if let syn::PathArguments::AngleBracketed(arguments) = &last.arguments {
        return match arguments.args.first()? {
            syn::GenericArgument::Type(ty) => innermost(ty),
            _ => None,
        };
    }
    path.path.get_ident()
}
