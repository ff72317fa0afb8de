//! The traits and types of generated code: row types, columns and relationships.

pub mod access;
pub(crate) mod column;
pub(crate) mod derives;
mod entity_set;
pub mod message;
pub(crate) mod relationship;
mod row_type;

pub use crate::value::named::Named;
pub use access::{Bindable, Clearable, Readable, Settable};
pub use column::Column;
pub(crate) use entity_set::bind_path;
pub use entity_set::{EntitySet, Locator};
pub use message::Lists;
pub use relationship::{
    ManyToMany, ManyToOne, NavigationPath, OneToMany, Relationship, navigation,
};
pub use row_type::{HasState, Table};
