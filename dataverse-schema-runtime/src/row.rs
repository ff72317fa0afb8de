use core::fmt;
use std::borrow::Cow;

use crate::annotation::{CONTEXT, NEXT_LINK};
use crate::related::{Expanded, Related, RelatedError, Relationship};
use crate::write::text_of_row;
use crate::{
    Checks, Column, ColumnInfo, ColumnKind, Extras, File, Image, Invalid, Json, Parties, Party,
    PartyRole, RelationshipInfo, Slot, Table, TableInfo, Uuid, Value, rule,
};

/// A row of some table: its columns by their place in [`TableInfo::columns`].
pub trait Row {
    /// What the response says besides the columns' values.
    fn extras(&self) -> &Extras;
    /// Calls `see` once, with the columns at the places below [`TableInfo::row_columns`].
    fn slots<'r>(&'r self, see: &mut dyn FnMut(&[&'r dyn Slot]));
    /// Calls `change` once, with the columns at the places below [`TableInfo::row_columns`], and with what the response says
    /// besides their values.
    fn slots_mut(&mut self, change: &mut dyn FnMut(&mut [&mut dyn Slot], &mut Extras));
}

/// What comes of a row's columns.
pub(crate) fn with_slots<'r, R>(row: &'r dyn Row, see: impl FnOnce(&[&'r dyn Slot]) -> R) -> R {
    let (mut see, mut seen) = (Some(see), None);
    row.slots(&mut |slots| seen = see.take().map(|see| see(slots)));
    seen.expect(ONCE)
}

/// What comes of a row's columns and extras.
pub(crate) fn with_slots_mut<R>(
    row: &mut dyn Row,
    change: impl FnOnce(&mut [&mut dyn Slot], &mut Extras) -> R,
) -> R {
    let (mut change, mut changed) = (Some(change), None);
    row.slots_mut(&mut |slots, extras| {
        changed = change.take().map(|change| change(slots, extras));
    });
    changed.expect(ONCE)
}

const ONCE: &str = "a row shows its columns";

/// What can be asked of a row.
pub trait RowExt: Table {
    /// Checks every value of the row against its column's rules. A column that is absent (not selected) breaks no rule; one
    /// that is null breaks `RequiredLevel` SystemRequired, or from another level on by [`Checks::required_from`].
    ///
    /// # Errors
    /// All rules that are broken.
    fn validate(&self) -> Result<(), Invalid> {
        self.validate_with(&Checks::default())
    }

    /// Like [`validate`](Self::validate), with a choice of what to check.
    ///
    /// # Errors
    /// All rules that are broken.
    fn validate_with(&self, checks: &Checks) -> Result<(), Invalid> {
        rule::check_row(Self::info(), self, checks)
    }

    /// The row as the Web API's JSON, the same text as that of `serde_json::to_string`, made in less time.
    ///
    /// # Errors
    /// When a Double column holds an infinity or no number, which JSON can't carry.
    fn to_json(&self) -> Result<String, serde_json::Error> {
        let mut text = String::with_capacity(Self::info().row_columns * 32);
        text_of_row(Self::info(), self, &mut text)?;
        Ok(text)
    }

    /// The column's formatted value: the text in the user's language and time zone, when the response carries it.
    fn formatted<V, A>(&self, column: Column<Self, V, A>) -> Option<&str> {
        let place = column.index().into();
        let of_lookup = || value(self, place);
        formatted(column.info(), place, of_lookup, self.extras())
    }

    /// Whether the column came as null, rather than not at all or with a value.
    fn is_null<V, A>(&self, column: Column<Self, V, A>) -> bool {
        let index = column.index().into();
        self.extras().is_null(index) && value(self, index).is_none()
    }

    /// Makes the column null, which [`Changes::diff`](crate::Changes::diff) tells from a column that wasn't selected. A column that
    /// is never returned can't be made null here.
    fn set_null<V, A>(&mut self, column: Column<Self, V, A>) {
        let index = usize::from(column.index());
        if index < Self::info().row_columns {
            with_slots_mut(self, |slots, extras| {
                slots[index].set(None);
                extras.set_null(index);
            });
        }
    }

    /// The row's etag, when the response carries it.
    fn etag(&self) -> Option<&str> {
        self.extras().etag()
    }

    /// The URL that says what the row is made of (`@odata.context`), which only a row that came alone carries.
    fn context(&self) -> Option<String> {
        text(self, CONTEXT)
    }

    /// The name of the file in a File column: the value of the page's column of the same name and `_name`.
    fn file_name<A>(&self, column: Column<Self, File, A>) -> Option<&str> {
        match companion(self, column.info(), "_name")? {
            Value::Text(Cow::Borrowed(name)) => Some(name),
            _ => None,
        }
    }

    /// The id of the image in an Image column: the value of the page's column of the same name and `id`.
    fn image_id<A>(&self, column: Column<Self, Image, A>) -> Option<Uuid> {
        match companion(self, column.info(), "id")? {
            Value::Guid(id) => Some(id),
            _ => None,
        }
    }

    /// The time stamp of the image in an Image column, which changes with the image: the value of the page's column of the same
    /// name and `_timestamp`.
    fn image_timestamp<A>(&self, column: Column<Self, Image, A>) -> Option<i64> {
        match companion(self, column.info(), "_timestamp")? {
            Value::BigInt(timestamp) => Some(timestamp),
            _ => None,
        }
    }

    /// Where the image in an Image column can be fetched, below the address of the environment: the value of the page's column
    /// of the same name and `_url`.
    fn image_url<A>(&self, column: Column<Self, Image, A>) -> Option<&str> {
        match companion(self, column.info(), "_url")? {
            Value::Text(Cow::Borrowed(url)) => Some(url),
            _ => None,
        }
    }

    /// The URL of the rows that follow those expanded over a relationship (`@odata.nextLink`), to be requested as it stands.
    /// Where the request had no nested expansion, the service gives it even when all rows came, and it leads to the same rows.
    fn related_next_link<R: Relationship<From = Self>>(&self, relationship: R) -> Option<String> {
        let property = relationship.info().navigation_property;
        text(self, &format!("{property}{NEXT_LINK}"))
    }

    /// What was expanded over a relationship: one row for a many-to-one relationship, a list for the others.
    ///
    /// # Errors
    /// When what came can't be decoded as rows of the related table.
    fn related<R: Expanded<From = Self>>(
        &self,
        relationship: R,
    ) -> Result<Related<R::Found>, RelatedError> {
        self.related_json(relationship).and_then(|json| {
            R::decode(json).map_err(|error| RelatedError::new(relationship.info(), error))
        })
    }

    /// The parties of a PartyList column, from the expanded relationship to `activityparty`: those of the column's role, or all
    /// of them for the column `allparties`.
    ///
    /// # Errors
    /// When what came can't be decoded as rows of `activityparty`.
    fn parties<S: 'static, A>(
        &self,
        column: Column<Self, Parties<S>, A>,
    ) -> Result<Related<Vec<Party<S>>>, RelatedError> {
        match column.info().kind {
            ColumnKind::PartyList { role, .. } => expanded_parties(self, role),
            _ => Ok(Related::Absent),
        }
    }

    /// The parties in this role, as those of a PartyList column. It serves columns whose role isn't known.
    ///
    /// # Errors
    /// When what came can't be decoded as rows of `activityparty`.
    fn parties_as<S: 'static, R, A>(
        &self,
        _column: Column<Self, Parties<S, R>, A>,
        role: PartyRole,
    ) -> Result<Related<Vec<Party<S>>>, RelatedError> {
        expanded_parties(self, Some(role))
    }

    /// What was expanded over a relationship, as JSON. It serves tables whose page isn't included.
    fn related_json<R: Relationship<From = Self>>(&self, relationship: R) -> Related<&Json> {
        expanded(self.extras(), relationship.info())
    }
}
impl<T: Table> RowExt for T {}

/// The value at a place.
fn value(row: &dyn Row, place: usize) -> Option<Value<'_>> {
    with_slots(row, |slots| slots.get(place)?.get())
}

/// The formatted value of the column at a place.
pub(crate) fn formatted<'r>(
    column: &ColumnInfo,
    place: usize,
    value: impl FnOnce() -> Option<Value<'r>>,
    extras: &'r Extras,
) -> Option<&'r str> {
    if !column.kind.is_lookup() {
        return extras.formatted(place);
    }
    match value()? {
        Value::Lookup(Cow::Borrowed(reference)) => reference.name(),
        _ => None,
    }
}

/// An annotation, which the reader has found to be a text.
fn text(row: &dyn Row, annotation: &str) -> Option<String> {
    row.extras().property(annotation)?.parse().ok()
}

/// The value of the column that stands beside one of files or images, under the same name with a suffix.
fn companion<'r, T: Table>(row: &'r T, column: &ColumnInfo, suffix: &str) -> Option<Value<'r>> {
    let mut columns = T::info().row().iter();
    let place = columns
        .position(|other| other.logical_name.strip_prefix(column.logical_name) == Some(suffix))?;
    value(row, place)
}

pub(crate) fn expanded<'r>(extras: &'r Extras, over: &RelationshipInfo) -> Related<&'r Json> {
    match extras.property(over.navigation_property) {
        None => Related::Absent,
        Some(json) if json.as_str() == "null" => Related::Null,
        Some(json) => Related::Present(json),
    }
}

fn expanded_parties<T: Table, S: 'static>(
    row: &T,
    role: Option<PartyRole>,
) -> Result<Related<Vec<Party<S>>>, RelatedError> {
    let Some(over) = T::info().parties() else {
        return Ok(Related::Absent);
    };
    expanded(row.extras(), over).and_then(|json| {
        let parties = json.parse::<Vec<Party<S>>>();
        let mut parties = parties.map_err(|error| RelatedError::new(over, error))?;
        parties.retain(|party| role.is_none_or(|role| party.role() == Some(role)));
        Ok(parties)
    })
}

/// A copy of a row.
pub fn clone_row<T: Table>(row: &T) -> T {
    let mut copy = T::default();
    copy_columns(row, &mut copy);
    copy
}

fn copy_columns(from: &dyn Row, to: &mut dyn Row) {
    with_slots(from, |from_slots| {
        with_slots_mut(to, |to_slots, extras| {
            for (to, from) in to_slots.iter_mut().zip(from_slots) {
                to.set(from.get());
            }
            *extras = from.extras().clone();
        });
    });
}

/// Whether all columns and extras of two rows of one table are equal.
pub fn eq_rows(a: &dyn Row, b: &dyn Row) -> bool {
    let (a_extras, b_extras) = (a.extras(), b.extras());
    let same_values = with_slots(a, |a| {
        with_slots(b, |b| {
            let mut slots = a.iter().zip(b).enumerate();
            slots.all(|(place, (a, b))| match (a.get(), b.get()) {
                (None, None) => a_extras.is_null(place) == b_extras.is_null(place),
                (a, b) => a == b,
            })
        })
    });
    same_values && a_extras.says_the_same(b_extras)
}

/// Writes the columns that have a value or are null.
pub fn debug_row<T: Table>(row: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    debug_columns(T::info(), row, f)
}

fn debug_columns(table: &TableInfo, row: &dyn Row, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut fields = f.debug_struct(table.schema_name);
    with_slots(row, |slots| {
        for (place, (column, slot)) in table.row().iter().zip(slots).enumerate() {
            match slot.get() {
                Some(value) => fields.field(
                    column.logical_name,
                    &Shown {
                        column,
                        value: &value,
                    },
                ),
                None if row.extras().is_null(place) => {
                    fields.field(column.logical_name, &None::<()>)
                }
                None => continue,
            };
        }
    });
    fields.finish_non_exhaustive()
}

/// A value as it is shown for debugging: what it is, rather than how it is held.
struct Shown<'a> {
    column: &'static ColumnInfo,
    value: &'a Value<'a>,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.value, self.column.kind) {
            (
                Value::Choice(value),
                ColumnKind::Picklist { choice }
                | ColumnKind::State { choice }
                | ColumnKind::Status { choice },
            ) => choice.debug(*value, f),
            (Value::Text(text), _) => text.fmt(f),
            (Value::Image(image), _) => {
                write!(f, "Image({} bytes of base64)", image.base64().len())
            }
            (Value::Lookup(reference), _) => reference.fmt(f),
            (value, _) => value.fmt(f),
        }
    }
}
