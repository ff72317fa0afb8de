use dataverse_schema_runtime::value::Json;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::request::body::Body;
use crate::request::method::Method;
use crate::request::request::Request;

/// The parameters of an action. Rows keep the digits of their numbers.
pub(super) struct Parameters(Vec<(&'static str, Json)>);

impl Parameters {
    pub(super) fn new() -> Self {
        Self(Vec::new())
    }

    pub(super) fn with(mut self, name: &'static str, value: &impl Serialize) -> Self {
        let value = Json::new(value).expect("text, numbers, lists, and checked rows serialize");
        self.0.push((name, value));
        self
    }

    /// Returns the request that calls an unbound action.
    pub(super) fn action(self, name: &str) -> Request {
        let body = Json::new(&self).expect("the parameters were serialized before");
        Request::new(Method::Post, name).with_body(Body::Json(body))
    }
}

impl Serialize for Parameters {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
