use core::fmt::{self, Display};

use super::limits::{MAX_CONDITIONS, MAX_GROUPED_ROWS, MAX_LINKS, MAX_TOP};
use crate::number::with_commas;

/// An error in a query in FetchXML: it can't be expressed, or the service would reject it according
/// to its documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FetchError {
    /// More than 15 links, including those to intersect tables and for columns of related rows.
    Links {
        /// The number of links.
        count: usize,
    },
    /// More than 500 conditions and links together.
    ConditionsAndLinks {
        /// The number of conditions.
        conditions: usize,
        /// The number of links.
        links: usize,
    },
    /// A `top` of 0, or of more than 5,000 rows.
    Top(u32),
    /// Both `top` and pages.
    TopAndPages,
    /// A page with the number 0.
    PageZero,
    /// Groups ordered by a key or total that the query doesn't have.
    UnknownOrder {
        /// The name of the key or total, such as `key2`.
        name: String,
    },
    /// A limit of rows to aggregate of 0, or of more than 50,000.
    AggregateLimit(u32),
    /// A relationship whose lookup column isn't on the included pages.
    UnknownLookup {
        /// The schema name of the relationship.
        relationship: &'static str,
    },
    /// A condition over a many-to-many relationship, whose intersect table isn't known.
    ManyToMany {
        /// The schema name of the relationship.
        relationship: &'static str,
    },
    /// A table that is linked twice by `first_match`.
    FirstMatches {
        /// The logical name of the table.
        table: &'static str,
    },
    /// A column of rows linked by `first_match` with the name of one of the queried table.
    FirstMatchColumn {
        /// The column's schema name, which it has in the response.
        schema_name: &'static str,
    },
    /// A column of a related row in the filter or order of linked rows.
    RelatedInLink {
        /// The column's property.
        property: &'static str,
    },
    /// A column or condition of linked rows that the query doesn't link.
    NotLinked {
        /// The logical name of the linked table.
        table: &'static str,
    },
    /// A link as a condition on linked rows, in the filter of the query.
    LinkOfLinked {
        /// The logical name of the table of the condition.
        table: &'static str,
    },
    /// A query for groups with a link that selects or orders columns.
    LinkOfGroups {
        /// The logical name of the linked table.
        table: &'static str,
    },
    /// A `Query` along a relationship of a row, which FetchXML has to start from the table.
    NotOfTable {
        /// The path of the query.
        path: String,
    },
    /// A `Query` that tracks changes.
    Tracked,
    /// A `Query` with an expansion, which FetchXML has no place for.
    Expansion {
        /// The navigation property.
        navigation_property: &'static str,
    },
    /// A condition with `not` or in the `all` of a `Query` that has no opposite.
    NoOpposite {
        /// Dataverse's query function.
        name: &'static str,
    },
    /// The text of an OData filter.
    Unchecked,
    /// A condition with an empty list.
    EmptyList {
        /// Dataverse's query function.
        name: &'static str,
    },
    /// An infinite or NaN double.
    NotFinite {
        /// The column's property.
        property: &'static str,
    },
    /// A character that XML can't represent.
    Character {
        /// The column's property.
        property: &'static str,
        /// The character.
        character: char,
    },
}

impl Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Links { count } => write!(
                f,
                "query has {} links, including those for columns of related rows; the limit is {MAX_LINKS}: use several queries",
                with_commas(*count)
            ),
            Self::ConditionsAndLinks { conditions, links } => write!(
                f,
                "query has {conditions} conditions and {links} links; the limit for both together is {MAX_CONDITIONS}: use `is_in` for a list of values"
            ),
            Self::Top(rows) => write!(
                f,
                "expected a `top` of 1 to {}, found {rows}: use pages for more rows",
                with_commas(MAX_TOP as usize)
            ),
            Self::TopAndPages => {
                f.write_str("cannot combine `top` with `page_size` or `page`: remove one of them")
            }
            Self::PageZero => f.write_str("expected a page number of 1 or more, found 0"),
            Self::UnknownOrder { name } => write!(
                f,
                "cannot order groups by `{name}`, which the query lacks: keys and totals are counted from 0"
            ),
            Self::AggregateLimit(rows) => write!(
                f,
                "expected a limit of 1 to {} rows, found {rows}",
                with_commas(MAX_GROUPED_ROWS as usize)
            ),
            Self::UnknownLookup { relationship } => write!(
                f,
                "unknown lookup column of relationship `{relationship}`, whose page lacks it: use the relationship of the other table"
            ),
            Self::ManyToMany { relationship } => write!(
                f,
                "cannot link rows over many-to-many relationship `{relationship}` without its intersect table: use `relationship.link_any(condition)`, or name the table by `relationship.over(\"the_table\")`"
            ),
            Self::FirstMatches { table } => write!(
                f,
                "cannot link table `{table}` twice by `first_match`, whose columns have no alias in the response: use `inner` or `outer` for one of the links"
            ),
            Self::FirstMatchColumn { schema_name } => write!(
                f,
                "cannot read column `{schema_name}` of rows linked by `first_match`, as the queried table has a column of that name and the response has no alias: select other columns of the linked rows, or use `inner` or `outer`"
            ),
            Self::RelatedInLink { property } => write!(
                f,
                "cannot use the column `{property}` of a related row in the filter or order of linked rows: link the linked rows to it, and filter there"
            ),
            Self::NotLinked { table } => write!(
                f,
                "cannot use rows of table `{table}` that the query doesn't link: pass `inner()` or `outer()` of the relationship to `link`"
            ),
            Self::LinkOfLinked { table } => write!(
                f,
                "cannot use a link to table `{table}` as a condition on linked rows of the query: use it in the filter of their link"
            ),
            Self::LinkOfGroups { table } => write!(
                f,
                "cannot select or order columns of table `{table}`, which a query for groups links: use `linked_column` in `group_by` or `compute`"
            ),
            Self::NotOfTable { path } => write!(
                f,
                "cannot express a query of `{path}` in FetchXML: query the table, and filter by its lookup"
            ),
            Self::Tracked => f.write_str(
                "cannot express `track_changes` in FetchXML: send the query without the conversion",
            ),
            Self::Expansion {
                navigation_property,
            } => write!(
                f,
                "cannot express the expansion of `{navigation_property}` in FetchXML: use `link`"
            ),
            Self::NoOpposite { name } => write!(
                f,
                "cannot express the opposite of the query function `{name}` in FetchXML: use other conditions, or filter the rows of the response"
            ),
            Self::Unchecked => {
                f.write_str("cannot express `Filter::unchecked` in FetchXML, as its text is OData's: use typed conditions, or write the query for `fetch_text`")
            }
            Self::EmptyList { name } => write!(
                f,
                "empty list in the query function `{name}`: pass a value, or leave out the condition"
            ),
            Self::NotFinite { property } => {
                write!(f, "cannot compare `{property}` to an infinite or NaN value: use a finite one")
            }
            Self::Character {
                property,
                character,
            } => write!(
                f,
                "cannot compare `{property}` to text with the character {character:?}, which XML can't represent: remove it from the text"
            ),
        }
    }
}
