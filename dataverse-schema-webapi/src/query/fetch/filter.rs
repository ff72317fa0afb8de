use core::marker::PhantomData;

use super::ast::{Criteria, Mark};
use crate::query::filter::Filter;

/// A condition on rows of table `T` that a [`Fetch`](super::Fetch) can use, but no `Query`.
///
/// Methods of columns ([`FetchConditions`](super::FetchConditions)) and of relationships
/// ([`LinkConditions`](super::LinkConditions)) create one. A [`Filter`] converts into one.
#[derive(Clone, Debug)]
#[must_use]
pub struct FetchFilter<T> {
    pub(super) criteria: Criteria,
    table: PhantomData<fn() -> T>,
}

impl<T> FetchFilter<T> {
    pub(super) fn new(criteria: Criteria) -> Self {
        Self {
            criteria,
            table: PhantomData,
        }
    }

    /// Matches rows that match both conditions.
    pub fn and(self, other: impl IntoFetchFilter<T>) -> Self {
        let other = other.into_fetch_filter().criteria;
        Self::new(match self.criteria {
            Criteria::And(mut all) => {
                all.push(other);
                Criteria::And(all)
            }
            first => Criteria::And(vec![first, other]),
        })
    }

    /// Matches rows that match at least one of the conditions.
    pub fn or(self, other: impl IntoFetchFilter<T>) -> Self {
        let other = other.into_fetch_filter().criteria;
        Self::new(match self.criteria {
            Criteria::Or(mut any) => {
                any.push(other);
                Criteria::Or(any)
            }
            first => Criteria::Or(vec![first, other]),
        })
    }

    /// Lets the database unite the rows of each condition of an [`or`](Self::or), which can be
    /// faster for columns of different tables (`hint='union'`).
    ///
    /// A query can have one such filter, and it is ignored more than three levels deep ([union
    /// hint]). A [`Filter`] converts: `FetchFilter::from(a.or(b)).with_union_hint()`.
    ///
    /// A filter that isn't an `or` becomes the only condition of one, so that nothing is united.
    ///
    /// [union hint]: https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/optimize-performance#union-hint
    pub fn with_union_hint(self) -> Self {
        self.marked(Mark::Union)
    }

    /// Makes an [`or`](Self::or) of patterns a quick find, which the service evaluates before all
    /// other conditions, and which fails if more than 10,000 rows match ([quick find queries]).
    ///
    /// Give it several patterns of [`matches`](super::FetchConditions::matches): one alone is faster
    /// as an ordinary filter. A filter that isn't an `or` becomes the only condition of one.
    ///
    /// [quick find queries]: https://learn.microsoft.com/power-apps/developer/data-platform/quick-find
    pub fn with_quick_find(self) -> Self {
        self.marked(Mark::QuickFind)
    }

    fn marked(self, mark: Mark) -> Self {
        Self::new(Criteria::Marked {
            mark,
            filter: Box::new(self.criteria),
        })
    }
}

impl<T> From<Filter<T>> for FetchFilter<T> {
    fn from(filter: Filter<T>) -> Self {
        Self::new(Criteria::Plain(filter.condition))
    }
}

/// A condition on rows of table `T`: a [`Filter`], a [`FetchFilter`], or a tuple of conditions, all
/// of which rows match. The empty tuple matches all rows.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a condition on rows of `{T}`",
    label = "expected a condition on rows of `{T}`",
    note = "columns have methods that return conditions, with `let c = TheTable::columns();`: `c.name.eq(\"Contoso\")`, `c.name.matches(\"C_ntoso%\")`; the methods `and` and `or` combine them; a tuple of up to 8 conditions means `and`",
    note = "for a condition on a related row, use `TheTable::many_to_one().lookup.column(c.name).eq(…)`; on a list of them, `TheTable::one_to_many().list.link_any(condition)`"
)]
pub trait IntoFetchFilter<T> {
    #[doc(hidden)]
    fn into_fetch_filter(self) -> FetchFilter<T>;
}

impl<T> IntoFetchFilter<T> for FetchFilter<T> {
    fn into_fetch_filter(self) -> Self {
        self
    }
}

impl<T> IntoFetchFilter<T> for Filter<T> {
    fn into_fetch_filter(self) -> FetchFilter<T> {
        self.into()
    }
}

macro_rules! tuples {
    ($first:ident $($name:ident)*) => {
        impl<T, $first: IntoFetchFilter<T>, $($name: IntoFetchFilter<T>),*> IntoFetchFilter<T>
            for ($first, $($name,)*)
        {
            #[allow(non_snake_case)]
            fn into_fetch_filter(self) -> FetchFilter<T> {
                let ($first, $($name,)*) = self;
                FetchFilter::new(Criteria::And(vec![
                    $first.into_fetch_filter().criteria,
                    $($name.into_fetch_filter().criteria,)*
                ]))
            }
        }
        tuples! { $($name)* }
    };
    () => {
        impl<T> IntoFetchFilter<T> for () {
            fn into_fetch_filter(self) -> FetchFilter<T> {
                FetchFilter::new(Criteria::And(Vec::new()))
            }
        }
    };
}
tuples! { A B C D E F G H }
