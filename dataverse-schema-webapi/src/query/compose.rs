use dataverse_schema_runtime::internal::Never;
use dataverse_schema_runtime::operation::{
    Action, Call, ManyRows, NotComposable, OneRow, Operation, OtherResult,
};
use dataverse_schema_runtime::rule::Invalid;
use dataverse_schema_runtime::table::Table;

use super::projection::ProjectionOf;
use super::query::Query;
use super::retrieve::Retrieve;

/// Starts queries for the rows that a function returns.
///
/// A [composable function] takes query options: a [`Query`] for functions that return several rows,
/// and a [`Retrieve`] for those that return one. A page says by `IsComposable` whether a function is
/// composable. If it doesn't say so, the function can be queried.
///
/// [composable function]: https://learn.microsoft.com/power-apps/developer/data-platform/webapi/web-api-functions#composable-functions
pub trait Compose: Operation {
    /// Checks the new rows among the arguments, and starts a query for rows of the table.
    ///
    /// # Errors
    /// Returns all rules that the first invalid row violates.
    fn into_query(self) -> Result<<Self::Composition as Composition<Self>>::Rows, Invalid>
    where
        Self::Composition: Composition<Self>,
    {
        checked(self.call()).map(Self::Composition::rows)
    }

    /// Checks the new rows among the arguments, and starts a query for rows as a projection.
    ///
    /// # Errors
    /// Returns all rules that the first invalid row violates.
    fn into_query_as<P>(
        self,
    ) -> Result<<Self::Composition as CompositionAs<Self, P>>::Projected, Invalid>
    where
        Self::Composition: CompositionAs<Self, P>,
    {
        checked(self.call()).map(Self::Composition::projected)
    }

    /// Isn't an option of an operation; it exists so that the compiler names `into_query`.
    #[doc(hidden)]
    fn select<N: OptionOfQuery>(self, _: N) -> Self {
        N::never()
    }

    /// Isn't an option of an operation; it exists so that the compiler names `into_query`.
    #[doc(hidden)]
    fn filter<N: OptionOfQuery>(self, _: N) -> Self {
        N::never()
    }

    /// Isn't an option of an operation; it exists so that the compiler names `into_query`.
    #[doc(hidden)]
    fn order_by<N: OptionOfQuery>(self, _: N) -> Self {
        N::never()
    }

    /// Isn't an option of an operation; it exists so that the compiler names `into_query`.
    #[doc(hidden)]
    fn expand<N: OptionOfQuery>(self, _: N) -> Self {
        N::never()
    }

    /// Isn't an option of an operation; it exists so that the compiler names `into_query`.
    #[doc(hidden)]
    fn top<N: OptionOfQuery>(self, _: N) -> Self {
        N::never()
    }

    /// Isn't an option of an operation; it exists so that the compiler names `into_query`.
    #[doc(hidden)]
    fn page_size<N: OptionOfQuery>(self, _: N) -> Self {
        N::never()
    }
}

impl<O: Operation> Compose for O {}

/// A trait that no type implements, for the error about query options of an operation.
#[diagnostic::on_unimplemented(
    message = "an operation has no query options",
    label = "expected `into_query` before query options",
    note = "start a query for the rows that a function returns: `function.into_query()?.select(c.name)`; other operations have no query options"
)]
pub trait OptionOfQuery: Never {}

/// The URL of a call, in parts.
#[doc(hidden)]
#[derive(Debug)]
pub struct CallUrl {
    path: String,
    aliases: Vec<String>,
}

fn checked(call: &Call) -> Result<CallUrl, Invalid> {
    call.validate()?;
    Ok(CallUrl {
        path: call.resource(),
        aliases: call.aliases().expect("arguments are valid, and so JSON"),
    })
}

/// The composition of the function `O` with a query for rows of the table.
pub trait Composition<O> {
    /// The query.
    type Rows;

    #[doc(hidden)]
    fn rows(url: CallUrl) -> Self::Rows;
}

/// The composition of the function `O` with a query for rows as the projection `P`.
pub trait CompositionAs<O, P> {
    /// The query.
    type Projected;

    #[doc(hidden)]
    fn projected(url: CallUrl) -> Self::Projected;
}

macro_rules! compositions {
    ($($rows:ident: $query:ident),*) => {
        $(impl<O, T: Table> Composition<O> for $rows<T> {
            type Rows = $query<T>;

            fn rows(url: CallUrl) -> $query<T> {
                $query::for_call(url.path, url.aliases)
            }
        }

        impl<O, T, P: ProjectionOf<T>> CompositionAs<O, P> for $rows<T> {
            type Projected = $query<P>;

            fn projected(url: CallUrl) -> $query<P> {
                $query::for_call(url.path, url.aliases)
            }
        })*
    };
}
compositions! { ManyRows: Query, OneRow: Retrieve }

/// A trait that no type implements, for the error about a function that isn't composable.
#[diagnostic::on_unimplemented(
    message = "query options can't follow `{Self}`, which isn't composable",
    label = "expected a composable function",
    note = "`IsComposable` of this function is `False`; `into_request` makes the request without options",
    note = "filter or sort the rows of the result, or query their table"
)]
pub trait ComposableFunction: Never {}

/// A trait that no type implements, for the error about a function with another result.
#[diagnostic::on_unimplemented(
    message = "query options can't follow `{Self}`, which doesn't return rows of an included page",
    label = "expected a function that returns rows",
    note = "if the page of operations names the table of its rows, add the page of that table to `include_schema!`; `into_request` makes the request without options"
)]
pub trait FunctionOfRows: Never {}

/// A trait that no type implements, for the error about an action.
#[diagnostic::on_unimplemented(
    message = "query options can't follow `{Self}`, which is an action",
    label = "expected a function",
    note = "only functions are composable; `into_request` makes the request without options"
)]
pub trait Function: Never {}

macro_rules! no_compositions {
    ($($reason:ident where $trait:ident;)*) => {
        $(impl<O: $trait> Composition<O> for $reason {
            type Rows = ();

            fn rows(_: CallUrl) {}
        }

        impl<O: $trait, P> CompositionAs<O, P> for $reason {
            type Projected = ();

            fn projected(_: CallUrl) {}
        })*
    };
}
no_compositions! {
    NotComposable where ComposableFunction;
    OtherResult where FunctionOfRows;
    Action where Function;
}
