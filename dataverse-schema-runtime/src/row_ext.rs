//! What can be asked of a row.

use std::borrow::Cow;

use crate::check::{Checks, check_row};
use crate::info::{ColumnInfo, ColumnKind};
use crate::json::annotation::{CONTEXT, NEXT_LINK};
use crate::json::row_to_text;
use crate::party::{Parties, Party, PartyRole};
use crate::related::{Expanded, Related, RelatedError, expanded};
use crate::row::{Row, formatted, value_at, with_slots_mut};
use crate::rule::Invalid;
use crate::table::{Column, Relationship, Table};
use crate::value::{File, Image, Json, Uuid, Value};

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
        check_row(Self::info(), self, checks)
    }

    /// The row as the Web API's JSON, the same text as that of `serde_json::to_string`, made in less time.
    ///
    /// # Errors
    /// When a Double column holds an infinity or no number, which JSON can't carry.
    fn to_json(&self) -> Result<String, serde_json::Error> {
        let mut text = String::with_capacity(Self::info().row_columns * 32);
        row_to_text(Self::info(), self, &mut text)?;
        Ok(text)
    }

    /// The column's formatted value: the text in the user's language and time zone, when the response carries it.
    fn formatted<V, A>(&self, column: Column<Self, V, A>) -> Option<&str> {
        let place = column.index().into();
        let of_lookup = || value_at(self, place);
        formatted(column.info(), place, of_lookup, self.extras())
    }

    /// Whether the column came as null, rather than not at all or with a value.
    fn is_null<V, A>(&self, column: Column<Self, V, A>) -> bool {
        let index = column.index().into();
        self.extras().is_null(index) && value_at(self, index).is_none()
    }

    /// Makes the column null, which [`Changes::diff`](crate::changes::Changes::diff) tells from a column that wasn't selected. A column that
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

/// An annotation, which the reader has found to be a text.
fn text(row: &dyn Row, annotation: &str) -> Option<String> {
    row.extras().property(annotation)?.parse().ok()
}

/// The value of the column that stands beside one of files or images, under the same name with a suffix.
fn companion<'r, T: Table>(row: &'r T, column: &ColumnInfo, suffix: &str) -> Option<Value<'r>> {
    let mut columns = T::info().row().iter();
    let place = columns
        .position(|other| other.logical_name.strip_prefix(column.logical_name) == Some(suffix))?;
    value_at(row, place)
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
