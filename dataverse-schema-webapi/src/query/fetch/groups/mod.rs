//! Groups of rows and totals over them, in FetchXML.

mod ast;
mod check;
mod date_part;
mod groups;
mod key;
mod lower;
mod total;
mod tuple;

pub use self::date_part::{DateParts, FiscalPart, TimePart};
pub use self::groups::FetchGroups;
pub use self::key::FetchKeys;
pub use self::total::{Countable, FetchTotals};
