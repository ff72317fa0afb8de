//! What a page says of its table: plain data, each fact with its place in the page.

mod choice;
mod column;
mod fact;
mod relationship;
mod table;

pub use choice::ChoiceOption;
pub use column::{Column, ColumnFacts, ColumnType, DateTimeBehavior, RequiredLevel};
pub use fact::{Fact, Number};
pub use relationship::{AssociatedMenu, Cascade, Relationship, RelationshipFacts};
pub use table::{Extra, Message, Table, TableFacts};

pub(crate) use fact::{Expected, FromCell, Stored};
