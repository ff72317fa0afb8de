use crate::expand::code::{Code, template};

/// The number of fields of a type among which the compiler looks for a name like a misspelled one.
///
/// It looks also among those of the types to which the type dereferences.
pub(super) const SEARCHED: usize = 100;

/// Writes the impl by which a type dereferences to another one.
pub(super) fn deref(from: &str, to: &str, reference: &Code) -> Code {
    template! {
        #[doc(hidden)]
        impl __rt::Deref for #from {
            type Target = #to;
            #[inline]
            fn deref(&self) -> &#to {
                #reference
            }
        }
    }
}
