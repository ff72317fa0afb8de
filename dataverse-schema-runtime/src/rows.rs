//! Collections of rows.

use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::json::{Annotations, RowsForm, rows_to_text};
use crate::projection::Collection;
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
    annotations: Annotations,
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
        self.annotations.known.next_link.as_deref()
    }

    /// Returns the URL of later changes (`@odata.deltaLink`), for a query with `track_changes`.
    ///
    /// Only the last page has one. Keep it, and request it unchanged.
    pub fn delta_link(&self) -> Option<&str> {
        self.annotations.known.delta_link.as_deref()
    }

    /// Returns the number of rows on all pages (`@odata.count`), at most 5,000.
    ///
    /// The count is present if the request asked for it with `$count=true`.
    pub fn count(&self) -> Option<i64> {
        self.annotations.known.count
    }

    /// Returns the number of rows on all pages (`totalrecordcount`), at most 5,000.
    ///
    /// Returns `None` if the request didn't ask for this annotation. Without a requested count, the
    /// service sends -1, which is `None` too.
    pub fn total_record_count(&self) -> Option<i64> {
        self.annotations.known.total.filter(|total| *total >= 0)
    }

    /// Returns true if there are more rows than are counted (`totalrecordcountlimitexceeded`).
    ///
    /// Returns `None` if the request didn't ask for this annotation.
    pub fn is_count_limit_exceeded(&self) -> Option<bool> {
        self.annotations.known.limit_exceeded
    }

    /// Returns the URL that describes the body (`@odata.context`).
    pub fn context(&self) -> Option<&str> {
        self.annotations.known.context.as_deref()
    }

    /// Sets an annotation of the collection by its full name, such as `@odata.nextLink` or
    /// `@odata.count`.
    ///
    /// # Errors
    /// Returns an error for a value of another type than the annotation has.
    pub fn set_annotation(&mut self, name: &str, value: Json) -> Result<(), serde_json::Error> {
        self.annotations.known.note(name, &value)?;
        let all = &mut self.annotations.all;
        match all.iter_mut().find(|(known, _)| **known == *name) {
            Some((_, known)) => *known = value,
            None => all.push((name.into(), value)),
        }
        Ok(())
    }

    /// Returns an annotation of the collection by its full name, for example `@odata.type`.
    pub fn annotation(&self, name: &str) -> Option<&Json> {
        let mut annotations = self.annotations.all.iter();
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
        let (rows, annotations) = P::read_collection(text)?;
        Ok(Self { rows, annotations })
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
        rows_to_text(&self.rows, &self.annotations.all)
    }
}

/// Creates the collection that a response has, for example for a test.
impl<T> From<Vec<T>> for Rows<T> {
    fn from(rows: Vec<T>) -> Self {
        Self {
            rows,
            annotations: Annotations::default(),
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
        for (name, json) in &self.annotations.all {
            map.serialize_entry(name, json)?;
        }
        map.serialize_entry("value", &RowsForm(&self.rows))?;
        map.end()
    }
}

impl<'de, P: FromRow> Deserialize<'de> for Rows<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Collection(rows, annotations) = Deserialize::deserialize(deserializer)?;
        Ok(Self { rows, annotations })
    }
}
