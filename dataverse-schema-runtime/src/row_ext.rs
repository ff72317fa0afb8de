//! Methods of rows.

use std::borrow::Cow;

use crate::check::{Checks, check_row};
use crate::info::{ColumnInfo, ColumnKind, TableInfo};
use crate::json::annotation::{CONTEXT, NEXT_LINK};
use crate::json::row_to_text;
use crate::party::{Parties, Party, PartyRole};
use crate::related::{Expanded, Related, RelatedError, expanded};
use crate::row::{Row, formatted, set_formatted, value_at, with_slots_mut};
use crate::rule::{Failure, Invalid, Rule, limit};
use crate::table::{
    AnyColumn, Column, NamedRelationship, Relationship, RelationshipError, Table, UnknownName,
    any_column, column, named_relationship,
};
use crate::value::{File, Image, Json, Uuid, Value};

/// The methods of a row.
pub trait RowExt: Table {
    /// Checks every value of the row against the rules of its column.
    ///
    /// A column that is absent (not selected) violates no rule. A null violates `RequiredLevel`
    /// SystemRequired; [`Checks::required_from`] sets another level.
    ///
    /// # Errors
    /// Returns all violated rules.
    fn validate(&self) -> Result<(), Invalid> {
        self.validate_with(&Checks::default())
    }

    /// Checks the row like [`validate`](Self::validate), with the given checks.
    ///
    /// # Errors
    /// Returns all violated rules.
    fn validate_with(&self, checks: &Checks) -> Result<(), Invalid> {
        check_row(Self::info(), self, checks)
    }

    /// Returns the column with this logical name, for names that are known only at run time.
    ///
    /// # Errors
    /// Returns an error if the table has no such column.
    fn column(logical_name: &str) -> Result<AnyColumn<Self>, UnknownName> {
        any_column::find(logical_name)
    }

    /// Returns all columns of the table. A column's `info()` describes it.
    fn all_columns() -> impl Iterator<Item = AnyColumn<Self>> {
        (0..Self::info().columns.len()).map(|index| column::column(index as u16))
    }

    /// Returns the relationship with this schema name or navigation property, for names that are
    /// known only at run time.
    ///
    /// The type of the result says which kind of relationship it is, and which table it leads to:
    /// `ManyToOne<TheTable, OtherTable>`. [`AnyTable`](crate::table::AnyTable) is a table of
    /// unknown type. Whether a request can set the lookup is checked with the changes.
    ///
    /// # Errors
    /// Returns an error if the table has no such relationship of this kind and to this table, or
    /// several of them share the navigation property.
    fn relationship<R: NamedRelationship<From = Self>>(name: &str) -> Result<R, RelationshipError> {
        named_relationship::find(name)
    }

    /// Returns the value of a column, or `None` if it is null or wasn't requested.
    fn value<V, A>(&self, column: Column<Self, V, A>) -> Option<Value<'_>> {
        value_at(self, column.index().into())
    }

    /// Sets the value of a column that was found by name.
    ///
    /// # Errors
    /// Returns an error if rows don't have the column, or if the value isn't of its type. Limits
    /// aren't checked: see [`validate`](Self::validate).
    fn set_value(&mut self, column: AnyColumn<Self>, value: Value<'_>) -> Result<(), Failure> {
        set_value(Self::info(), self, column.index().into(), value)
    }

    /// Returns the row as the Web API's JSON.
    ///
    /// The text is that of `serde_json::to_string`, but this method is faster.
    ///
    /// # Errors
    /// Returns an error if a Double column holds an infinity or NaN, which JSON can't represent.
    fn to_json(&self) -> Result<String, serde_json::Error> {
        let mut text = String::with_capacity(Self::info().row_columns * 32);
        row_to_text(Self::info(), self, &mut text)?;
        Ok(text)
    }

    /// Returns the column's formatted value, if the response contains it.
    ///
    /// It is in the user's language and time zone.
    #[rustfmt::skip]
    fn formatted<V, A>( // a column of the row's table: `TheTable::columns().name`
        &self,
        column: Column<Self, V, A>,
    ) -> Option<&str> {
        let index = column.index().into();
        let value = || value_at(self, index);
        formatted(column.info(), index, value, self.extras())
    }

    /// Returns true if the column was read as null.
    ///
    /// Returns false if it is absent or has a value.
    #[rustfmt::skip]
    fn is_null<V, A>( // a column of the row's table: `TheTable::columns().name`
        &self,
        column: Column<Self, V, A>,
    ) -> bool {
        let index = column.index().into();
        self.extras().is_null(index) && value_at(self, index).is_none()
    }

    /// Sets the column to null.
    ///
    /// [`Changes::diff`](crate::changes::Changes::diff) distinguishes null from a column that
    /// wasn't selected. A column that is never returned can't be set to null here.
    #[rustfmt::skip]
    fn set_null<V, A>( // a column of the row's table: `TheTable::columns().name`
        &mut self,
        column: Column<Self, V, A>,
    ) {
        let index = usize::from(column.index());
        if index < Self::info().row_columns {
            with_slots_mut(self, |slots, extras| {
                slots[index].set(None);
                extras.set_null(index);
            });
        }
    }

    /// Sets the column's formatted value, as a response would contain it, for example for a test.
    /// That of a lookup is the name of its row, and needs the lookup to be set.
    #[rustfmt::skip]
    fn set_formatted<V, A>( // a column of the row's table: `TheTable::columns().name`
        &mut self,
        column: Column<Self, V, A>,
        text: &str,
    ) {
        let index = usize::from(column.index());
        if index < Self::info().row_columns {
            with_slots_mut(self, |slots, extras| set_formatted(column.info(), index, slots[index], extras, text));
        }
    }

    /// Sets the row's etag, as a response would contain it, for example for a test.
    fn set_etag(&mut self, etag: &str) {
        with_slots_mut(self, |_, extras| extras.etag = Some(etag.into()));
    }

    /// Returns the row's etag, if the response contains it.
    fn etag(&self) -> Option<&str> {
        self.extras().etag()
    }

    /// Returns the URL that describes the row (`@odata.context`).
    ///
    /// Only a row that is a response of its own has one.
    fn context(&self) -> Option<String> {
        text(self, CONTEXT)
    }

    /// Returns the name of the file in a File column.
    ///
    /// It is the value of the column with the same name and the suffix `_name`.
    fn file_name<A>(&self, column: Column<Self, File, A>) -> Option<&str> {
        match companion(self, column.info(), "_name")? {
            Value::Text(Cow::Borrowed(name)) => Some(name),
            _ => None,
        }
    }

    /// Returns the id of the image in an Image column.
    ///
    /// It is the value of the column with the same name and the suffix `id`.
    fn image_id<A>(&self, column: Column<Self, Image, A>) -> Option<Uuid> {
        match companion(self, column.info(), "id")? {
            Value::Guid(id) => Some(id),
            _ => None,
        }
    }

    /// Returns the timestamp of the image in an Image column, which changes with the image.
    ///
    /// It is the value of the column with the same name and the suffix `_timestamp`.
    fn image_timestamp<A>(&self, column: Column<Self, Image, A>) -> Option<i64> {
        match companion(self, column.info(), "_timestamp")? {
            Value::BigInt(timestamp) => Some(timestamp),
            _ => None,
        }
    }

    /// Returns the URL of the image in an Image column, relative to the environment's URL.
    ///
    /// It is the value of the column with the same name and the suffix `_url`.
    fn image_url<A>(&self, column: Column<Self, Image, A>) -> Option<&str> {
        match companion(self, column.info(), "_url")? {
            Value::Text(Cow::Borrowed(url)) => Some(url),
            _ => None,
        }
    }

    /// Returns the URL of the next page of rows expanded over a relationship (`@odata.nextLink`).
    ///
    /// Request it unchanged. If the request had no nested expansion, the service sends it even when
    /// all rows are present. It then leads to the same rows.
    fn related_next_link<R: Relationship<From = Self>>(&self, relationship: R) -> Option<String> {
        let property = relationship.info().navigation_property;
        text(self, &format!("{property}{NEXT_LINK}"))
    }

    /// Returns the rows expanded over a relationship.
    ///
    /// A many-to-one relationship has one row, the others have a list.
    ///
    /// # Errors
    /// Returns an error if the JSON can't be deserialized as rows of the related table.
    #[rustfmt::skip]
    fn related<R: Expanded<From = Self>>( // a relationship of the row's table: `TheTable::many_to_one().name`
        &self,
        relationship: R,
    ) -> Result<Related<R::Found>, RelatedError> {
        self.related_json(relationship).and_then(|json| {
            R::decode(json).map_err(|error| RelatedError::new(relationship.info(), error))
        })
    }

    /// Returns the parties of a PartyList column, from the expanded relationship to
    /// `activityparty`.
    ///
    /// These are the parties in the column's role, or all of them for the column `allparties`.
    ///
    /// # Errors
    /// Returns an error if the JSON can't be deserialized as rows of `activityparty`.
    #[rustfmt::skip]
    fn parties<S: 'static, A>( // a PartyList column; the value of a lookup is a field of the row
        &self,
        column: Column<Self, Parties<S>, A>,
    ) -> Result<Related<Vec<Party<S>>>, RelatedError> {
        match column.info().kind {
            ColumnKind::PartyList { role, .. } => expanded_parties(self, role),
            _ => Ok(Related::Absent),
        }
    }

    /// Returns the parties in this role, for PartyList columns whose role isn't known.
    ///
    /// # Errors
    /// Returns an error if the JSON can't be deserialized as rows of `activityparty`.
    fn parties_as<S: 'static, R, A>(
        &self,
        _column: Column<Self, Parties<S, R>, A>,
        role: PartyRole,
    ) -> Result<Related<Vec<Party<S>>>, RelatedError> {
        expanded_parties(self, Some(role))
    }

    /// Returns the rows expanded over a relationship as JSON.
    ///
    /// Use it for tables whose page isn't included.
    fn related_json<R: Relationship<From = Self>>(&self, relationship: R) -> Related<&Json> {
        expanded(self.extras(), relationship.info())
    }
}
impl<T: Table> RowExt for T {}

/// Returns the text of an annotation, which was checked to be a string when the row was read.
fn text(row: &dyn Row, annotation: &str) -> Option<String> {
    row.extras().property(annotation)?.parse().ok()
}

/// Returns the value of the companion of a File or Image column: the same name with a suffix.
fn companion<'r, T: Table>(row: &'r T, column: &ColumnInfo, suffix: &str) -> Option<Value<'r>> {
    let mut columns = T::info().row().iter();
    let index = columns
        .position(|other| other.logical_name.strip_prefix(column.logical_name) == Some(suffix))?;
    value_at(row, index)
}

fn set_value(
    table: &'static TableInfo,
    row: &mut dyn Row,
    index: usize,
    value: Value<'_>,
) -> Result<(), Failure> {
    let column = &table.columns[index];
    if let Some(rule) = limit::wrong_type(&column.kind, &value) {
        return Err(Failure::new(column, rule));
    }
    if !column.valid_for_read {
        return Err(Failure::new(column, Rule::NotInRow));
    }
    with_slots_mut(row, |slots, _| slots[index].set(Some(value)));
    Ok(())
}

fn expanded_parties<T: Table, S: 'static>(
    row: &T,
    role: Option<PartyRole>,
) -> Result<Related<Vec<Party<S>>>, RelatedError> {
    let Some(relationship) = T::info().parties() else {
        return Ok(Related::Absent);
    };
    expanded(row.extras(), relationship).and_then(|json| {
        let parties = json.parse::<Vec<Party<S>>>();
        let mut parties = parties.map_err(|error| RelatedError::new(relationship, error))?;
        parties.retain(|party| role.is_none_or(|role| party.role() == Some(role)));
        Ok(parties)
    })
}
