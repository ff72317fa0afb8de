//! The traits and types of generated code: row types, columns, and relationships.

pub mod access;
mod address;
mod alias;
mod alternate_key;
pub(crate) mod any_column;
pub(crate) mod column;
pub(crate) mod derives;
mod entity_set;
pub mod message;
pub(crate) mod named_relationship;
pub(crate) mod relationship;
pub(crate) mod row_address;
mod row_type;
mod stranger;
mod unknown_name;

pub use crate::value::named::Named;
pub use access::{Bindable, Clearable, Readable, Settable};
pub use address::{Address, Locator};
pub use alias::{QueryTable, WriteTable};
pub use alternate_key::AlternateKey;
pub use any_column::AnyColumn;
pub use column::Column;
pub use entity_set::EntitySet;
pub use message::Lists;
pub use named_relationship::{AnyTable, NamedRelationship, RelationshipError};
pub use relationship::{
    ManyToMany, ManyToOne, NavigationPath, OneToMany, Relationship, navigation,
};
pub use row_type::{HasState, Table};
pub use unknown_name::UnknownName;
