//! A query as plain data, whatever its table. The builders make it; `print` and `check` read it.

mod apply;
mod column_path;
mod condition;
mod hop;
mod options;
mod own;
mod rows;

pub(crate) use self::apply::{Apply, Computed};
pub(crate) use self::column_path::{ColumnPath, Step};
pub(crate) use self::condition::{Arguments, Condition, Operand};
pub(crate) use self::hop::{ColumnPair, Hop, Intersect, LinkedPath};
pub(crate) use self::options::{Expansion, Options, Origin, RelationshipKind, Sort, add_column};
pub(crate) use self::own::Own;
pub(crate) use self::rows::RowsQuery;
