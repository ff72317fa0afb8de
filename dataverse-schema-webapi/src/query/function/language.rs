use dataverse_schema_runtime::table::{Column, Readable, Table};

use super::declare::{call_function, functions};
use crate::query::ast::Arguments;
use crate::query::filter::Filter;
use crate::query::query_column::QueryColumn;

/// Conditions on Integer columns that contain a language.
pub trait LanguageFunctions: QueryColumn<Value = i32> {
    functions! {
        /// Matches the caller's language
        equal_user_language = "EqualUserLanguage" ();
    }
}
impl<T: Table, A: Readable> LanguageFunctions for Column<T, i32, A> {}
