use core::marker::PhantomData;

use super::argument::Argument;
use super::call::{Call, Operation};
use super::composition::NotComposable;
use super::result::read_row;
use super::row_value::RowValue;
use crate::changes::Changes;
use crate::table::message::Create;
use crate::table::{EntitySet, Locator, Table};

/// The function [`InitializeFrom`], which returns the values for a new row of the table `T` from an
/// existing row, by the mappings of the relationship between both tables.
///
/// The result is a create request, to which you can add. It has what [`Changes::copy`] copies from
/// the row in the response. If the page of `T` lacks a column or a relationship, the copy does, too.
///
/// ```text
/// let new = client.invoke(InitializeFrom::<Contact>::new(account_id)).await?;
/// let id = client.create(new.set(c.last_name, "Doe")).await?;
/// ```
///
/// [`InitializeFrom`]: https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-entity-web-api#create-a-new-record-from-another-record
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct InitializeFrom<T> {
    call: Call,
    table: PhantomData<fn() -> T>,
}

impl<T: Table> InitializeFrom<T> {
    /// Creates the call with the row that the values come from, by id or alternate key. It asks for the columns that a
    /// create request can set (`ValidForCreate`).
    pub fn new<S: EntitySet>(source: impl Locator<S>) -> Self {
        let columns = Argument::Members {
            name: "TargetFieldType",
            members: "ValidForCreate".to_owned(),
        };
        let call = Call::function("InitializeFrom")
            .with("EntityMoniker", &RowValue::existing(source))
            .with("TargetEntityName", T::info().logical_name)
            .with("TargetFieldType", &columns);
        Self {
            call,
            table: PhantomData,
        }
    }
}

impl<T: Table> Operation for InitializeFrom<T> {
    type Output = Changes<T, Create>;
    type Composition = NotComposable;

    fn call(&self) -> &Call {
        &self.call
    }

    fn read(body: &[u8]) -> Result<Changes<T, Create>, serde_json::Error> {
        Ok(Changes::copy(&read_row::<T>(body)?))
    }
}
