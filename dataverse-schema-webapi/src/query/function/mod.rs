//! Dataverse's query functions as conditions.

mod choices;
mod date_time;
mod declare;
mod identity;
mod language;
mod list;

pub use self::choices::{ChoicesFunctions, IntoOptions, OptionSet};
pub use self::date_time::{DateFunctions, DateValue, TimeFunctions, TimeValue};
pub use self::identity::{Identity, IdentityFunctions};
pub use self::language::{Language, LanguageFunctions};
pub use self::list::{IntoValues, ListFunctions};
