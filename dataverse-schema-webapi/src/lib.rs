//! Requests to the Dataverse Web API: queries, method, path, headers and body, and what the responses say. It does no I/O; any
//! HTTP client can send them.
//!
//! Users name these items through the crate `dataverse_schema`, which re-exports them.

mod base;
mod batch;
mod error;
mod members;
mod query;
mod request;
mod response;
mod text;

pub use base::{BaseUrl, BaseUrlError};
pub use batch::{Batch, BatchError, ChangeSet, ContentId};
pub use error::ServiceError;
pub use query::{
    Aggregate, Average, Calendar, Clock, ComparableColumns, Computable, Expand, Expandable,
    Extreme, Filter, Filterable, Group, Groups, Identity, InHours, InTime, Keys, Lambda, Matches,
    OfCaller, OfChoices, OfLanguage, Order, Path, Problem, Problems, Projection, Property, Query,
    Retrieve, Selectable, Selection, Sortable, Through, ToMany, ToOne, Total, Totals, Via,
    ViaColumn, WithOptions,
};
pub use request::{
    Address, Annotation, Ask, Body, ColumnValues, IntoRequest, InvalidRow, InvalidRows, Key,
    Method, Navigate, NavigateList, NavigateRow, Request, Transfer, Unlisted, UnlistedPath, WebApi,
};
pub use response::{Answer, EntityId, Response, ResponseError};
