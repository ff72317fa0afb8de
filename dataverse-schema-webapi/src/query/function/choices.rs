use dataverse_schema_runtime::table::Column;
use dataverse_schema_runtime::value::{Choice, Choices, Value, ValueType};

use super::declare::call_function;
use crate::query::ast::Arguments;
use crate::query::filter::Filter;
use crate::query::query_column::{OwnColumn, QueryColumn};
use crate::query::traverse::RelatedColumn;

/// The sets of options that MultiSelectPicklist columns hold.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a set of options",
    label = "only multi-select choices have this condition",
    note = "use `eq(option)` or `is_in([option])` for a choice with a single value, and `contains(text)` for text"
)]
pub trait OptionSet {
    /// The choice whose options the sets contain.
    type Choice;
}
impl<C: Choice> OptionSet for Choices<C> {
    type Choice = C;
}
#[diagnostic::do_not_recommend]
impl OptionSet for Value<'static> {
    type Choice = AnyOption;
}

/// The options of a column that is found by name, by their numbers.
pub enum AnyOption {}

#[diagnostic::do_not_recommend]
impl<I: IntoIterator<Item = i32>> IntoOptions<AnyOption> for I {
    fn into_options(self) -> impl Iterator<Item = i32> {
        self.into_iter()
    }
}

fn is_option_set(value_type: ValueType) -> bool {
    value_type == ValueType::Choices
}

/// Options of the choice `C`: an array, a vector, or another list of variants.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a list of options of `{C}`",
    label = "expected a list of options",
    note = "put the options in an array, even a single one: `[option]`"
)]
pub trait IntoOptions<C> {
    #[doc(hidden)]
    fn into_options(self) -> impl Iterator<Item = i32>;
}

#[diagnostic::do_not_recommend]
impl<C: Choice, I: IntoIterator<Item = C>> IntoOptions<C> for I {
    fn into_options(self) -> impl Iterator<Item = i32> {
        self.into_iter().map(Choice::value)
    }
}

/// Conditions on MultiSelectPicklist columns. They use a full-text index, which includes new values
/// only after some time.
pub trait ChoicesFunctions: Sized {
    /// Matches rows with at least one of these options (`ContainValues`).
    fn contain_values(
        self,
        options: impl IntoOptions<ChoiceOf<Self>>,
    ) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: OwnColumn<Value: OptionSet>,
    {
        call_with_options(self, "ContainValues", options)
    }

    /// Matches rows without any of these options (`DoesNotContainValues`).
    fn does_not_contain_values(
        self,
        options: impl IntoOptions<ChoiceOf<Self>>,
    ) -> Filter<<Self as QueryColumn>::Table>
    where
        Self: OwnColumn<Value: OptionSet>,
    {
        call_with_options(self, "DoesNotContainValues", options)
    }
}
type ChoiceOf<C> = <<C as QueryColumn>::Value as OptionSet>::Choice;

impl<T, V, A> ChoicesFunctions for Column<T, V, A> {}
impl<T, V> ChoicesFunctions for RelatedColumn<T, V> {}

fn call_with_options<P: QueryColumn<Value: OptionSet>>(
    column: P,
    name: &'static str,
    options: impl IntoOptions<ChoiceOf<P>>,
) -> Filter<P::Table> {
    let options = options.into_options().collect();
    call_function(column, name, is_option_set, Arguments::Options(options))
}
