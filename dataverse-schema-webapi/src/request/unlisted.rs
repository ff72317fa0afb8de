use core::marker::PhantomData;

/// The functions of [`WebApi`](super::WebApi) and [`Ask`](crate::query::Ask) without regard to the messages that the page lists:
/// what environments support may differ.
#[derive(Debug)]
pub struct Unlisted<P>(PhantomData<fn() -> P>);

impl<P> Unlisted<P> {
    pub(crate) const NEW: Self = Self(PhantomData);
}

impl<P> Clone for Unlisted<P> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<P> Copy for Unlisted<P> {}

/// Functions of a trait, as they are written: the page of the table must list their message.
macro_rules! listed {
    ($($functions:tt)*) => { $($functions)* };
}

/// The same functions as those of [`Unlisted`], without their bounds.
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
