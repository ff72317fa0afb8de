//! Definitions of tables, columns, relationships, and choices, as an environment has them now.
//!
//! Each type asks for the properties that its fields hold. The sources are Microsoft's [query of
//! definitions] and the entity types that it returns, such as [EntityMetadata].
//!
//! ```text
//! let request = TableDefinition::by_name("account").with_columns().to_request();
//! let table: TableDefinition = response.definition()?;
//! ```
//!
//! [query of definitions]: https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api
//! [EntityMetadata]: https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/entitymetadata

mod choice;
mod column;
mod column_type;
mod declare;
mod label;
mod member;
mod query;
mod relationship;
mod response;
mod table;

pub use self::choice::{ChoiceDefinition, OptionDefinition};
pub use self::column::ColumnDefinition;
pub use self::column_type::ColumnType;
pub use self::label::{Label, Translation};
pub use self::member::Definition;
pub use self::query::DefinitionQuery;
pub use self::relationship::{ManyToManyDefinition, RelationshipDefinition};
pub use self::table::{KeyDefinition, TableDefinition};
