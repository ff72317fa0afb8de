use core::fmt::{self, Display};
use core::marker::PhantomData;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::choice::Choice;
use super::choices::Choices;
use super::wire::{deserialize_choice, serialize_choice};

/// A field of a serde struct that holds options of a choice.
///
/// It is the enum of a choice, an `Option` or `Vec` of it, or [`Choices`].
#[diagnostic::on_unimplemented(
    message = "a field of type `{Self}` holds no options of a choice",
    label = "expected the enum of a choice, or an `Option`, a `Vec`, or `Choices` of it",
    note = "dates, ids, and lookups implement serde's traits: remove `with` from the field"
)]
pub trait ChoiceField: Sized {
    #[doc(hidden)]
    fn serialize_as<F: ChoiceForm, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    #[doc(hidden)]
    fn deserialize_as<'de, F: ChoiceForm, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error>;
}

/// A form of one option.
#[doc(hidden)]
pub trait ChoiceForm {
    fn serialize<C: Choice, S: Serializer>(choice: C, serializer: S) -> Result<S::Ok, S::Error>;

    fn deserialize<'de, C: Choice, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error>;
}

/// One option in the form `F`.
struct Formed<C, F> {
    choice: C,
    form: PhantomData<F>,
}

impl<C, F> Formed<C, F> {
    fn new(choice: C) -> Self {
        Self {
            choice,
            form: PhantomData,
        }
    }
}

impl<C: Choice, F: ChoiceForm> Serialize for Formed<C, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        F::serialize(self.choice, serializer)
    }
}

impl<'de, C: Choice, F: ChoiceForm> Deserialize<'de> for Formed<C, F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        F::deserialize(deserializer).map(Self::new)
    }
}

#[diagnostic::do_not_recommend]
impl<C: Choice> ChoiceField for C {
    fn serialize_as<F: ChoiceForm, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        F::serialize(*self, serializer)
    }

    fn deserialize_as<'de, F: ChoiceForm, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        F::deserialize(deserializer)
    }
}

impl<C: Choice> ChoiceField for Option<C> {
    fn serialize_as<F: ChoiceForm, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.map(Formed::<C, F>::new).serialize(serializer)
    }

    fn deserialize_as<'de, F: ChoiceForm, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        let option = Option::<Formed<C, F>>::deserialize(deserializer)?;
        Ok(option.map(|formed| formed.choice))
    }
}

impl<C: Choice> ChoiceField for Vec<C> {
    fn serialize_as<F: ChoiceForm, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().copied().map(Formed::<C, F>::new))
    }

    fn deserialize_as<'de, F: ChoiceForm, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        let list = Vec::<Formed<C, F>>::deserialize(deserializer)?;
        Ok(list.into_iter().map(|formed| formed.choice).collect())
    }
}

impl<C: Choice> ChoiceField for Choices<C> {
    fn serialize_as<F: ChoiceForm, S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Formed::<C, F>::new))
    }

    fn deserialize_as<'de, F: ChoiceForm, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        Vec::deserialize_as::<F, D>(deserializer).map(Self::new)
    }
}

/// Options by value, in the form of the Web API.
pub(super) struct ByValue;

impl ChoiceForm for ByValue {
    fn serialize<C: Choice, S: Serializer>(choice: C, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_choice(choice, serializer)
    }

    fn deserialize<'de, C: Choice, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
        deserialize_choice(deserializer)
    }
}

/// Options by label; those without a label of their own by value.
pub(super) struct ByLabel;

impl ChoiceForm for ByLabel {
    fn serialize<C: Choice, S: Serializer>(choice: C, serializer: S) -> Result<S::Ok, S::Error> {
        match choice.label() {
            Some(label) if C::choice().only_option(label).is_some() => {
                serializer.serialize_str(label)
            }
            _ => serialize_choice(choice, serializer),
        }
    }

    fn deserialize<'de, C: Choice, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
        deserializer.deserialize_any(LabelVisitor(PhantomData))
    }
}

/// A visitor of the label or the value of an option.
struct LabelVisitor<C>(PhantomData<fn() -> C>);

impl<C: Choice> Visitor<'_> for LabelVisitor<C> {
    type Value = C;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the label or the value of an option")
    }

    fn visit_str<E: Error>(self, label: &str) -> Result<C, E> {
        let option = C::choice().option_by_label(label).map_err(E::custom)?;
        Ok(C::from_value(option.value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<C, E> {
        let value = i32::try_from(value).map_err(|_| out_of_range(value))?;
        Ok(C::from_value(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<C, E> {
        let value = i32::try_from(value).map_err(|_| out_of_range(value))?;
        Ok(C::from_value(value))
    }
}

fn out_of_range<E: Error>(value: impl Display) -> E {
    E::custom(format_args!(
        "expected the value of an option, a 32-bit integer, found {value}"
    ))
}
