use serde::de::value::BorrowedBytesDeserializer;
use serde::de::{DeserializeSeed, EnumAccess, Error as _, VariantAccess, Visitor};
use serde_json::Error;

use super::scanner::{Scanner, unexpected};

/// The newtype name of a key that its visitor may expect, for which
/// [`Scanner`] passes on the text at the key.
///
/// Other deserializers treat it as an ordinary newtype.
pub(crate) const KEY_TOKEN: &str = "$dataverse_schema::Key";

/// A key in the form of an enum.
///
/// The variant is the text from the key on, without the first quote. If the key is the expected
/// one, the value is a tuple of the length of its name, or else a newtype of the name.
pub(super) struct ExpectedKey<'d, 'de>(pub(super) &'d mut Scanner<'de>);

impl<'de> EnumAccess<'de> for ExpectedKey<'_, 'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Error> {
        let rest = self.0.rest_of_quoted().ok_or_else(unexpected)?;
        let rest = seed.deserialize(BorrowedBytesDeserializer::new(rest))?;
        Ok((rest, self))
    }
}

impl<'de> VariantAccess<'de> for ExpectedKey<'_, 'de> {
    type Error = Error;

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Error> {
        self.0.skip_quoted(length);
        visitor.visit_unit()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(self.0)
    }

    fn unit_variant(self) -> Result<(), Error> {
        Err(Error::custom(NO_VARIANT))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        Err(Error::custom(NO_VARIANT))
    }
}

const NO_VARIANT: &str = "a key is a newtype or a tuple";
