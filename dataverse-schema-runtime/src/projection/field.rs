use super::from_row::FromRow;
use crate::table::Table;
use crate::value::{Lookup, Reference};

/// A field type that can hold a column's value of type `V`.
///
/// It is `V` if the column always has a value, or else `Option<V>`. For lookups, [`Reference`] may
/// replace `V`.
#[diagnostic::on_unimplemented(
    message = "a field of type `{Self}` can't hold this column",
    label = "expected `Option<{V}>`, or `{V}` if there always is a value",
    note = "for the row that a lookup leads to, add `#[projection(many_to_one = the_lookup)]` to the field"
)]
pub trait FromColumn<V>: Sized {
    /// Returns the field's value.
    ///
    /// Returns `None` if the column has no value and the field must have one.
    fn from_column(value: Option<V>) -> Option<Self>;
}

impl<V> FromColumn<V> for V {
    fn from_column(value: Option<V>) -> Option<V> {
        value
    }
}

impl<V> FromColumn<V> for Option<V> {
    fn from_column(value: Option<V>) -> Option<Option<V>> {
        Some(value)
    }
}

/// A lookup, regardless of its targets.
#[diagnostic::do_not_recommend]
impl<S> FromColumn<Lookup<S>> for Reference {
    fn from_column(value: Option<Lookup<S>>) -> Option<Reference> {
        value.map(Lookup::into_reference)
    }
}

#[diagnostic::do_not_recommend]
impl<S> FromColumn<Lookup<S>> for Option<Reference> {
    fn from_column(value: Option<Lookup<S>>) -> Option<Option<Reference>> {
        Some(value.map(Lookup::into_reference))
    }
}

/// A field type that can hold related rows.
#[diagnostic::on_unimplemented(
    message = "a field of type `{Self}` can't hold related rows",
    label = "expected a row type, a projection, or an `Option` or `Vec` of one",
    note = "a struct of yours becomes a projection by `#[derive(Projection)] #[projection(table = path::to::TheTable)]`"
)]
pub trait RelatedField {
    /// The type that each row is converted into.
    type Projection: FromRow;
}

#[diagnostic::do_not_recommend]
impl<P: FromRow> RelatedField for P {
    type Projection = P;
}

#[diagnostic::do_not_recommend]
impl<P: FromRow> RelatedField for Option<P> {
    type Projection = P;
}

#[diagnostic::do_not_recommend]
impl<P: FromRow> RelatedField for Vec<P> {
    type Projection = P;
}

/// A field type that can hold the row of a relationship to one row.
///
/// It is a projection if there always is a row, or else an `Option` of it.
#[diagnostic::on_unimplemented(
    message = "a field of type `{Self}` can't hold the rows of this relationship",
    label = "expected `Option<P>` for at most one row of `{T}`, or `P` if there always is one",
    note = "`P` is `{T}` or a projection of it; `one_to_many` and `many_to_many` need a `Vec<P>`"
)]
pub trait FromRelatedRow<T>: RelatedField + Sized {
    /// Returns the field's value.
    ///
    /// Returns `None` if there is no row and the field must have one.
    fn from_related(related: Option<Self::Projection>) -> Option<Self>;
}

#[diagnostic::do_not_recommend]
impl<T: Table, P: FromRow> FromRelatedRow<T> for P {
    fn from_related(related: Option<P>) -> Option<P> {
        related
    }
}

#[diagnostic::do_not_recommend]
impl<T: Table, P: FromRow> FromRelatedRow<T> for Option<P> {
    fn from_related(related: Option<P>) -> Option<Option<P>> {
        Some(related)
    }
}

/// A field type that can hold the rows of a relationship to a list of rows: `Vec<P>`.
#[diagnostic::on_unimplemented(
    message = "a field of type `{Self}` can't hold the rows of this relationship",
    label = "expected `Vec<P>` for a list of rows of `{T}`",
    note = "`P` is `{T}` or a projection of it; `many_to_one` needs an `Option<P>` or a `P`"
)]
pub trait FromRelatedRows<T>: RelatedField + Sized {
    /// Returns the field's value.
    fn from_related(rows: Vec<Self::Projection>) -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: Table, P: FromRow> FromRelatedRows<T> for Vec<P> {
    fn from_related(rows: Vec<P>) -> Vec<P> {
        rows
    }
}
