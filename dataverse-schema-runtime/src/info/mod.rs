//! Data types for the contents of table reference pages.
//!
//! A row type's `info()` returns its [`TableInfo`], with a [`ColumnInfo`] for each column, and its
//! relationships, keys, and messages. It is for code that handles any table, such as forms.

mod boolean;
pub(crate) mod cache;
mod column;
pub(crate) mod description;
mod kind;
mod parse;
mod relationship;
mod table;

pub use crate::value::choice_info::{ChoiceInfo, OptionDetails, OptionInfo, OptionRole};
pub use crate::value::label::LocalizedLabel;
pub use boolean::BooleanLabels;
pub use column::{ColumnInfo, RequiredLevel};
pub use kind::{ColumnKind, DateTimeBehavior};
pub use parse::ParseValueError;
pub use relationship::RelationshipInfo;
pub use table::{KeyInfo, MessageInfo, TableInfo};
