use dataverse_schema_runtime::table::{Column, Readable, Table};

use super::declare::{function, functions};
use crate::query::ast::Arguments;
use crate::query::filter::Filter;
use crate::query::query_column::Property;

/// The condition on Integer columns that hold a language.
pub trait OfLanguage: Property<Value = i32> {
    functions! {
        /// The language of the user who asks
        equal_user_language = "EqualUserLanguage" ();
    }
}
impl<T: Table, A: Readable> OfLanguage for Column<T, i32, A> {}
