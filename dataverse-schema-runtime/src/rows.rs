use core::fmt;
use core::marker::PhantomData;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::read::ReadAll;
use crate::write::Written;
use crate::{Json, Table};

/// The body of a response that holds a collection of rows: `{"@odata.context": …, "value": […], "@odata.nextLink": …}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows<T> {
    rows: Vec<T>,
    annotations: Vec<(Box<str>, Json)>,
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

    /// The URL of the next page (`@odata.nextLink`), to be requested as it stands; `None` on the last page.
    pub fn next_link(&self) -> Option<String> {
        self.annotation("@odata.nextLink")?.parse().ok()
    }

    /// How many rows there are in all (`@odata.count`), at most 5,000; present when the request asked for it.
    pub fn count(&self) -> Option<i64> {
        self.annotation("@odata.count")?.parse().ok()
    }

    /// An annotation of the collection by its full name, for example `@odata.context`.
    pub fn annotation(&self, name: &str) -> Option<&Json> {
        let mut annotations = self.annotations.iter();
        annotations.find_map(|(n, json)| (**n == *name).then_some(json))
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
        map.serialize_entry("value", &Written(&self.rows))?;
        map.end()
    }
}

impl<'de, T: Table> Deserialize<'de> for Rows<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RowsVisitor<T>(PhantomData<T>);

        impl<'de, T: Table> Visitor<'de> for RowsVisitor<T> {
            type Value = Rows<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let table = T::info().logical_name;
                write!(
                    f,
                    "a collection of rows of `{table}`: an object with a list `value`"
                )
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Rows<T>, A::Error> {
                let mut rows = None;
                let mut annotations = Vec::new();
                while let Some(name) = map.next_key::<String>()? {
                    if name == "value" {
                        rows = Some(map.next_value()?);
                    } else {
                        annotations.push((name.into(), map.next_value()?));
                    }
                }
                let ReadAll(rows) = rows.ok_or_else(|| {
                    A::Error::custom(
                        "no list `value`: not the body of a collection (a single row is decoded as the row type, an error has `error`)",
                    )
                })?;
                Ok(Rows { rows, annotations })
            }
        }

        deserializer.deserialize_map(RowsVisitor(PhantomData))
    }
}
