//! Projections whose related rows end.
//!
//! Each level of related rows is an expansion in the one above. A query may have 15 expansions, so
//! the types count down from there: a projection that contains itself reaches the end, and so does
//! one in a ring of any length.

use super::field::RelatedField;
use crate::table::Table;

/// A number of levels of related rows that may follow.
#[derive(Debug)]
pub struct Levels<const N: usize>;

/// The levels that may follow the related rows of a query.
pub type RelatedLevels = Levels<14>;

/// A number of levels that isn't 0, so that the projection `P` may have related rows.
pub trait Level<P> {
    /// The levels that may follow the related rows.
    type Below;
}

macro_rules! levels {
    ($($level:literal above $below:literal,)*) => {
        $(impl<P> Level<P> for Levels<$level> {
            type Below = Levels<$below>;
        })*
    };
}
levels! {
    1 above 0, 2 above 1, 3 above 2, 4 above 3, 5 above 4, 6 above 5, 7 above 6, 8 above 7,
    9 above 8, 10 above 9, 11 above 10, 12 above 11, 13 above 12, 14 above 13,
}

/// A row type or a projection, whose related rows end within the levels `D`.
pub trait Nested<D> {}
#[diagnostic::do_not_recommend]
impl<T: Table, D> Nested<D> for T {}

/// A field type that can hold related rows, which end within the levels `D`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` contains itself in its related rows, or has more than 15 levels of them",
    label = "the query would expand related rows without end",
    note = "use another projection for the related rows, without the field that leads back, or the row type of the table"
)]
pub trait NestedField<D> {}
#[diagnostic::do_not_recommend]
impl<D, F: RelatedField<Projection: Nested<D>>> NestedField<D> for F {}
