//! Collections of rows.

use core::fmt;
use core::marker::PhantomData;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::json::annotation::{CONTEXT, COUNT, LIMIT_EXCEEDED, NEXT_LINK, TOTAL};
use crate::json::{RowsForm, deserialize_rows, rows_to_text};
use crate::projection::FromRow;
use crate::table::Table;
use crate::value::Json;

/// The body of a response that holds a collection of rows: `{"@odata.context": …, "value": […], "@odata.nextLink": …}`. It is
/// read as a collection of the table's row type, or of a projection.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows<T> {
    rows: Vec<T>,
    known: Known,
    annotations: Vec<(Box<str>, Json)>,
}

/// The annotations that have a method.
#[derive(Clone, Debug, Default, PartialEq)]
struct Known {
    context: Option<Box<str>>,
    next_link: Option<Box<str>>,
    count: Option<i64>,
    total: Option<i64>,
    limit_exceeded: Option<bool>,
}

impl Known {
    fn note(&mut self, name: &str, json: &Json) -> Result<(), serde_json::Error> {
        match name {
            CONTEXT => self.context = json.parse()?,
            NEXT_LINK => self.next_link = json.parse()?,
            COUNT => self.count = json.parse()?,
            TOTAL => self.total = json.parse()?,
            LIMIT_EXCEEDED => self.limit_exceeded = json.parse()?,
            _ => {}
        }
        Ok(())
    }
}

impl<T> Rows<T> {
    /// The rows.
    pub fn as_slice(&self) -> &[T] {
        &self.rows
    }

    /// The rows.
    pub fn into_vec(self) -> Vec<T> {
        self.rows
    }

    /// The URL of the next page (`@odata.nextLink`), to be requested as it stands and with the same page size; `None` on the
    /// last page.
    pub fn next_link(&self) -> Option<&str> {
        self.known.next_link.as_deref()
    }

    /// How many rows there are on all pages (`@odata.count`), at most 5,000; present when the request asked for it by
    /// `$count=true`.
    pub fn count(&self) -> Option<i64> {
        self.known.count
    }

    /// How many rows there are on all pages (`totalrecordcount`), at most 5,000; `None` when the request didn't ask for a count,
    /// which the service says by -1, or for this annotation.
    pub fn total_record_count(&self) -> Option<i64> {
        self.known.total.filter(|total| *total >= 0)
    }

    /// Whether there are more rows than are counted (`totalrecordcountlimitexceeded`); present when the request asked for this
    /// annotation.
    pub fn is_count_limit_exceeded(&self) -> Option<bool> {
        self.known.limit_exceeded
    }

    /// The URL that says what the body is made of (`@odata.context`).
    pub fn context(&self) -> Option<&str> {
        self.known.context.as_deref()
    }

    /// An annotation of the collection by its full name, for example `@odata.deltaLink`.
    pub fn annotation(&self, name: &str) -> Option<&Json> {
        let mut annotations = self.annotations.iter();
        annotations.find_map(|(n, json)| (**n == *name).then_some(json))
    }
}

impl<T: Table> Rows<T> {
    /// The collection as the Web API's JSON, the same text as that of `serde_json::to_string`, made in less time.
    ///
    /// # Errors
    /// When a Double column holds an infinity or no number, which JSON can't carry.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        rows_to_text(&self.rows, &self.annotations)
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
                let mut known = Known::default();
                let mut annotations: Vec<(Box<str>, Json)> = Vec::new();
                while let Some(name) = map.next_key::<Box<str>>()? {
                    let duplicate = || {
                        let table = P::Row::info().logical_name;
                        A::Error::custom(format_args!(
                            "duplicate `{name}` in the collection of rows of table `{table}`"
                        ))
                    };
                    if &*name == "value" {
                        if rows.is_some() {
                            return Err(duplicate());
                        }
                        rows = Some(map.next_value()?);
                        continue;
                    }
                    let json = map.next_value()?;
                    if annotations.iter().any(|(known, _)| *known == name) {
                        return Err(duplicate());
                    }
                    known
                        .note(&name, &json)
                        .map_err(|error| A::Error::custom(format_args!("`{name}`: {error}")))?;
                    annotations.push((name, json));
                }
                let ReadRows(rows) = rows.ok_or_else(|| {
                    let error = annotations.iter().find(|(name, _)| &**name == "error");
                    match error {
                        Some((_, error)) => A::Error::custom(format_args!(
                            "expected a collection, found an error: {error}"
                        )),
                        None => A::Error::custom(
                            "missing list `value` of a collection (deserialize a single row as the row type)",
                        ),
                    }
                })?;
                Ok(Rows {
                    rows,
                    known,
                    annotations,
                })
            }
        }

        deserializer.deserialize_map(RowsVisitor(PhantomData))
    }
}

/// The list of rows in a collection.
struct ReadRows<P>(Vec<P>);

impl<'de, P: FromRow> Deserialize<'de> for ReadRows<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_rows(deserializer, P::from_row).map(Self)
    }
}
