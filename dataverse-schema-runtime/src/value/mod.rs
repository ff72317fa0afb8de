//! Values that a column can hold: ids, numbers, dates, options, lookups, files.
//!
//! * [`Id`] is the id of a row of one table; a [`Lookup`] holds one, and a [`Reference`] that of any
//!   table.
//! * [`Choice`] is the trait of the enums of options. [`Choices`] is a set of them.
//! * [`Decimal`] is exact, for Money, too.
//! * [`Date`], [`DateTime`], and [`ZonelessDateTime`] are the three behaviors of dates.
//! * [`by_value`] and [`by_label`] serialize options in structs of your own.

pub mod by_label;
pub mod by_value;
pub(crate) mod byte_count;
pub(crate) mod choice;
mod choice_field;
pub(crate) mod choice_info;
pub(crate) mod choices;
mod date;
pub(crate) mod decimal;
mod file;
pub(crate) mod form;
mod id;
pub(crate) mod label;
pub(crate) mod literal;
pub(crate) mod lookup;
pub(crate) mod lossy;
mod managed;
pub(crate) mod name;
pub(crate) mod named;
pub(crate) mod never;
pub(crate) mod party_role;
pub(crate) mod raw_json;
mod reference;
pub(crate) mod unknown_label;
pub(crate) mod unknown_option;
mod untyped;
mod value_type;
pub(crate) mod wire;

pub use rust_decimal::Decimal;
pub use uuid::Uuid;

pub use choice::{Choice, StateChoice, StatusChoice};
pub use choice_field::ChoiceField;
pub use choices::Choices;
pub use date::{Date, DateTime, OutOfRange, ParseDateError, ZonelessDateTime};
pub use file::{File, Image};
pub use id::Id;
pub use lookup::{Accepts, Lookup, LookupTo, SingleTarget, Targets, UnknownTargets};
pub use managed::ManagedBoolean;
pub use raw_json::Json;
pub use reference::Reference;
pub use unknown_label::UnknownLabel;
pub use unknown_option::UnknownOption;
pub use untyped::Value;
pub use value_type::ValueType;
