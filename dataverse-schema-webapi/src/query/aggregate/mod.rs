//! Groups of rows and what is computed over them (`$apply`).

mod aggregate;
mod cells;
mod group;
mod key;
mod read;
mod total;
mod tuple;

pub use self::aggregate::Aggregate;
pub use self::group::{Group, Groups};
pub use self::key::Keys;
pub use self::total::{Average, Computable, Extreme, Total, Totals};
