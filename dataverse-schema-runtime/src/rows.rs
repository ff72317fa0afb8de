//! Collections of rows.

use core::fmt;
use core::marker::PhantomData;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::info::{ColumnKind, TableInfo};
use crate::json::annotation::{CONTEXT, COUNT, DELTA_LINK, LIMIT_EXCEEDED, NEXT_LINK, TOTAL};
use crate::json::{RowsForm, from_text, read_value, rows_to_text};
use crate::projection::FromRow;
use crate::table::Table;
use crate::value::Json;

/// The body of a response that holds a collection of rows.
///
/// The body has the form `{"@odata.context": …, "value": […], "@odata.nextLink": …}`. Its rows
/// deserialize as the table's row type or as a projection.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows<T> {
    rows: Vec<T>,
    known: Known,
    annotations: Vec<(Box<str>, Json)>,
}

/// The annotations that have a getter.
#[derive(Clone, Debug, Default, PartialEq)]
struct Known {
    context: Option<Box<str>>,
    next_link: Option<Box<str>>,
    delta_link: Option<Box<str>>,
    count: Option<i64>,
    total: Option<i64>,
    limit_exceeded: Option<bool>,
}

/// Counts are 64-bit numbers like those of columns, which `IEEE754Compatible=true` turns into text.
const COUNTED: ColumnKind = ColumnKind::BigInt {
    min: i64::MIN,
    max: i64::MAX,
};

impl Known {
    fn note(&mut self, name: &str, json: &Json) -> Result<(), serde_json::Error> {
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

impl<T> Rows<T> {
    /// Returns the rows as a slice.
    pub fn as_slice(&self) -> &[T] {
        &self.rows
    }

    /// Converts the collection into a vector of its rows.
    pub fn into_vec(self) -> Vec<T> {
        self.rows
    }

    /// Returns the URL of the next page (`@odata.nextLink`).
    ///
    /// Request it unchanged, with the same page size. The last page has none.
    pub fn next_link(&self) -> Option<&str> {
        self.known.next_link.as_deref()
    }

    /// Returns the URL of later changes (`@odata.deltaLink`), for a query with `track_changes`.
    ///
    /// Only the last page has one. Keep it, and request it unchanged.
    pub fn delta_link(&self) -> Option<&str> {
        self.known.delta_link.as_deref()
    }

    /// Returns the number of rows on all pages (`@odata.count`), at most 5,000.
    ///
    /// The count is present if the request asked for it with `$count=true`.
    pub fn count(&self) -> Option<i64> {
        self.known.count
    }

    /// Returns the number of rows on all pages (`totalrecordcount`), at most 5,000.
    ///
    /// Returns `None` if the request didn't ask for this annotation. Without a requested count, the
    /// service sends -1, which is `None` too.
    pub fn total_record_count(&self) -> Option<i64> {
        self.known.total.filter(|total| *total >= 0)
    }

    /// Returns true if there are more rows than are counted (`totalrecordcountlimitexceeded`).
    ///
    /// Returns `None` if the request didn't ask for this annotation.
    pub fn is_count_limit_exceeded(&self) -> Option<bool> {
        self.known.limit_exceeded
    }

    /// Returns the URL that describes the body (`@odata.context`).
    pub fn context(&self) -> Option<&str> {
        self.known.context.as_deref()
    }

    /// Sets an annotation of the collection by its full name, such as `@odata.nextLink` or
    /// `@odata.count`.
    ///
    /// # Errors
    /// Returns an error for a value of another type than the annotation has.
    pub fn set_annotation(&mut self, name: &str, value: Json) -> Result<(), serde_json::Error> {
        self.known.note(name, &value)?;
        match self
            .annotations
            .iter_mut()
            .find(|(known, _)| **known == *name)
        {
            Some((_, known)) => *known = value,
            None => self.annotations.push((name.into(), value)),
        }
        Ok(())
    }

    /// Returns an annotation of the collection by its full name, for example `@odata.type`.
    pub fn annotation(&self, name: &str) -> Option<&Json> {
        let mut annotations = self.annotations.iter();
        annotations.find_map(|(n, json)| (**n == *name).then_some(json))
    }
}

impl<P: FromRow> Rows<P> {
    /// Reads a collection from the body of a response.
    ///
    /// The result is that of `serde_json::from_str`, but this method is faster.
    ///
    /// # Errors
    /// Returns an error if the text isn't JSON, or not that of a collection of such rows.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        from_text(text)
    }
}

impl<T: Table> Rows<T> {
    /// Returns the collection as the Web API's JSON.
    ///
    /// The text is that of `serde_json::to_string`, but this method is faster.
    ///
    /// # Errors
    /// Returns an error if a Double column holds an infinity or NaN, which JSON can't represent.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        rows_to_text(&self.rows, &self.annotations)
    }
}

/// Creates the collection that a response has, for example for a test.
impl<T> From<Vec<T>> for Rows<T> {
    fn from(rows: Vec<T>) -> Self {
        Self {
            rows,
            known: Known::default(),
            annotations: Vec::new(),
        }
    }
}

impl<T> FromIterator<T> for Rows<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        Vec::from_iter(rows).into()
    }
}

impl<T> core::ops::Deref for Rows<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.rows
    }
}

impl<'a, T> IntoIterator for &'a Rows<T> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

impl<T> IntoIterator for Rows<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.into_iter()
    }
}

impl<T: Table> Serialize for Rows<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, json) in &self.annotations {
            map.serialize_entry(name, json)?;
        }
        map.serialize_entry("value", &RowsForm(&self.rows))?;
        map.end()
    }
}

impl<'de, P: FromRow> Deserialize<'de> for Rows<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RowsVisitor<P>(PhantomData<P>);

        impl<'de, P: FromRow> Visitor<'de> for RowsVisitor<P> {
            type Value = Rows<P>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let table = P::Row::info().logical_name;
                write!(
                    f,
                    "a collection of rows of `{table}`: an object with a list `value`"
                )
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Rows<P>, A::Error> {
                let mut rows = None;
                let mut annotations = Annotations::new(P::Row::info());
                while let Some(name) = map.next_key::<Box<str>>()? {
                    if &*name != "value" {
                        let json = map.next_value()?;
                        annotations.add(name, json).map_err(A::Error::custom)?;
                    } else if rows.is_none() {
                        rows = Some(map.next_value()?);
                    } else {
                        return Err(A::Error::custom(annotations.duplicate(&name)));
                    }
                }
                match rows {
                    Some(ReadRows(rows)) => Ok(Rows {
                        rows,
                        known: annotations.known,
                        annotations: annotations.all,
                    }),
                    None => Err(A::Error::custom(annotations.missing_list())),
                }
            }
        }

        deserializer.deserialize_map(RowsVisitor(PhantomData))
    }
}

/// Everything in a collection except its rows. It is compiled once, not for each table.
struct Annotations {
    table: &'static TableInfo,
    known: Known,
    all: Vec<(Box<str>, Json)>,
}

impl Annotations {
    fn new(table: &'static TableInfo) -> Self {
        Self {
            table,
            known: Known::default(),
            all: Vec::new(),
        }
    }

    /// Adds an annotation. Returns the message of an error.
    fn add(&mut self, name: Box<str>, json: Json) -> Result<(), String> {
        if self.all.iter().any(|(known, _)| *known == name) {
            return Err(self.duplicate(&name));
        }
        let noted = self.known.note(&name, &json);
        noted.map_err(|error| format!("`{name}`: {error}"))?;
        self.all.push((name, json));
        Ok(())
    }

    fn duplicate(&self, name: &str) -> String {
        let table = self.table.logical_name;
        format!("duplicate `{name}` in the collection of rows of table `{table}`")
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

/// The list of rows in a collection.
struct ReadRows<P>(Vec<P>);

impl<'de, P: FromRow> Deserialize<'de> for ReadRows<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        P::deserialize_list(deserializer).map(Self)
    }
}
