use crate::expand::code::{Code, template};
use crate::expand::docs;
use crate::plan::EnumPlan;

/// Writes the type of an enum type, with a constant for each member.
pub(super) fn enum_type(plan: &EnumPlan<'_>) -> Code {
    let name = &plan.name;
    let doc = docs::enum_type(plan.model);
    let text = format!("{:?}", plan.model.name.value);
    let mut constants = Code::default();
    let mut members = Code::default();
    for (member, constant) in plan.model.members.iter().zip(&plan.members) {
        let doc = docs::member(member);
        let (name, value) = (&member.name.value, member.value.value);
        constants.add(format_args!(
            "{doc} pub const {constant}: Self = Self(__rt::Members::new({name:?}));"
        ));
        members.add(format_args!("({name:?}, {value}),"));
    }
    let has_flags = plan.model.facts.is_flags.as_ref();
    let (is_flags, flags) = if has_flags.is_some_and(|fact| fact.value) {
        (template! { const IS_FLAGS: bool = true; }, flags(name))
    } else {
        (Code::default(), Code::default())
    };
    let conversions = conversions(name);
    template! {
        #doc
        #[derive(__rt::Clone, __rt::Debug, __rt::PartialEq)]
        pub struct #name(__rt::Members);
        impl #name {
            #constants
        }
        impl __rt::EnumType for #name {
            const NAME: &'static str = #text;
            const MEMBERS: &'static [(&'static str, i64)] = &[#members];
            #is_flags
            #[inline]
            fn from_members(members: __rt::Members) -> Self {
                Self(members)
            }
            #[inline]
            fn members(&self) -> &__rt::Members {
                &self.0
            }
        }
        #flags
        #conversions
    }
}

/// Writes how members are combined.
fn flags(name: &str) -> Code {
    template! {
        impl #name {
            /// Returns true if the value has all members of another one.
            #[inline]
            pub fn contains(&self, other: &Self) -> bool {
                self.0.contains(&other.0)
            }
        }
        /// Combines the members of both.
        impl __rt::BitOr for #name {
            type Output = Self;
            #[inline]
            fn bitor(self, other: Self) -> Self {
                Self(self.0.with(&other.0))
            }
        }
    }
}

/// Writes how members are sent and read.
fn conversions(name: &str) -> Code {
    template! {
        impl __rt::IntoArgument for #name {
            #[inline]
            fn to_argument(&self) -> __rt::Argument {
                __rt::enum_argument(self)
            }
        }
        impl __rt::FromResult for #name {
            #[inline]
            fn from_json(json: &__rt::Json) -> __rt::Result<Self, __rt::JsonError> {
                __rt::read_enum(json)
            }
        }
    }
}
