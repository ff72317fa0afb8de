use core::marker::PhantomData;

/// The functions of [`Queryable`](crate::query::Queryable) and [`Writable`](super::Writable), also
/// for messages that the page doesn't list.
///
/// An environment may support messages that the documentation leaves out.
#[derive(Debug)]
pub struct UnlistedMessages<P>(PhantomData<fn() -> P>);

impl<P> UnlistedMessages<P> {
    pub(crate) const NEW: Self = Self(PhantomData);
}

impl<P> Clone for UnlistedMessages<P> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<P> Copy for UnlistedMessages<P> {}

/// Expands to functions of a trait as they are written, with their bounds on listed messages.
macro_rules! listed {
    ($($functions:tt)*) => { $($functions)* };
}

/// Expands to the same functions as methods of [`UnlistedMessages`], without their bounds.
macro_rules! unlisted {
    ($(
        $(#[$doc:meta])*
        fn $name:ident($($argument:ident: $type:ty),* $(,)?) -> $result:ty
        where $($bounded:ty: $bound:path),+ $body:block
    )*) => {
        $($(#[$doc])*
        pub fn $name(self, $($argument: $type),*) -> $result $body)*
    };
}

pub(crate) use {listed, unlisted};
