use core::marker::PhantomData;

use uuid::Uuid;

use super::field::{FromColumn, FromRelatedRow, FromRelatedRows, RelatedField};
use super::from_row::{FromRow, ProjectionError, SameRow};
use crate::related::{Expanded, Related, RelatedError, expanded};
use crate::row::{ColumnValue, Extras, Slot, Storage, formatted, with_slots_mut};
use crate::table::{Column, Relationship, Table};
use crate::value::{Json, Reference, Value};

/// A row whose values are taken.
pub struct Taken<'r, 's, T> {
    slots: &'r mut [&'s mut dyn Slot],
    extras: &'r Extras,
    table: PhantomData<fn() -> T>,
}

/// Calls `take` with the row and returns its result.
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
    let slot = row.slots.get_mut(usize::from(column.index()));
    let value = slot.and_then(|slot| take(&mut **slot));
    to_field(row, column, value)
}

/// Copies a column's value, so that it can be taken again later.
pub fn copy_column<T: Table, V: ColumnValue, A, F: FromColumn<V>>(
    row: &Taken<'_, '_, T>,
    column: Column<T, V, A>,
) -> Result<F, ProjectionError> {
    let slot = row.slots.get(usize::from(column.index()));
    let value = slot.and_then(|slot| slot.get());
    to_field(row, column, value.map(Value::into_owned))
}

fn to_field<T: Table, V: ColumnValue, A, F: FromColumn<V>>(
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
    Some(match slot.storage_mut() {
        Storage::Text(text) => Value::Text(std::mem::take(text)?.into()),
        Storage::Lookup(reference) => {
            let reference = std::mem::replace(reference, Reference::new(Uuid::nil()));
            Value::Lookup(std::borrow::Cow::Owned(reference))
        }
        Storage::Other => slot.get()?.into_owned(),
    })
}

/// Returns a column's formatted value.
pub fn take_formatted<T: Table, V, A>(
    row: &Taken<'_, '_, T>,
    column: Column<T, V, A>,
) -> Option<String> {
    let index = usize::from(column.index());
    let value = || row.slots.get(index)?.get();
    formatted(column.info(), index, value, row.extras).map(str::to_owned)
}

/// Returns the row's etag.
pub fn take_etag<T>(row: &Taken<'_, '_, T>) -> Option<String> {
    row.extras.etag().map(str::to_owned)
}

/// Returns the properties of the row whose text was changed when it was read.
pub fn take_lossy_properties<T>(row: &Taken<'_, '_, T>) -> Vec<String> {
    let properties = row.extras.lossy_properties();
    properties.map(str::to_owned).collect()
}

/// Returns the field of a relationship to one row.
pub fn take_related_row<R, T, F>(
    row: &Taken<'_, '_, R::From>,
    relationship: R,
) -> Result<F, ProjectionError>
where
    R: Relationship<To = T> + Expanded<Found = T>,
    T: Table,
    F: FromRelatedRow<T>,
    RowOf<F>: SameRow<T>,
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

/// Returns the field of a relationship to a list of rows.
pub fn take_related_rows<R, T, F>(
    row: &Taken<'_, '_, R::From>,
    relationship: R,
) -> Result<F, ProjectionError>
where
    R: Relationship<To = T> + Expanded<Found = Vec<T>>,
    T: Table,
    F: FromRelatedRows<T>,
    RowOf<F>: SameRow<T>,
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

/// The row type of the projection that a field holds.
type RowOf<F> = <<F as RelatedField>::Projection as FromRow>::Row;

fn project<T, P: FromRow<Row: SameRow<T>>>(
    relationship: impl Relationship,
    row: T,
) -> Result<P, ProjectionError> {
    P::from_row(P::Row::from_same(row)).map_err(|error| {
        let error = serde::de::Error::custom(error);
        ProjectionError::Related(RelatedError::new(relationship.info(), error))
    })
}
