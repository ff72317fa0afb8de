//! Types of a user's own that hold some of a row.

use core::fmt::{self, Display};
use core::marker::PhantomData;

use crate::row::{expanded, formatted, with_slots_mut};
use crate::value::Place;
use crate::{
    Column, ColumnInfo, ColumnValue, Expanded, Extras, Json, Lookup, Reference, Related,
    RelatedError, Relationship, Slot, Table, TableInfo, Uuid, Value,
};

/// What can be made of a row: the row itself, or a type of yours that holds some of its columns and related rows.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a row nor a projection",
    note = "derive it: `#[derive(Projection)] #[projection(table = path::of::TheTable)]`"
)]
pub trait FromRow: Sized {
    /// The row type of the table.
    type Row: Table;

    /// Takes what it holds from a row.
    ///
    /// # Errors
    /// Where a value is missing that must be there, or related rows can't be decoded.
    fn from_row(row: Self::Row) -> Result<Self, ProjectionError>;
}

impl<T: Table> FromRow for T {
    type Row = T;

    fn from_row(row: T) -> Result<T, ProjectionError> {
        Ok(row)
    }
}

/// A row that can't be made into a projection.
#[derive(Debug)]
#[non_exhaustive]
pub enum ProjectionError {
    /// A column has no value, and the field has no place for that.
    NoValue {
        /// The table.
        table: &'static TableInfo,
        /// The column.
        column: &'static ColumnInfo,
        /// Whether it came as null, rather than not at all.
        is_null: bool,
    },
    /// There is no related row, and the field has no place for that.
    NoRelated {
        /// The table.
        table: &'static TableInfo,
        /// The name of the navigation property.
        navigation_property: &'static str,
        /// Whether it came as null, rather than not at all.
        is_null: bool,
    },
    /// What came over a relationship can't be decoded.
    Related(RelatedError),
}

impl Display for ProjectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, name, is_null) = match self {
            Self::NoValue {
                table,
                column,
                is_null,
            } => (table, column.property, is_null),
            Self::NoRelated {
                table,
                navigation_property,
                is_null,
            } => (table, *navigation_property, is_null),
            Self::Related(error) => return error.fmt(f),
        };
        let what = if *is_null { "is null" } else { "didn't come" };
        write!(
            f,
            "`{name}` of table `{}` {what}, and its field is no `Option`",
            table.logical_name
        )
    }
}

impl core::error::Error for ProjectionError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Related(error) => Some(error),
            _ => None,
        }
    }
}

/// Field types for a column that holds a `V`: `V`, where the column always has a value, or else `Option<V>`; for lookups also
/// [`Reference`] in place of `V`.
#[diagnostic::on_unimplemented(
    message = "a field of type `{Self}` can't hold this column",
    label = "the column holds `{V}`: the field is `Option<{V}>`, or `{V}` where there always is a value"
)]
pub trait FromColumn<V>: Sized {
    /// The field's value; `None` where the column has no value, and the field must have one.
    fn from_column(value: Option<V>) -> Option<Self>;
}

impl<V> FromColumn<V> for V {
    fn from_column(value: Option<V>) -> Option<V> {
        value
    }
}

impl<V> FromColumn<V> for Option<V> {
    fn from_column(value: Option<V>) -> Option<Option<V>> {
        Some(value)
    }
}

/// A lookup whatever its targets.
#[diagnostic::do_not_recommend]
impl<S> FromColumn<Lookup<S>> for Reference {
    fn from_column(value: Option<Lookup<S>>) -> Option<Reference> {
        value.map(Lookup::into_reference)
    }
}

#[diagnostic::do_not_recommend]
impl<S> FromColumn<Lookup<S>> for Option<Reference> {
    fn from_column(value: Option<Lookup<S>>) -> Option<Option<Reference>> {
        Some(value.map(Lookup::into_reference))
    }
}

/// Types of fields that hold related rows.
pub trait RelatedField {
    /// What each row is made into.
    type Projection: FromRow;
}

impl<P: FromRow> RelatedField for P {
    type Projection = P;
}

impl<P: FromRow> RelatedField for Option<P> {
    type Projection = P;
}

impl<P: FromRow> RelatedField for Vec<P> {
    type Projection = P;
}

/// Field types for what a relationship to one row leads to: a projection, where there always is a row, or else an `Option` of it.
#[diagnostic::on_unimplemented(
    message = "a field of type `{Self}` can't hold what this relationship leads to",
    label = "the relationship leads to at most one row of `{T}`: the field is `Option<P>`, or `P` where there always is one",
    note = "`P` is `{T}` itself or a projection of it; several rows come over `one_to_many` and `many_to_many`, into a `Vec<P>`"
)]
pub trait FromRelatedRow<T>: RelatedField + Sized {
    /// The field's value; `None` where there is no row, and the field must have one.
    fn from_related(related: Option<Self::Projection>) -> Option<Self>;
}

#[diagnostic::do_not_recommend]
impl<T: Table, P: FromRow<Row = T>> FromRelatedRow<T> for P {
    fn from_related(related: Option<P>) -> Option<P> {
        related
    }
}

impl<T: Table, P: FromRow<Row = T>> FromRelatedRow<T> for Option<P> {
    fn from_related(related: Option<P>) -> Option<Option<P>> {
        Some(related)
    }
}

/// Field types for what a relationship to a list of rows leads to: `Vec<P>`.
#[diagnostic::on_unimplemented(
    message = "a field of type `{Self}` can't hold what this relationship leads to",
    label = "the relationship leads to a list of rows of `{T}`: the field is `Vec<P>`",
    note = "`P` is `{T}` itself or a projection of it; a single row comes over `many_to_one`"
)]
pub trait FromRelatedRows<T>: RelatedField + Sized {
    /// The field's value.
    fn from_related(rows: Vec<Self::Projection>) -> Self;
}

impl<T: Table, P: FromRow<Row = T>> FromRelatedRows<T> for Vec<P> {
    fn from_related(rows: Vec<P>) -> Vec<P> {
        rows
    }
}

/// A row out of which values are taken.
pub struct Taken<'r, 's, T> {
    slots: &'r mut [&'s mut dyn Slot],
    extras: &'r Extras,
    table: PhantomData<fn() -> T>,
}

/// What comes of taking a row apart.
pub fn take_from<T: Table, P>(
    mut row: T,
    take: impl FnOnce(&mut Taken<'_, '_, T>) -> Result<P, ProjectionError>,
) -> Result<P, ProjectionError> {
    with_slots_mut(&mut row, |slots, extras| {
        take(&mut Taken {
            slots,
            extras,
            table: PhantomData,
        })
    })
}

/// Takes a column's value.
pub fn take_column<T: Table, V: ColumnValue, A, F: FromColumn<V>>(
    row: &mut Taken<'_, '_, T>,
    column: Column<T, V, A>,
) -> Result<F, ProjectionError> {
    let value = take(&mut *row.slots[usize::from(column.index())]);
    made(row, column, value)
}

/// Takes a column's value that is taken once more.
pub fn copy_column<T: Table, V: ColumnValue, A, F: FromColumn<V>>(
    row: &Taken<'_, '_, T>,
    column: Column<T, V, A>,
) -> Result<F, ProjectionError> {
    let value = row.slots[usize::from(column.index())].get();
    made(row, column, value.map(Value::into_owned))
}

fn made<T: Table, V: ColumnValue, A, F: FromColumn<V>>(
    row: &Taken<'_, '_, T>,
    column: Column<T, V, A>,
    value: Option<Value<'static>>,
) -> Result<F, ProjectionError> {
    F::from_column(value.and_then(V::from_value)).ok_or_else(|| ProjectionError::NoValue {
        table: T::info(),
        column: column.info(),
        is_null: row.extras.is_null(column.index().into()),
    })
}

fn take(slot: &mut dyn Slot) -> Option<Value<'static>> {
    slot.get()?;
    Some(match slot.place() {
        Place::Text(text) => Value::Text(std::mem::take(text)?.into()),
        Place::Lookup(reference) => {
            let reference = std::mem::replace(reference, Reference::new(Uuid::nil()));
            Value::Lookup(std::borrow::Cow::Owned(reference))
        }
        Place::Other => slot.get()?.into_owned(),
    })
}

/// The formatted value of a column.
pub fn take_formatted<T: Table, V, A>(
    row: &Taken<'_, '_, T>,
    column: Column<T, V, A>,
) -> Option<String> {
    let place = usize::from(column.index());
    let value = || row.slots.get(place)?.get();
    formatted(column.info(), place, value, row.extras).map(str::to_owned)
}

/// The etag of a row.
pub fn take_etag<T>(row: &Taken<'_, '_, T>) -> Option<String> {
    row.extras.etag().map(str::to_owned)
}

/// Takes what was expanded over a relationship to one row.
pub fn take_related_row<R, T, F>(
    row: &Taken<'_, '_, R::From>,
    relationship: R,
) -> Result<F, ProjectionError>
where
    R: Relationship<To = T> + Expanded<Found = T>,
    T: Table,
    F: FromRelatedRow<T>,
    F::Projection: FromRow<Row = T>,
{
    let related = expanded(row.extras, relationship.info());
    let is_null = related == Related::Null;
    let projection = match related.present() {
        Some(json) => Some(project(relationship, parse(relationship, json)?)?),
        None => None,
    };
    F::from_related(projection).ok_or_else(|| ProjectionError::NoRelated {
        table: R::From::info(),
        navigation_property: relationship.info().navigation_property,
        is_null,
    })
}

/// Takes what was expanded over a relationship to a list of rows.
pub fn take_related_rows<R, T, F>(
    row: &Taken<'_, '_, R::From>,
    relationship: R,
) -> Result<F, ProjectionError>
where
    R: Relationship<To = T> + Expanded<Found = Vec<T>>,
    T: Table,
    F: FromRelatedRows<T>,
    F::Projection: FromRow<Row = T>,
{
    let rows = match expanded(row.extras, relationship.info()).present() {
        Some(json) => parse(relationship, json)?,
        None => Vec::new(),
    };
    let rows = rows.into_iter().map(|row| project(relationship, row));
    Ok(F::from_related(rows.collect::<Result<_, _>>()?))
}

fn parse<R: Expanded>(relationship: R, json: &Json) -> Result<R::Found, ProjectionError> {
    let found = R::decode(json);
    found.map_err(|error| ProjectionError::Related(RelatedError::new(relationship.info(), error)))
}

fn project<P: FromRow>(relationship: impl Relationship, row: P::Row) -> Result<P, ProjectionError> {
    P::from_row(row).map_err(|error| {
        let error = serde::de::Error::custom(error);
        ProjectionError::Related(RelatedError::new(relationship.info(), error))
    })
}
