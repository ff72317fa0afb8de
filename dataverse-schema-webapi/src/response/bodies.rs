use dataverse_schema_runtime::value::{Id, Json};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::members::Members;

pub(super) struct Ids<T>(pub(super) Vec<Id<T>>);

impl<'de, T> Deserialize<'de> for Ids<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        member(deserializer, "Ids").map(Self)
    }
}

pub(super) struct Single(pub(super) Json);

impl<'de> Deserialize<'de> for Single {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        member(deserializer, "value").map(Self)
    }
}

pub(super) struct References(pub(super) Vec<String>);

impl<'de> Deserialize<'de> for References {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Address(String);

        impl<'de> Deserialize<'de> for Address {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                member(deserializer, "@odata.id").map(Self)
            }
        }

        // A list of addresses, or the address of one row.
        let body = Json::deserialize(deserializer)?;
        let list = body.parse::<List>().map(|List(addresses)| addresses);
        struct List(Vec<Address>);

        impl<'de> Deserialize<'de> for List {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                member(deserializer, "value").map(Self)
            }
        }

        let one = || body.parse::<Address>().map(|address| vec![address]);
        let addresses = list.or_else(|_| one());
        let addresses = addresses.map_err(serde::de::Error::custom)?;
        Ok(Self(
            addresses.into_iter().map(|Address(url)| url).collect(),
        ))
    }
}

/// One member of an object.
fn member<'de, D: serde::Deserializer<'de>, M: DeserializeOwned>(
    deserializer: D,
    name: &'static str,
) -> Result<M, D::Error> {
    use serde::de::Error as _;
    let members = Members::deserialize(deserializer)?;
    let member = members
        .get(name)
        .ok_or_else(|| D::Error::missing_field(name))?;
    let text = serde_json::from_str(member.as_str());
    text.map_err(|error| D::Error::custom(format_args!("`{name}`: {error}")))
}
