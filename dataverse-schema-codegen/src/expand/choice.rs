use dataverse_schema_pages::check::{CheckedColumn, Limits};
use dataverse_schema_pages::model::ChoiceOption;

use crate::expand::code::template;
use crate::expand::{Code, Include, Named, docs};

/// The enums of a table's choices.
pub(super) fn choices(include: &Include<'_>, named: &Named<'_>) -> Code {
    let Named { table, names, .. } = named;
    let mut code = Code::default();
    for (index, column) in table.columns.iter().enumerate() {
        if let (Limits::Choice { options }, Some(name)) = (&column.limits, &names.types[index]) {
            if let Some(path) = include.shared_choice(named, index) {
                code.add(format_args!("pub use {path} as {name};"));
                continue;
            }
            let variants = &names.variants[index];
            let choice = choice(named, column, named.places[index], name, options, variants);
            code.add(format_args!("{choice}"));
        }
    }
    if let Some((state, status)) = named.state_and_status()
        && let (Some(state), Some(status)) = (&names.types[state], &names.types[status])
    {
        let states = template! {
            impl __rt::StateChoice for #state {
                type Status = #status;
            }
            impl __rt::StatusChoice for #status {
                type State = #state;
            }
        };
        code.add(format_args!("{states}"));
    }
    code
}

fn choice(
    named: &Named<'_>,
    column: &CheckedColumn<'_>,
    place: usize,
    name: &str,
    options: &[ChoiceOption],
    variants: &[String],
) -> Code {
    let doc = named.doc(|level| docs::choice(column, level));
    let mut declarations = Code::default();
    let mut from_value = Code::default();
    let mut to_value = Code::default();
    for (option, variant) in options.iter().zip(variants) {
        let value = option.value.value;
        let doc = named.doc(|level| docs::option(option, level));
        declarations.add(format_args!("{doc} {variant},"));
        from_value.add(format_args!("{value} => Self::{variant},"));
        to_value.add(format_args!("Self::{variant} => {value},"));
    }
    template! {
        #doc
        pub enum #name {
            #declarations
            /// A value that the page doesn't list.
            Unknown(i32),
        }
        impl __rt::Choice for #name {
            #[inline]
            fn from_value(value: i32) -> Self {
                match value {
                    #from_value
                    _ => Self::Unknown(value),
                }
            }
            #[inline]
            fn value(self) -> i32 {
                match self {
                    #to_value
                    Self::Unknown(value) => value,
                }
            }
            #[inline]
            fn choice() -> &'static __rt::ChoiceInfo {
                TABLE.choice(#place)
            }
        }
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
                __rt::Choice::value(*self) == __rt::Choice::value(*other)
            }
        }
        impl __rt::Eq for #name {}
        impl __rt::Hash for #name {
            fn hash<H: __rt::Hasher>(&self, state: &mut H) {
                state.write_i32(__rt::Choice::value(*self));
            }
        }
        impl __rt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut __rt::Formatter<'_>) -> __rt::FmtResult {
                __rt::debug_choice(*self, f)
            }
        }
    }
}
