use core::fmt::{self, Debug, Display};

use super::limits::{
    MAX_CONDITIONS, MAX_EXPANSIONS, MAX_LISTED_TEXT, MAX_PAGE, MAX_URL, MAX_URL_IN_BATCH,
};

/// Why the service will refuse a query, or answer another one, by its documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The URL is longer than a request takes.
    Url {
        /// Its length below the base address, in bytes.
        length: usize,
        /// The most that a GET takes, or one in a batch.
        limit: usize,
    },
    /// More expansions than a query may have, nested ones included.
    Expansions {
        /// How many there are.
        count: usize,
    },
    /// More conditions than a filter may have.
    Conditions {
        /// How many there are.
        count: usize,
    },
    /// A page of no rows, or of more than 5,000.
    PageSize(u32),
    /// `top` is ignored where a page size is given.
    TopAndPageSize,
    /// `top` should not be used together with a count.
    TopAndCount,
    /// `order_by` and `top` of expanded rows fail where an expansion of the query is nested.
    SortedWithNested {
        /// The navigation property.
        navigation_property: &'static str,
    },
    /// Many-to-many relationships can't be expanded where an expansion of the query is nested.
    ManyToManyWithNested {
        /// The navigation property.
        navigation_property: &'static str,
    },
    /// The service refuses `not` in front of a query function.
    NotFunction {
        /// The function.
        name: &'static str,
    },
    /// The documentation has no query function over a navigation property, or inside `any` and `all`.
    FunctionInLambda {
        /// The function.
        name: &'static str,
    },
    /// A query function on a list without values.
    EmptyList {
        /// The function.
        name: &'static str,
    },
    /// A text in a list that is longer than 850 characters.
    ListedText {
        /// The function.
        name: &'static str,
        /// The text's length, in UTF-16 code units.
        length: usize,
    },
    /// Rows that come only if they have changed can't come with expansions or annotations.
    Conditional,
    /// A double that is no number, which no URL can carry.
    NotFinite {
        /// The property.
        property: &'static str,
    },
    /// An aggregate with neither keys nor totals.
    NothingToCompute,
    /// Two keys of an aggregate that come under one name.
    KeyTwice {
        /// The name.
        name: String,
    },
    /// The documentation has no aggregate by a column that more than one lookup leads to, or by a lookup of a related row.
    KeyTooFar {
        /// The column's property.
        property: &'static str,
    },
    /// Groups can only be ordered by keys that are columns of the table.
    OrderedByNoKey {
        /// The column's property.
        property: &'static str,
    },
}

impl Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url { length, limit } => {
                write!(f, "the URL has {length} bytes, and may have {limit}")?;
                match *limit == MAX_URL {
                    true => write!(
                        f,
                        ": select fewer columns or list fewer values, or send it in a batch, which takes {MAX_URL_IN_BATCH}"
                    ),
                    false => write!(f, ": select fewer columns or list fewer values"),
                }
            }
            Self::Expansions { count } => write!(
                f,
                "{count} expansions, nested ones included: a query may have {MAX_EXPANSIONS}; ask for the others in a query of their own"
            ),
            Self::Conditions { count } => write!(
                f,
                "{count} conditions: a filter may have {MAX_CONDITIONS}; `is_in` takes many values as one"
            ),
            Self::PageSize(size) => {
                write!(f, "a page of {size} rows: it may have 1 to {MAX_PAGE}")
            }
            Self::TopAndPageSize => {
                f.write_str("`top` is ignored where `page_size` is given: leave one of them out")
            }
            Self::TopAndCount => {
                f.write_str("`top` should not be used together with `count`: leave one of them out")
            }
            Self::SortedWithNested {
                navigation_property,
            } => write!(
                f,
                "`{navigation_property}`: `order_by` and `top` fail where another expansion is nested; sort what came, or ask in two queries"
            ),
            Self::ManyToManyWithNested {
                navigation_property,
            } => write!(
                f,
                "`{navigation_property}`: a many-to-many relationship can't be expanded where an expansion is nested; ask in two queries"
            ),
            Self::NotFunction { name } => {
                write!(
                    f,
                    "`not` in front of the query function `{name}` is refused"
                )?;
                match counterpart(name) {
                    Some(method) => write!(f, ": use `{method}`"),
                    None => Ok(()),
                }
            }
            Self::FunctionInLambda { name } => write!(
                f,
                "the query function `{name}` inside `any` or `all`: its documentation has columns of the table itself only"
            ),
            Self::EmptyList { name } => write!(f, "the query function `{name}` without a value"),
            Self::ListedText { name, length } => write!(
                f,
                "a text of {length} characters in `{name}`: it may have {MAX_LISTED_TEXT}"
            ),
            Self::Conditional => f.write_str(
                "a row that comes only if it has changed can't come with expansions or annotations: leave out `if_none_match`, or those",
            ),
            Self::NotFinite { property } => {
                write!(f, "`{property}` is compared to a double that is no number")
            }
            Self::NothingToCompute => f.write_str(
                "an aggregate with neither keys nor totals: give it `group_by` or `compute`",
            ),
            Self::KeyTwice { name } => write!(
                f,
                "two keys come under the name `{name}`, as keys of related rows come under those of table and column: ask for one of them in an aggregate of its own"
            ),
            Self::KeyTooFar { property } => write!(
                f,
                "`{property}` is no key that the documentation knows: a key is a column of the table, or one of the row that a lookup leads to and no lookup itself"
            ),
            Self::OrderedByNoKey { property } => write!(
                f,
                "groups are ordered by `{property}`: they can be by keys that are columns of the table; sort what came"
            ),
        }
    }
}

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

/// All that is wrong with a query.
#[derive(Clone, PartialEq, Eq)]
pub struct Problems {
    problems: Vec<Problem>,
}

impl Problems {
    /// An error where there are problems.
    pub(super) fn result(problems: Vec<Problem>) -> Result<(), Self> {
        if problems.is_empty() {
            Ok(())
        } else {
            Err(Self { problems })
        }
    }

    /// The problems.
    pub fn as_slice(&self) -> &[Problem] {
        &self.problems
    }
}

impl Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, problem) in self.problems.iter().enumerate() {
            let separator = if place > 0 { "; " } else { "" };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}

/// The same as its Display form, which is what a `main` that fails and `expect` should show.
impl Debug for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl core::error::Error for Problems {}

/// Checks the length of a URL, in bytes.
pub(super) fn check_url(url: &str, limit: usize, problems: &mut Vec<Problem>) {
    let length = url.len();
    if length > limit {
        problems.push(Problem::Url { length, limit });
    }
}
