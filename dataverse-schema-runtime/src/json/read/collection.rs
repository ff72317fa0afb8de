use core::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, Visitor};

use super::value::read_value;
use crate::info::{ColumnKind, TableInfo};
use crate::json::annotation::{CONTEXT, COUNT, DELTA_LINK, LIMIT_EXCEEDED, NEXT_LINK, TOTAL};
use crate::value::Json;

/// Everything in a collection of rows except the rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotations {
    pub(crate) known: Known,
    pub(crate) all: Vec<(Box<str>, Json)>,
}

/// The annotations that have a getter.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Known {
    pub(crate) context: Option<Box<str>>,
    pub(crate) next_link: Option<Box<str>>,
    pub(crate) delta_link: Option<Box<str>>,
    pub(crate) count: Option<i64>,
    pub(crate) total: Option<i64>,
    pub(crate) limit_exceeded: Option<bool>,
}

/// Counts are 64-bit numbers like those of columns, which `IEEE754Compatible=true` turns into text.
const COUNTED: ColumnKind = ColumnKind::BigInt {
    min: i64::MIN,
    max: i64::MAX,
};

impl Known {
    pub(crate) fn note(&mut self, name: &str, json: &Json) -> Result<(), serde_json::Error> {
        match name {
            CONTEXT => self.context = json.parse()?,
            NEXT_LINK => self.next_link = json.parse()?,
            DELTA_LINK => self.delta_link = json.parse()?,
            COUNT => self.count = read_value(&COUNTED, json)?,
            TOTAL => self.total = read_value(&COUNTED, json)?,
            LIMIT_EXCEEDED => self.limit_exceeded = json.parse()?,
            _ => {}
        }
        Ok(())
    }
}

impl Annotations {
    /// Adds an annotation of a body. Returns the message of an error.
    fn add(&mut self, table: &TableInfo, name: Box<str>, json: Json) -> Result<(), String> {
        if self.all.iter().any(|(known, _)| *known == name) {
            return Err(duplicate(table, &name));
        }
        let noted = self.known.note(&name, &json);
        noted.map_err(|error| format!("`{name}`: {error}"))?;
        self.all.push((name, json));
        Ok(())
    }

    fn missing_list(&self) -> String {
        match self.all.iter().find(|(name, _)| &**name == "error") {
            Some((_, error)) => format!("expected a collection, found an error: {error}"),
            None => {
                "missing list `value` of a collection (deserialize a single row as the row type)"
                    .to_owned()
            }
        }
    }
}

fn duplicate(table: &TableInfo, name: &str) -> String {
    let table = table.logical_name;
    format!("duplicate `{name}` in the collection of rows of table `{table}`")
}

/// Reads a collection, and its list by a seed.
pub(crate) struct CollectionVisitor<S> {
    table: &'static TableInfo,
    list: Option<S>,
}

impl<S> CollectionVisitor<S> {
    pub(crate) fn new(table: &'static TableInfo, list: S) -> Self {
        Self {
            table,
            list: Some(list),
        }
    }
}

impl<'de, S: DeserializeSeed<'de>> Visitor<'de> for CollectionVisitor<S> {
    type Value = (S::Value, Annotations);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = self.table.logical_name;
        write!(
            f,
            "a collection of rows of `{table}`: an object with a list `value`"
        )
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut rows = None;
        let mut annotations = Annotations::default();
        while let Some(name) = map.next_key::<Box<str>>()? {
            if &*name != "value" {
                let added = annotations.add(self.table, name, map.next_value()?);
                added.map_err(A::Error::custom)?;
            } else if let Some(list) = self.list.take() {
                rows = Some(map.next_value_seed(list)?);
            } else {
                return Err(A::Error::custom(duplicate(self.table, &name)));
            }
        }
        match rows {
            Some(rows) => Ok((rows, annotations)),
            None => Err(A::Error::custom(annotations.missing_list())),
        }
    }
}
