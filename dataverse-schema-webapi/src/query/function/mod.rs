//! Dataverse's query functions as conditions.

mod choices;
mod date_time;
mod declare;
mod identity;
mod language;
mod list;

pub use self::choices::OfChoices;
pub use self::date_time::{Calendar, Clock, InHours, InTime};
pub use self::identity::{Identity, OfCaller};
pub use self::language::OfLanguage;
pub use self::list::Matches;
