//! What a query asks for, as plain data, whatever the table: the builders make it, `print` and `check` read it.

mod apply;
mod column_path;
mod condition;
mod options;
mod rows;

pub(crate) use self::apply::Apply;
pub(crate) use self::apply::Computed;
pub(crate) use self::column_path::ColumnPath;
pub(crate) use self::condition::{Arguments, Condition, Operand};
pub(crate) use self::options::Expansion;
pub(crate) use self::options::{Options, RelationshipKind, Sort};
pub(crate) use self::rows::RowsQuery;
