//! What generated code implements and hands out: row types, columns and relationships.

pub mod access;
mod column;
mod derives;
mod entity_set;
pub mod message;
mod relationship;
mod row_type;

pub use crate::value::named::Named;
pub use access::{Bindable, Clearable, Readable, Settable};
pub use column::Column;
#[doc(hidden)]
pub use column::column;
#[doc(hidden)]
pub use derives::{clone_row, debug_row, eq_rows};
pub(crate) use entity_set::bind_path;
pub use entity_set::{EntitySet, Locator};
pub use message::Lists;
pub use relationship::{
    ManyToMany, ManyToOne, NavigationPath, OneToMany, Relationship, navigation,
};
#[doc(hidden)]
pub use relationship::{many_to_many, many_to_one, one_to_many};
pub use row_type::{HasState, Table};
