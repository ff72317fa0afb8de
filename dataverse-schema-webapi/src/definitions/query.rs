use core::marker::PhantomData;

use dataverse_schema_runtime::internal::push_quoted;

use super::member::Definition;
use crate::request::{Method, Request, push_query_option};

/// A query for definitions that are read as `D`.
///
/// [`Response::definitions`](crate::response::Response::definitions) reads the response, and
/// [`Response::definition`](crate::response::Response::definition) that of a single one.
#[derive(Clone, Debug)]
#[must_use]
pub struct DefinitionQuery<D> {
    path: String,
    select: Vec<&'static str>,
    expand: Vec<String>,
    filter: Vec<String>,
    r#type: PhantomData<fn() -> D>,
}

impl<D: Definition> DefinitionQuery<D> {
    pub(super) fn new(path: String) -> Self {
        Self {
            path,
            select: D::SELECT.to_vec(),
            expand: Vec::new(),
            filter: Vec::new(),
            r#type: PhantomData,
        }
    }

    /// Adds the key of the last segment.
    pub(super) fn keyed(mut self, name: &str, value: &str) -> Self {
        self.path.push('(');
        self.path.push_str(name);
        self.path.push('=');
        push_quoted(&mut self.path, value);
        self.path.push(')');
        self
    }

    /// Adds a segment.
    pub(super) fn then(mut self, segment: &str) -> Self {
        self.path.push('/');
        self.path.push_str(segment);
        self
    }

    /// Narrows the definitions to those of a type.
    pub(super) fn cast(self, r#type: &str) -> Self {
        self.then(&format!("Microsoft.Dynamics.CRM.{type}"))
    }

    pub(super) fn select(mut self, properties: &[&'static str]) -> Self {
        self.select.extend(properties);
        self
    }

    pub(super) fn with_all_properties(mut self) -> Self {
        self.select.clear();
        self
    }

    pub(super) fn expand<E: Definition>(mut self, property: &str) -> Self {
        let expansion = format!("{property}($select={})", E::SELECT.join(","));
        self.expand.push(expansion);
        self
    }

    /// Expands a property of which nothing can be selected.
    pub(super) fn expand_whole(mut self, property: &str) -> Self {
        self.expand.push(property.to_owned());
        self
    }

    /// Filters the definitions by a condition of OData, which isn't checked, such as
    /// `IsCustomEntity eq true`. The conditions of several calls are combined with `and`.
    ///
    /// The service compares properties only with `eq` and `ne`, combined by `and` and `or`. Enums
    /// have their full names: `OwnershipType eq Microsoft.Dynamics.CRM.OwnershipTypes'UserOwned'`.
    pub fn filter(mut self, condition: &str) -> Self {
        self.filter.push(condition.to_owned());
        self
    }

    /// Returns the request.
    pub fn to_request(&self) -> Request {
        let mut url = self.path.clone();
        let mut push = |option: &str, values: &[String], separator: &str| {
            if !values.is_empty() {
                url.push(if url.contains('?') { '&' } else { '?' });
                url.push_str(option);
                url.push_str(&values.join(separator));
            }
        };
        let select: Vec<String> = self.select.iter().map(|name| (*name).to_owned()).collect();
        push("$select=", &select, ",");
        push("$expand=", &self.expand, ",");
        let filter = match self.filter.as_slice() {
            [only] => only.clone(),
            all => {
                let all: Vec<String> = all.iter().map(|one| format!("({one})")).collect();
                all.join(" and ")
            }
        };
        if !filter.is_empty() {
            push_query_option(&mut url, "$filter", &filter);
        }
        Request::new(Method::Get, url)
    }
}
