use core::ops::Deref;
use std::collections::BTreeMap;

use dataverse_schema_runtime::info::TableInfo;
use dataverse_schema_runtime::internal::deserialize_projection;
use dataverse_schema_runtime::projection::{
    FromRelatedRow, FromRow, ProjectionError, RelatedField,
};
use dataverse_schema_runtime::row::{Extras, Row};
use dataverse_schema_runtime::table::Table;
use dataverse_schema_runtime::value::Json;

/// A row, read as `P`, with the rows that a query linked to it.
///
/// `L` is a tuple with a row for each link, or with an `Option` for a link that may have none.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Joined<P, L> {
    /// The row.
    pub row: P,
    /// The linked rows, in the order of the links.
    pub linked: L,
}

impl<P, L> Deref for Joined<P, L> {
    type Target = P;

    fn deref(&self) -> &P {
        &self.row
    }
}

impl<P: FromRow, L: LinkedRows> FromRow for Joined<P, L> {
    type Row = P::Row;

    fn from_row(row: P::Row) -> Result<Self, ProjectionError> {
        let linked = L::read(row.extras())?;
        Ok(Self {
            row: P::from_row(row)?,
            linked,
        })
    }
}

/// The linked rows of a row: a tuple, which is empty without links.
pub trait LinkedRows: Sized {
    /// A row of type `P` with these linked rows.
    type Joined<P>;

    #[doc(hidden)]
    fn read(extras: &Extras) -> Result<Self, ProjectionError>;
}

impl LinkedRows for () {
    type Joined<P> = P;

    fn read(_: &Extras) -> Result<Self, ProjectionError> {
        Ok(())
    }
}

type RowOf<F> = <<F as RelatedField>::Projection as FromRow>::Row;

macro_rules! tuples {
    ($($name:ident $number:literal),*) => {
        impl<$($name: FromRelatedRow<RowOf<$name>>),*> LinkedRows for ($($name,)*) {
            type Joined<P> = Joined<P, Self>;

            fn read(extras: &Extras) -> Result<Self, ProjectionError> {
                Ok(($(read_linked::<$name>($number, extras)?,)*))
            }
        }
    };
}
tuples! { A 1 }
tuples! { A 1, B 2 }
tuples! { A 1, B 2, C 3 }
tuples! { A 1, B 2, C 3, D 4 }
tuples! { A 1, B 2, C 3, D 4, E 5 }
tuples! { A 1, B 2, C 3, D 4, E 5, F 6 }
tuples! { A 1, B 2, C 3, D 4, E 5, F 6, G 7 }
tuples! { A 1, B 2, C 3, D 4, E 5, F 6, G 7, H 8 }

/// Returns the alias of the link with this number among the links of a row. Links of the linked
/// rows have the alias of their link in front.
pub(super) fn alias(parent: &str, number: usize) -> String {
    if parent.is_empty() {
        format!("l{number}")
    } else {
        format!("{parent}_{number}")
    }
}

/// Reads the row of the link with this number, by the alias in front of its properties.
fn read_linked<F: FromRelatedRow<RowOf<F>>>(
    number: usize,
    extras: &Extras,
) -> Result<F, ProjectionError> {
    let alias = alias("", number);
    let table = RowOf::<F>::info();
    let mut row: BTreeMap<String, &Json> = BTreeMap::new();
    for (name, json) in extras.properties() {
        if let Some(name) = name
            .strip_prefix(&alias)
            .and_then(|rest| own_name(table, rest))
        {
            row.insert(name, json);
        }
    }
    // A row must be there if it is linked by `inner` or `first_match`, and only the former has its
    // key under the alias.
    let must_be_there = F::from_related(None).is_none();
    if must_be_there && !row.contains_key(table.primary_id) {
        row.extend(first_match(table, extras));
    }
    let error = |error| ProjectionError::Linked {
        table,
        alias: alias.clone(),
        error,
    };
    let linked = if row.values().all(|json| json.as_str() == "null") {
        None
    } else {
        let json = Json::new(&row).map_err(error)?;
        let mut deserializer = serde_json::Deserializer::from_str(json.as_str());
        Some(deserialize_projection::<F::Projection, _>(&mut deserializer).map_err(error)?)
    };
    F::from_related(linked).ok_or_else(|| ProjectionError::NoLinked {
        table,
        alias: alias.clone(),
    })
}

/// Returns the properties of a row that was linked by `matchfirstrowusingcrossapply`, if its primary
/// key is among them. They have the schema names of their columns, without an alias.
fn first_match<'e>(table: &TableInfo, extras: &'e Extras) -> BTreeMap<String, &'e Json> {
    let properties = extras.properties().filter_map(|(name, json)| {
        let (schema_name, annotation) = split_annotation(name);
        let mut columns = table.columns.iter();
        let column = columns.find(|column| column.schema_name == schema_name)?;
        Some((format!("{}{annotation}", column.property), json))
    });
    let row: BTreeMap<String, &Json> = properties.collect();
    if row.contains_key(table.primary_id) {
        row
    } else {
        BTreeMap::new()
    }
}

fn split_annotation(name: &str) -> (&str, &str) {
    name.find('@').map_or((name, ""), |at| name.split_at(at))
}

/// Returns the name that a property has in the linked row: that of its column, or, for a row that
/// is linked in turn, the alias without that of the link before it.
fn own_name(table: &TableInfo, rest: &str) -> Option<String> {
    // Older versions of the service encode the point.
    if let Some(name) = rest
        .strip_prefix('.')
        .or_else(|| rest.strip_prefix("_x002e_"))
    {
        let (column, annotation) = split_annotation(name);
        let property = table
            .column(column)
            .map_or(column, |column| column.property);
        return Some(format!("{property}{annotation}"));
    }
    let rest = rest.strip_prefix('_')?;
    rest.starts_with(|c: char| c.is_ascii_digit())
        .then(|| format!("l{rest}"))
}
