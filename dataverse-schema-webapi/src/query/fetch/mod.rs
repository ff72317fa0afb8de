//! Queries in FetchXML, which can say what `$filter` and its like can't.
//!
//! `T::fetch()` starts a [`Fetch`]. It takes the same columns, filters, and orders as a `Query`, and
//! in addition [`FetchFilter`]s and [`Link`]s to other tables, whose columns come in the same row:
//! [`Joined`].

mod ast;
mod check;
mod children;
mod column;
mod column_link;
mod fetch;
mod filter;
mod from_query;
mod groups;
mod hint;
mod join;
mod joined;
mod link;
mod linked_column;
mod lower;
mod operator;
mod over;
mod paging;
mod related;
mod typing;
mod url;
mod view;
mod xml;

pub use self::children::ChildCount;
pub use self::column::FetchConditions;
pub use self::column_link::{ColumnLink, LinkColumns};
pub use self::fetch::Fetch;
pub use self::filter::{FetchFilter, IntoFetchFilter};
pub use self::groups::{
    Countable, DateParts, FetchGroups, FetchKeys, FetchTotals, FiscalPart, TimePart,
};
pub use self::hint::QueryHint;
pub use self::join::{Join, Joinable};
pub use self::joined::{Joined, LinkedRows};
pub use self::link::{Link, Links, OneLink, RequiredLink, Unlinked, kind};
pub use self::linked_column::LinkedColumn;
pub use self::over::{Over, OverIntersect};
pub use self::paging::PagingError;
pub use self::related::LinkConditions;
pub use self::view::View;
