use dataverse_schema_runtime::table::{Column, Readable, Table};
use dataverse_schema_runtime::value::{Choice, Choices, Value};

use super::declare::function;
use crate::query::ast::Arguments;
use crate::query::filter::Filter;
use crate::query::query_column::Property;

/// The conditions on MultiSelectPicklist columns. They rest on a full-text index, which new values reach after some time.
pub trait OfChoices<C: Choice>: Property<Value = Choices<C>> {
    /// One of these options is selected (`ContainValues`).
    fn contain_values(self, options: impl IntoIterator<Item = C>) -> Filter<Self::Table> {
        options_function(self, "ContainValues", options)
    }

    /// None of these options is selected (`DoesNotContainValues`).
    fn does_not_contain_values(self, options: impl IntoIterator<Item = C>) -> Filter<Self::Table> {
        options_function(self, "DoesNotContainValues", options)
    }
}
impl<T: Table, C: Choice, A: Readable> OfChoices<C> for Column<T, Choices<C>, A> {}

fn options_function<P: Property, C: Choice>(
    property: P,
    name: &'static str,
    options: impl IntoIterator<Item = C>,
) -> Filter<P::Table> {
    let options = options.into_iter();
    let options = options.map(|option| Value::Choice(option.value()));
    function(property, name, Arguments::List(options.collect()))
}
