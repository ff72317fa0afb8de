//! The content of a page as plain data, in which each fact has its span in the page.

mod blank;
mod choice;
mod column;
mod contradiction;
mod extra;
mod fact;
#[cfg(feature = "json")]
mod fact_value;
mod facts;
mod key;
mod label;
mod link;
mod message;
mod number;
mod operations;
mod precision_source;
mod property;
mod prose;
mod relationship;
mod source_type;
mod table;
mod transitions;
mod value;
mod vocabulary;
mod words;

pub use crate::layout::Section;
pub use blank::Blank;
pub use choice::{ChoiceOption, OptionFacts};
pub use column::{Column, ColumnFacts, ColumnType, DateTimeBehavior, RequiredLevel};
pub use contradiction::{Contradiction, UnmatchedChange};
pub use extra::{Extra, ExtraPart, ExtraRow, ExtraSection};
pub use fact::Fact;
#[cfg(feature = "json")]
pub use fact_value::FactValue;
pub use key::{AlternateKey, KeyFacts};
pub use label::{Labeled, LocalizedLabel};
pub use link::Link;
pub use message::Message;
pub use number::Number;
pub use operations::{
    Binding, ComplexFacts, ComplexType, EnumFacts, EnumType, Field, Member, Operation,
    OperationFacts, OperationTable, OperationType, Operations, Primitive, ValueType,
};
pub use precision_source::PrecisionSource;
pub use property::Property;
pub use prose::without_alerts;
pub use relationship::{AssociatedMenu, Cascade, Relationship, RelationshipFacts};
pub use source_type::SourceType;
pub use table::{Table, TableFacts};
pub use transitions::Transitions;
pub use vocabulary::{
    CascadeBehavior, Format, FormatName, ImeMode, MenuBehavior, MenuGroup, OwnershipType, TableType,
};

#[cfg(feature = "lint")]
pub(crate) use facts::UnknownWord;
pub(crate) use facts::{Difference, Stored};
pub(crate) use operations::is_name;
pub(crate) use table::name_in_title;
pub(crate) use value::{CellValue, Expected};
