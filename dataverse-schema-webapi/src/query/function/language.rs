use dataverse_schema_runtime::table::Column;
use dataverse_schema_runtime::value::{Value, ValueType};

use super::declare::{call_function, functions};
use crate::query::ast::Arguments;
use crate::query::filter::Filter;
use crate::query::query_column::{OwnColumn, QueryColumn};
use crate::query::traverse::RelatedColumn;

/// Integers, which can be the locale id of a language.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be the locale id of a language",
    label = "only Integer columns have this condition",
    note = "use an Integer column that contains a locale id such as 1033"
)]
pub trait Language {}
impl Language for i32 {}
#[diagnostic::do_not_recommend]
impl Language for Value<'static> {}

fn is_language(value_type: ValueType) -> bool {
    value_type == ValueType::Integer
}

/// Conditions on Integer columns that contain a language.
pub trait LanguageFunctions: Sized {
    functions! {
        Language, is_language:
        /// Matches the caller's language
        equal_user_language = "EqualUserLanguage" ();
    }
}
impl<T, V, A> LanguageFunctions for Column<T, V, A> {}
impl<T, V> LanguageFunctions for RelatedColumn<T, V> {}
