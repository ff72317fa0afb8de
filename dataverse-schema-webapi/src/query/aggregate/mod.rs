//! Groups of rows and totals over them (`$apply`).

mod aggregate;
mod cells;
mod group;
mod key;
mod read;
mod total;
mod tuple;

pub use self::aggregate::{Aggregate, Unset};
pub use self::group::{Group, Groups};
pub use self::key::GroupKeys;
pub use self::total::{Computable, MinMax, Summable, Total, Totals};
