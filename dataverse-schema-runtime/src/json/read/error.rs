use core::fmt::{self, Display};

use serde::de::Error;

use crate::info::TableInfo;
use crate::value::byte_count::ByteCount;

/// Returns an error in the value of a property.
pub(super) fn property_error<E: Error>(
    table: &TableInfo,
    property: impl Display,
    error: impl Display,
) -> E {
    let table = table.logical_name;
    E::custom(format_args!(
        "`{property}` of table `{table}`: {}",
        Shortened(&error.to_string())
    ))
}

/// Returns an error that concerns the row as a whole.
pub(super) fn row_error<E: Error>(table: &TableInfo, error: impl Display) -> E {
    let table = table.logical_name;
    E::custom(format_args!("row of table `{table}`: {error}"))
}

pub(super) fn duplicate_error<E: Error>(table: &TableInfo, property: impl Display) -> E {
    property_error(table, property, "duplicate property")
}

/// A message whose middle is elided if it is too long to read.
///
/// Some messages repeat a whole value. The location is at the end, so it is kept.
pub struct Shortened<'a>(pub &'a str);

const START: usize = 400;
const END: usize = 100;

impl Display for Shortened<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0;
        if text.len() <= START + END {
            return f.write_str(text);
        }
        let is_boundary = |index: &usize| text.is_char_boundary(*index);
        let start = (0..=START).rev().find(is_boundary).unwrap_or(0);
        let mut ends = text.len() - END..text.len();
        let end = ends.find(is_boundary).unwrap_or(text.len());
        let left_out = ByteCount(end - start);
        write!(f, "{}… ({left_out}) …{}", &text[..start], &text[end..])
    }
}
