use core::fmt::{self, Debug, Display};

use dataverse_schema_runtime::value::ValueType;

use super::fetch_error::FetchError;
use super::limits::{
    MAX_CONDITIONS, MAX_EXPANSIONS, MAX_LISTED_TEXT, MAX_PAGE_SIZE, MAX_URL, MAX_URL_IN_BATCH,
};
use crate::number::with_commas;

/// An error in a query: according to its documentation, the service would reject the query, or
/// return a different result.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum QueryError {
    /// A URL that is too long.
    Url {
        /// Its length below the base URL, in bytes.
        length: usize,
        /// The maximum length for a GET, or for one in a batch.
        limit: usize,
    },
    /// A query option of OData, `fetchXml`, or a parameter alias, that `query_option` adds to a
    /// query that has it.
    DuplicateOption {
        /// The name of the option.
        name: String,
    },
    /// Too many expansions, nested ones included.
    Expansions {
        /// The number of expansions.
        count: usize,
    },
    /// Too many conditions in a filter.
    Conditions {
        /// The number of conditions.
        count: usize,
    },
    /// A page size of 0, or of more than 5,000 rows.
    PageSize(u32),
    /// Both `top` and a page size, which makes the service ignore `top`.
    TopAndPageSize,
    /// Both `top` and a count, which the documentation advises against.
    TopAndCount,
    /// `track_changes` together with an option that the service rejects then, or with annotations,
    /// which make the service leave out the link to later changes.
    TrackedWith {
        /// The method that sets the option.
        method: &'static str,
    },
    /// `track_changes` of rows along a relationship or from a function. The service tracks those
    /// of an entity set.
    TrackedPath {
        /// The path of the query.
        path: String,
    },
    /// `order_by` or `top` of an expansion in a query with nested expansions.
    SortedWithNested {
        /// The navigation property.
        navigation_property: &'static str,
    },
    /// A many-to-many relationship in a query with nested expansions.
    ManyToManyWithNested {
        /// The navigation property.
        navigation_property: &'static str,
    },
    /// Expansions of the same relationship with different `order_by` or `top`, or of which only
    /// one is by reference; for fields of a projection, also with a `filter`. The service uses
    /// only the last.
    ConflictingExpansions {
        /// The navigation property.
        navigation_property: &'static str,
    },
    /// `by_reference` of an expansion with other options, which the service ignores.
    ReferenceWithOptions {
        /// The navigation property.
        navigation_property: &'static str,
    },
    /// An expansion of the row that a write returns, which an update or upsert ignores, and which
    /// returns no rows for a list inside another expansion.
    NotReturned {
        /// The navigation property.
        navigation_property: &'static str,
    },
    /// Rows ordered by a column both ascending and descending. The service uses only the last.
    ConflictingOrder {
        /// The column's property.
        property: &'static str,
    },
    /// A negated query function.
    NotFunction {
        /// The function.
        name: &'static str,
    },
    /// A query function inside `any` or `all`, which isn't documented.
    FunctionInLambda {
        /// The function.
        name: &'static str,
    },
    /// Text of a filter inside `any` or `all`, whose columns would be those of the row outside.
    UncheckedInLambda,
    /// A query function with an empty list.
    EmptyList {
        /// The function.
        name: &'static str,
    },
    /// A string of more than 850 UTF-16 code units in the list of a query function.
    ListedText {
        /// The function.
        name: &'static str,
        /// The string's length, in UTF-16 code units.
        length: usize,
    },
    /// An error in a query in FetchXML.
    Fetch(FetchError),
    /// Both `if_none_match` and expansions or annotations.
    Conditional,
    /// `if_none_match` of the row that a function returns.
    ConditionalResult,
    /// An infinite or NaN double, which a URL can't contain.
    NotFinite {
        /// The property.
        property: &'static str,
    },
    /// A value, or another column, that isn't of the type of a column that was found by name.
    WrongType {
        /// The column's property.
        property: &'static str,
        /// The type of the column's values, or `None` if it has none in a row.
        expected: Option<ValueType>,
        /// The type of the value.
        actual: Option<ValueType>,
    },
    /// A condition that the values of a column that was found by name don't have.
    Operator {
        /// The column's property.
        property: &'static str,
        /// The operator or function.
        operator: &'static str,
    },
    /// A column that was found by name and that rows don't have.
    NotReadable {
        /// The column's property.
        property: &'static str,
    },
    /// An aggregate with neither keys nor totals.
    NothingToCompute,
    /// Two keys of an aggregate with the same name in the response.
    DuplicateKey {
        /// The name.
        name: String,
    },
    /// A key of an aggregate that isn't documented: a column that several lookups lead to, or a
    /// lookup of a related row.
    UnsupportedKey {
        /// The column's property.
        property: &'static str,
    },
    /// Groups ordered by a column of the table that isn't a key, or by a column of a related row.
    OrderedByOther {
        /// The column's property.
        property: &'static str,
    },
}

impl Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url { length, limit } => {
                write!(
                    f,
                    "URL is {} bytes long; the limit is {}: select fewer columns",
                    with_commas(*length),
                    with_commas(*limit)
                )?;
                if *limit == MAX_URL {
                    let limit = with_commas(MAX_URL_IN_BATCH);
                    write!(f, ", list fewer values, or send it in a batch, where the limit is {limit}")
                } else {
                    f.write_str(" or list fewer values")
                }
            }
            Self::DuplicateOption { name } => {
                write!(f, "duplicate query option `{name}`: remove one of them")
            }
            Self::Expansions { count } => write!(
                f,
                "query has {} expansions, nested ones included; the limit is {MAX_EXPANSIONS}: use several queries",
                with_commas(*count)
            ),
            Self::Conditions { count } => write!(
                f,
                "filter has {} conditions; the limit is {MAX_CONDITIONS}: use `is_in` for a list of values",
                with_commas(*count)
            ),
            Self::PageSize(size) => write!(
                f,
                "expected a page size of 1 to {}, found {size}",
                with_commas(MAX_PAGE_SIZE as usize)
            ),
            Self::TopAndPageSize => {
                f.write_str("cannot combine `top` with `page_size`, which makes the service ignore `top`: remove one of them")
            }
            Self::TopAndCount => {
                f.write_str("cannot combine `top` with `count`: remove one of them")
            }
            Self::TrackedWith { method } => write!(
                f,
                "cannot combine `track_changes` with `{method}`: {}",
                alternative(method)
            ),
            Self::TrackedPath { path } => write!(
                f,
                "cannot track the changes of `{path}`: track those of the table, and filter the rows of the response"
            ),
            Self::SortedWithNested {
                navigation_property,
            } => write!(
                f,
                "cannot use `order_by` or `top` of `{navigation_property}` in a query with nested expansions: sort the response, or use two queries"
            ),
            Self::ManyToManyWithNested {
                navigation_property,
            } => write!(
                f,
                "cannot expand many-to-many relationship `{navigation_property}` in a query with nested expansions: use two queries"
            ),
            Self::ConflictingExpansions {
                navigation_property,
            } => write!(
                f,
                "conflicting expansions of `{navigation_property}`: use the same options for all of them, or two queries"
            ),
            Self::ReferenceWithOptions {
                navigation_property,
            } => write!(
                f,
                "cannot combine `by_reference` of `{navigation_property}` with other options: remove one of them"
            ),
            Self::NotReturned {
                navigation_property,
            } => write!(
                f,
                "the response to this write has no rows of `{navigation_property}`: retrieve them after it"
            ),
            Self::ConflictingOrder { property } => write!(
                f,
                "cannot order by `{property}` both ascending and descending: remove one of the orders"
            ),
            Self::NotFunction { name } => {
                write!(f, "cannot negate the query function `{name}`")?;
                match counterpart(name) {
                    Some(method) => write!(f, ": use `{method}`"),
                    None => f.write_str(": use other conditions, or filter the rows of the response"),
                }
            }
            Self::FunctionInLambda { name } => write!(
                f,
                "cannot use the query function `{name}` inside `any` or `all`, only on columns of the queried table"
            ),
            Self::UncheckedInLambda => f.write_str(
                "cannot use `Filter::unchecked` inside `any` or `all`, where its columns would be those of the row outside: write the whole `any` or `all` as its text",
            ),
            Self::EmptyList { name } => write!(
                f,
                "empty list in the query function `{name}`: pass a value, or leave out the condition"
            ),
            Self::ListedText { name, length } => write!(
                f,
                "string in the query function `{name}` is {} UTF-16 code units long; the limit is {MAX_LISTED_TEXT}",
                with_commas(*length)
            ),
            Self::Fetch(error) => Display::fmt(error, f),
            Self::Conditional => f.write_str(
                "cannot combine `if_none_match` with expansions or annotations: remove one of them",
            ),
            Self::ConditionalResult => f.write_str(
                "cannot combine `if_none_match` with the result of a function: remove it",
            ),
            Self::NotFinite { property } => {
                write!(f, "cannot compare `{property}` to an infinite or NaN value: use a finite one")
            }
            Self::WrongType {
                property,
                expected,
                actual,
            } => write!(
                f,
                "expected a value of type {} for `{property}`, found {}",
                type_name(*expected),
                type_name(*actual)
            ),
            Self::Operator { property, operator } => {
                write!(f, "cannot use `{operator}` with values of `{property}`")
            }
            Self::NotReadable { property } => {
                write!(f, "cannot query `{property}`, which rows don't have: remove it from the query")
            }
            Self::NothingToCompute => {
                f.write_str("aggregate has neither keys nor totals: add `group_by` or `compute`")
            }
            Self::DuplicateKey { name } => write!(
                f,
                "duplicate key `{name}` in the response: compute one of the two keys in a separate aggregate"
            ),
            Self::UnsupportedKey { property } => write!(
                f,
                "unsupported key `{property}`: use a column of the table, or a column of a related row that isn't a lookup"
            ),
            Self::OrderedByOther { property } => write!(
                f,
                "cannot order groups by `{property}`: order by a key that is a column of the table, or sort the response"
            ),
        }
    }
}

/// Returns what to do instead of an option that can't be combined with `track_changes`.
fn alternative(method: &str) -> &'static str {
    match method {
        "filter" => "filter the rows of the response",
        "order_by" => "sort the rows of the response",
        "expand" => "track the changes of the related table in a query of its own",
        "top" => "use `page_size`",
        _ => {
            "with them, the response has no delta link; remove them, and formatted fields of a projection"
        }
    }
}

/// Returns the method for the opposite condition.
fn counterpart(name: &str) -> Option<&'static str> {
    Some(match name {
        "In" => "is_not_in",
        "NotIn" => "is_in",
        "Between" => "not_between",
        "NotBetween" => "between",
        "ContainValues" => "does_not_contain_values",
        "DoesNotContainValues" => "contain_values",
        "Under" => "not_under",
        "NotUnder" => "under",
        "EqualUserId" => "not_equal_user_id",
        "NotEqualUserId" => "equal_user_id",
        "EqualBusinessId" => "not_equal_business_id",
        "NotEqualBusinessId" => "equal_business_id",
        _ => return None,
    })
}

/// All errors of a query.
#[derive(Clone, PartialEq, Eq)]
pub struct QueryErrors {
    errors: Vec<QueryError>,
}

impl QueryErrors {
    /// Returns an error unless the list is empty.
    pub(crate) fn check(errors: Vec<QueryError>) -> Result<(), Self> {
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Self { errors })
        }
    }

    /// Returns the errors.
    pub fn as_slice(&self) -> &[QueryError] {
        &self.errors
    }
}

impl Display for QueryErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.errors.iter().enumerate() {
            let separator = if index > 0 { "\n" } else { "" };
            write!(f, "{separator}{error}")?;
        }
        Ok(())
    }
}

/// Formats like [`Display`], for `expect` and for a `main` that returns the error.
impl Debug for QueryErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl core::error::Error for QueryErrors {}

fn type_name(value_type: Option<ValueType>) -> String {
    value_type.map_or("`None`".to_owned(), |value_type| value_type.to_string())
}
