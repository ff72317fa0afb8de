//! Actions and functions: their arguments and their results.

mod argument;
mod call;
mod complex;
mod composition;
mod enum_value;
mod from_result;
mod initialize_from;
mod into_row;
mod namespace;
mod result;
mod row_value;

pub use self::argument::{Argument, IntoArgument};
pub use self::call::{Call, Operation};
pub use self::complex::{Complex, Object};
pub use self::composition::{Action, ManyRows, NotComposable, OneRow, OtherResult};
pub use self::enum_value::{EnumType, Members, enum_argument, read_enum};
pub use self::from_result::FromResult;
pub use self::initialize_from::InitializeFrom;
pub use self::into_row::{AnyRow, IntoRow, RowOf};
pub use self::result::{read_complex, read_json, read_nothing, read_row, read_rows, read_value};
pub use self::row_value::RowValue;
