use dataverse_schema_runtime::value::Json;

use crate::fields::Fields;

/// A type that holds a definition.
pub trait Definition: Sized {
    /// The properties to select.
    #[doc(hidden)]
    const SELECT: &'static [&'static str];

    #[doc(hidden)]
    fn read(fields: &Fields) -> Result<Self, serde_json::Error>;
}

/// A value of a property of a definition.
pub(super) trait Member: Sized {
    fn read(json: &Json) -> Result<Self, serde_json::Error>;

    /// Returns the value of a property that the response doesn't contain.
    fn absent() -> Option<Self> {
        None
    }
}

macro_rules! plain {
    ($($type:ty)*) => {
        $(impl Member for $type {
            fn read(json: &Json) -> Result<Self, serde_json::Error> {
                json.parse()
            }
        })*
    };
}
plain! { String bool i32 i64 f64 }

impl<M: Member> Member for Option<M> {
    fn read(json: &Json) -> Result<Self, serde_json::Error> {
        if json.as_str() == "null" {
            return Ok(None);
        }
        M::read(json).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<M: Member> Member for Vec<M> {
    fn read(json: &Json) -> Result<Self, serde_json::Error> {
        let items: Vec<Json> = json.parse()?;
        items.iter().map(M::read).collect()
    }
}

/// The value of a managed property (`{"Value": …, "CanBeChanged": …}`).
struct Managed<M>(Option<M>);

impl<M: Member> Member for Managed<M> {
    fn read(json: &Json) -> Result<Self, serde_json::Error> {
        let fields: Fields = json.parse()?;
        member(&fields, "Value").map(Self)
    }
}

/// Reads a managed property.
pub(super) fn managed<M: Member>(
    fields: &Fields,
    name: &'static str,
) -> Result<Option<M>, serde_json::Error> {
    let value: Option<Managed<M>> = member(fields, name)?;
    Ok(value.and_then(|Managed(value)| value))
}

/// Reads a property.
pub(super) fn member<M: Member>(
    fields: &Fields,
    name: &'static str,
) -> Result<M, serde_json::Error> {
    match fields.get(name) {
        Some(json) => M::read(json).map_err(|error| crate::fields::field_error(name, &error)),
        None => M::absent().ok_or_else(|| serde::de::Error::missing_field(name)),
    }
}
