use core::marker::PhantomData;
use std::borrow::Cow;

use serde::de::Error as _;
use uuid::Uuid;

use super::error::ProjectionError;
use super::field::{FromColumn, FromRelatedRow, FromRelatedRows, RelatedField};
use super::from_row::{FromRow, SameRow};
use crate::json::{SlotOf, read_row};
use crate::related::{Expanded, Related, RelatedError, expanded};
use crate::row::{ColumnValue, Extras, Slot, Storage, formatted, with_slots_mut};
use crate::table::{Column, Relationship, Table};
use crate::value::{Reference, Value};

/// Fills slots with the values of a row. Returns false if there is no row.
type Fill<'f> = dyn FnMut(&mut [SlotOf<'_>], &mut Extras) -> Result<bool, ProjectionError> + 'f;

/// A row whose values are taken: first by filling the slots of columns, then out of its extras.
pub struct Taking<'r, T: Table> {
    extras: &'r mut Extras,
    fill: &'r mut Fill<'r>,
    table: PhantomData<fn() -> T>,
}

impl<'r, T: Table> Taking<'r, T> {
    pub(super) fn new(extras: &'r mut Extras, fill: &'r mut Fill<'r>) -> Self {
        Self {
            extras,
            fill,
            table: PhantomData,
        }
    }
}

/// Fills slots with the values of their columns. Returns false if there is no row.
///
/// # Errors
/// Returns an error if the row is an entry about a deleted one.
pub fn fill_slots<T: Table>(
    row: &mut Taking<'_, T>,
    slots: &mut [SlotOf<'_>],
) -> Result<bool, ProjectionError> {
    (row.fill)(slots, row.extras)
}

/// Takes a projection out of a row.
pub fn take_from<T: Table, P>(
    mut row: T,
    take: impl FnOnce(&mut Taking<'_, T>) -> Result<Option<P>, ProjectionError>,
) -> Result<P, ProjectionError> {
    let taken = with_slots_mut(&mut row, |slots, extras| {
        take(&mut Taking::new(extras, &mut |targets, _| {
            for (column, target) in targets {
                if let Some(slot) = slots.get_mut(usize::from(*column)) {
                    move_value(&mut **slot, *target);
                }
            }
            Ok(true)
        }))
    })?;
    Ok(taken.expect("slots of a row are always filled"))
}

fn move_value(slot: &mut dyn Slot, target: &mut dyn Slot) {
    if slot.get().is_none() {
        return;
    }
    let value = match slot.storage_mut() {
        Storage::Text(text) => text.take().map(|text| Value::Text(text.into())),
        Storage::Lookup(reference) => {
            let reference = std::mem::replace(reference, Reference::new(Uuid::nil()));
            Some(Value::Lookup(Cow::Owned(reference)))
        }
        Storage::Other => slot.get(),
    };
    target.set(value);
}

/// Returns a column's slot, with its index.
pub fn slot_of<'s, T: Table, V: ColumnValue, A>(
    column: Column<T, V, A>,
    slot: &'s mut Option<V>,
) -> SlotOf<'s> {
    (column.index(), slot)
}

/// Takes a column's value.
pub fn take_column<T: Table, V: ColumnValue, A, F: FromColumn<V>>(
    row: &Taking<'_, T>,
    column: Column<T, V, A>,
    value: Option<V>,
) -> Result<F, ProjectionError> {
    F::from_column(value).ok_or_else(|| ProjectionError::NoValue {
        table: T::info(),
        column: column.info(),
        is_null: row.extras.is_null(column.index().into()),
    })
}

/// Copies a column's value, so that it can be taken again later.
pub fn copy_column<T: Table, V: ColumnValue, A, F: FromColumn<V>>(
    row: &Taking<'_, T>,
    column: Column<T, V, A>,
    value: &Option<V>,
) -> Result<F, ProjectionError> {
    let copy = value
        .as_ref()
        .and_then(|value| V::from_value(value.value()));
    take_column(row, column, copy)
}

/// Returns a column's formatted value.
pub fn take_formatted<T: Table, V: ColumnValue, A>(
    row: &Taking<'_, T>,
    column: Column<T, V, A>,
    value: &Option<V>,
) -> Option<String> {
    let index = usize::from(column.index());
    let value = || value.as_ref().map(V::value);
    formatted(column.info(), index, value, row.extras).map(str::to_owned)
}

/// Returns the row's etag.
pub fn take_etag<T: Table>(row: &Taking<'_, T>) -> Option<String> {
    row.extras.etag().map(str::to_owned)
}

/// Returns the properties of the row whose text was changed when it was read.
pub fn take_lossy_properties<T: Table>(row: &Taking<'_, T>) -> Vec<String> {
    let properties = row.extras.lossy_properties();
    properties.map(str::to_owned).collect()
}

/// Returns the field of a relationship to one row.
pub fn take_related_row<R, T, F>(
    row: &Taking<'_, R::From>,
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
    let projection = related.present().map(|json| {
        let projection = read_row(json)
            .and_then(|row| F::Projection::from_row(row).map_err(serde_json::Error::custom));
        projection.map_err(|error| related_error(relationship, error))
    });
    let projection = projection.transpose()?;
    F::from_related(projection).ok_or_else(|| ProjectionError::NoRelated {
        table: R::From::info(),
        navigation_property: relationship.info().navigation_property,
        is_null,
    })
}

/// Returns the field of a relationship to a list of rows.
pub fn take_related_rows<R, T, F>(
    row: &Taking<'_, R::From>,
    relationship: R,
) -> Result<F, ProjectionError>
where
    R: Relationship<To = T> + Expanded<Found = Vec<T>>,
    T: Table,
    F: FromRelatedRows<T>,
    RowOf<F>: SameRow<T>,
{
    let rows = expanded(row.extras, relationship.info()).present();
    let rows = rows.map(|json| {
        let mut deserializer = serde_json::Deserializer::from_str(json.as_str());
        F::Projection::deserialize_list(&mut deserializer)
            .map_err(|error| related_error(relationship, error))
    });
    Ok(F::from_related(rows.transpose()?.unwrap_or_default()))
}

fn related_error(relationship: impl Relationship, error: serde_json::Error) -> ProjectionError {
    ProjectionError::Related(RelatedError::new(relationship.info(), error))
}

/// The row type of the projection that a field holds.
type RowOf<F> = <<F as RelatedField>::Projection as FromRow>::Row;
