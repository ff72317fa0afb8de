//! Dataverse's query functions as conditions.

mod choices;
mod date_time;
mod declare;
mod identity;
mod language;
mod list;

pub use self::choices::ChoicesFunctions;
pub use self::date_time::{DateFunctions, DateValue, TimeFunctions, TimeValue};
pub use self::identity::{Identity, IdentityFunctions};
pub use self::language::LanguageFunctions;
pub use self::list::ListFunctions;
