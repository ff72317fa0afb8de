use std::collections::BTreeMap;

use dataverse_schema_runtime::internal::{deserialize_projection, read_column};
use dataverse_schema_runtime::projection::FromRow;
use dataverse_schema_runtime::row::ColumnValue;
use dataverse_schema_runtime::rows::Rows;
use dataverse_schema_runtime::table::{Column, Readable, Table};
use dataverse_schema_runtime::value::{Id, Json};
use serde::de::DeserializeOwned;

use super::bodies::{Ids, References, Single};
use super::entity_id::EntityId;
use super::response_error::ResponseError;
use super::service_error::ServiceError;
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
        let row = deserialize_projection(&mut deserializer)
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
}
