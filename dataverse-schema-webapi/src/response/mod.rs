//! What responses say.

mod batch;
mod entity_id;
mod error;
mod service_error;

use std::collections::BTreeMap;

use dataverse_schema_runtime::__rt::read_column;
use dataverse_schema_runtime::{Column, ColumnValue, FromRow, Id, Json, Readable, Rows, Table};
use serde::Deserialize;
use serde::de::DeserializeOwned;

pub use self::batch::Answer;
pub use self::entity_id::EntityId;
pub use self::error::ResponseError;
pub use self::service_error::ServiceError;
use crate::members::Members;
use crate::query::{Aggregate, Groups, Keys, Totals};

/// A response of the Web API, as an HTTP client has received it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    /// A response with this status, these headers and this body.
    pub fn new<N: Into<String>, V: Into<String>>(
        status: u16,
        headers: impl IntoIterator<Item = (N, V)>,
        body: impl Into<Vec<u8>>,
    ) -> Self {
        let headers = headers.into_iter();
        Self {
            status,
            headers: headers
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
            body: body.into(),
        }
    }

    /// A header, whose name is compared without regard to case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find_map(|(known, value)| known.eq_ignore_ascii_case(name).then_some(&**value))
    }

    /// The same response, if the request succeeded.
    ///
    /// # Errors
    /// What the service says of a request that it refused.
    pub fn success(&self) -> Result<&Self, ResponseError> {
        if (200..300).contains(&self.status) {
            return Ok(self);
        }
        let status = self.status;
        Err(match serde_json::from_slice::<ServiceError>(&self.body) {
            Ok(error) => ResponseError::Refused {
                status,
                error,
                retry_after: self
                    .header("Retry-After")
                    .and_then(|text| text.parse().ok()),
            },
            Err(_) => ResponseError::Status {
                status,
                body: String::from_utf8_lossy(&self.body).into_owned(),
            },
        })
    }

    fn decode<D: DeserializeOwned>(&self) -> Result<D, ResponseError> {
        let body = &self.success()?.body;
        serde_json::from_slice(body).map_err(ResponseError::Body)
    }

    /// The rows, and what comes beside them: the link to the next page, the count.
    ///
    /// # Errors
    /// What the service says of a request that it refused, or what is wrong with the body.
    pub fn rows<P: FromRow>(&self) -> Result<Rows<P>, ResponseError> {
        self.decode()
    }

    /// The groups of an aggregate.
    ///
    /// # Errors
    /// What the service says of a request that it refused, or what is wrong with the body.
    pub fn groups<T: Table, K: Keys<T>, V: Totals<T>>(
        &self,
        aggregate: &Aggregate<T, K, V>,
    ) -> Result<Groups<K::Values, V::Values>, ResponseError> {
        let groups = aggregate.read(&self.success()?.body);
        groups.map_err(ResponseError::Body)
    }

    /// The row.
    ///
    /// # Errors
    /// What the service says of a request that it refused, or what is wrong with the body.
    pub fn row<P: FromRow>(&self) -> Result<P, ResponseError> {
        let body = &self.success()?.body;
        let mut deserializer = serde_json::Deserializer::from_slice(body);
        let row = dataverse_schema_runtime::__rt::deserialize_projection(&mut deserializer)
            .and_then(|row| deserializer.end().map(|()| row));
        row.map_err(ResponseError::Body)
    }

    /// Whether the row is the one that the request knows (304).
    pub fn is_not_modified(&self) -> bool {
        self.status == 304
    }

    /// Which row was written (`OData-EntityId`).
    ///
    /// # Errors
    /// What the service says of a request that it refused, or that it doesn't say which row it was: where the response carries
    /// the row itself, [`row`](Self::row) has its id.
    pub fn entity_id<T: Table>(&self) -> Result<EntityId<T>, ResponseError> {
        let header = self.success()?.header("OData-EntityId");
        let url = header.ok_or(ResponseError::Header("OData-EntityId"))?;
        EntityId::of(url).ok_or_else(|| ResponseError::EntityId(url.to_owned()))
    }

    /// The ids of the rows that `CreateMultiple` has made.
    ///
    /// # Errors
    /// What the service says of a request that it refused, or what is wrong with the body.
    pub fn ids<T>(&self) -> Result<Vec<Id<T>>, ResponseError> {
        let ids: Ids<T> = self.decode()?;
        Ok(ids.0)
    }

    /// A single value; `None` where the column is null.
    ///
    /// # Errors
    /// What the service says of a request that it refused, or what is wrong with the body.
    pub fn value<T: Table, V: ColumnValue, A: Readable>(
        &self,
        column: Column<T, V, A>,
    ) -> Result<Option<V>, ResponseError> {
        if self.success()?.body.is_empty() {
            return Ok(None);
        }
        let Single(value) = self.decode()?;
        let row = Json::new(&BTreeMap::from([(column.info().property, value)]));
        row.and_then(|row| read_column(&row, column))
            .map_err(ResponseError::Body)
    }

    /// A number of rows (`$count`), which comes as text after a byte order mark.
    ///
    /// # Errors
    /// What the service says of a request that it refused, or that the body is no number.
    pub fn count(&self) -> Result<u64, ResponseError> {
        let text = String::from_utf8_lossy(&self.success()?.body);
        let number = text.trim_start_matches('\u{feff}').trim();
        let count = number.parse();
        count.map_err(|_| ResponseError::Count(text.clone().into_owned()))
    }

    /// The addresses of related rows (`$ref`).
    ///
    /// # Errors
    /// What the service says of a request that it refused, or what is wrong with the body.
    pub fn references(&self) -> Result<Vec<String>, ResponseError> {
        let References(references) = self.decode()?;
        Ok(references)
    }

    /// The content of a file.
    ///
    /// # Errors
    /// What the service says of a request that it refused.
    pub fn content(&self) -> Result<&[u8], ResponseError> {
        Ok(&self.success()?.body)
    }

    /// How many bytes of a file go into one part (`x-ms-chunk-size`).
    pub fn chunk_size(&self) -> Option<u64> {
        self.header("x-ms-chunk-size")?.parse().ok()
    }

    /// How many bytes a file has that comes in parts (`x-ms-file-size`).
    pub fn file_size(&self) -> Option<u64> {
        self.header("x-ms-file-size")?.parse().ok()
    }

    /// Where the parts of a file go (`Location`).
    pub fn location(&self) -> Option<&str> {
        self.header("Location")
    }

    /// The answers to the requests of a batch, in their order. Without
    /// [`continue_on_error`](crate::batch::Batch::continue_on_error) the last one is the request that failed.
    ///
    /// # Errors
    /// What the service says of a batch that it refused, or what is wrong with the body.
    pub fn batch(&self) -> Result<Vec<Answer>, ResponseError> {
        batch::read(self)
    }
}

struct Ids<T>(Vec<Id<T>>);

impl<'de, T> Deserialize<'de> for Ids<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        member(deserializer, "Ids").map(Self)
    }
}

struct Single(Json);

impl<'de> Deserialize<'de> for Single {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        member(deserializer, "value").map(Self)
    }
}

struct References(Vec<String>);

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
