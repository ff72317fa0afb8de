use crate::expand::code::{Code, template};

/// Writes impls of std's traits for an enum that is `Copy`. `eq` and `hash` are functions of the
/// runtime.
///
/// They cost the compiler less than derives.
pub(super) fn copy_impls(name: &str, eq: &str, hash: &str) -> Code {
    template! {
        impl __rt::Copy for #name {}
        impl __rt::Clone for #name {
            #[inline]
            fn clone(&self) -> Self {
                *self
            }
        }
        impl __rt::PartialEq for #name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                __rt::#eq(*self, *other)
            }
        }
        impl __rt::Eq for #name {}
        impl __rt::Hash for #name {
            fn hash<H: __rt::Hasher>(&self, state: &mut H) {
                __rt::#hash(*self, state);
            }
        }
    }
}
