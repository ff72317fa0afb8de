use core::fmt::{self, Display};

use serde::de::Error;

use crate::info::TableInfo;

/// An error in the value of a property.
pub(super) fn in_property<E: Error>(
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

/// An error between the properties.
pub(super) fn in_row<E: Error>(table: &TableInfo, error: impl Display) -> E {
    let table = table.logical_name;
    E::custom(format_args!("row of table `{table}`: {error}"))
}

pub(super) fn twice<E: Error>(table: &TableInfo, property: impl Display) -> E {
    in_property(table, property, "duplicate property")
}

/// A message without the midst of what is too long to be read: some repeat a whole value. The place stands at the end.
pub struct Shortened<'a>(pub &'a str);

const START: usize = 400;
const END: usize = 100;

impl Display for Shortened<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0;
        if text.len() <= START + END {
            return f.write_str(text);
        }
        let is_boundary = |place: &usize| text.is_char_boundary(*place);
        let start = (0..=START).rev().find(is_boundary).unwrap_or(0);
        let mut ends = text.len() - END..text.len();
        let end = ends.find(is_boundary).unwrap_or(text.len());
        let left_out = end - start;
        write!(
            f,
            "{}… ({left_out} bytes) …{}",
            &text[..start],
            &text[end..]
        )
    }
}
