//! Groups of rows and totals over them (`$apply`).

mod aggregate;
mod cells;
mod group;
mod key;
mod read;
mod read_groups;
mod total;
mod tuple;

pub(super) use self::aggregate::GroupedRows;
pub use self::aggregate::{Aggregate, Unset};
pub(crate) use self::cells::Cells;
pub use self::group::{Group, Groups};
pub use self::key::GroupKeys;
pub(crate) use self::read::{Names, read_groups};
pub use self::read_groups::ReadGroups;
pub use self::total::{Computable, MinMax, Summable, Total, Totals};
pub(crate) use self::tuple::tuples;
