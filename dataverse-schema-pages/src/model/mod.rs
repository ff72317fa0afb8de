//! What a page says of its table: plain data, each fact with its place in the page.

mod choice;
mod column;
mod extra;
mod fact;
mod key;
mod label;
mod relationship;
mod table;

pub use crate::layout::Section;
pub use choice::{ChoiceOption, OptionFacts, Transitions};
pub use column::{Column, ColumnFacts, ColumnType, DateTimeBehavior, RequiredLevel};
pub use extra::{Extra, ExtraRow, ExtraSection};
pub use fact::{Blank, Fact, Number};
pub use key::{AlternateKey, KeyFacts};
pub use label::{Labelled, LocalizedLabel};
pub use relationship::{AssociatedMenu, Cascade, Relationship, RelationshipFacts};
pub use table::{Link, Message, Table, TableFacts};

pub(crate) use fact::{CellValue, Expected, Stored};
pub(crate) use table::name_in_title;
