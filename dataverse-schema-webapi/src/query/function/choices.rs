use dataverse_schema_runtime::table::{Column, Readable, Table};
use dataverse_schema_runtime::value::{Choice, Choices, Value};

use super::declare::call_function;
use crate::query::ast::Arguments;
use crate::query::filter::Filter;
use crate::query::query_column::QueryColumn;

/// Conditions on MultiSelectPicklist columns. They use a full-text index, which includes new values
/// only after some time.
pub trait ChoicesFunctions<C: Choice>: QueryColumn<Value = Choices<C>> {
    /// Matches rows with at least one of these options (`ContainValues`).
    fn contain_values(self, options: impl IntoIterator<Item = C>) -> Filter<Self::Table> {
        call_with_options(self, "ContainValues", options)
    }

    /// Matches rows without any of these options (`DoesNotContainValues`).
    fn does_not_contain_values(self, options: impl IntoIterator<Item = C>) -> Filter<Self::Table> {
        call_with_options(self, "DoesNotContainValues", options)
    }
}
impl<T: Table, C: Choice, A: Readable> ChoicesFunctions<C> for Column<T, Choices<C>, A> {}

fn call_with_options<P: QueryColumn, C: Choice>(
    column: P,
    name: &'static str,
    options: impl IntoIterator<Item = C>,
) -> Filter<P::Table> {
    let values = options
        .into_iter()
        .map(|option| Value::Choice(option.value()))
        .collect();
    call_function(column, name, Arguments::List(values))
}
