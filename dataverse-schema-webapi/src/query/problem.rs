use core::fmt::{self, Debug, Display};

use dataverse_schema_runtime::Value;

use super::aggregate::Apply;
use super::filter::{Arguments, Condition};
use super::options::{Kind, Options};
use super::order::Sort;
use super::print::Printer;
use super::property::Path;

/// The longest URL that a GET takes, in bytes.
pub(super) const MAX_URL: usize = 32_768;
/// The longest URL that a GET in a batch takes, in bytes.
pub(super) const MAX_URL_IN_BATCH: usize = 65_536;
const MAX_EXPANSIONS: usize = 15;
const MAX_CONDITIONS: usize = 500;
const MAX_PAGE: u32 = 5_000;
const MAX_LISTED_TEXT: usize = 850;

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

/// What a query is looked at as a whole for.
pub(super) struct Parts<'q> {
    pub(super) path: &'q str,
    pub(super) options: &'q Options,
    pub(super) count: bool,
    pub(super) page_size: Option<u32>,
    /// Whether there is an etag with which no row comes, and annotations are wanted as well.
    pub(super) conditional: Conditional,
    pub(super) max_url: usize,
}

/// Whether a row comes in any case.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Conditional {
    No,
    Yes,
    WithAnnotations,
}

pub(super) fn check(parts: &Parts<'_>) -> Result<(), Problems> {
    let Parts {
        path,
        options,
        count,
        page_size,
        conditional,
        max_url,
    } = *parts;
    let mut problems = Vec::new();
    if let Some(size) = page_size.filter(|size| !(1..=MAX_PAGE).contains(size)) {
        problems.push(Problem::PageSize(size));
    }
    if options.top.is_some() && page_size.is_some() {
        problems.push(Problem::TopAndPageSize);
    }
    if options.top.is_some() && count {
        problems.push(Problem::TopAndCount);
    }
    let is_expanded = !options.expand.is_empty();
    if conditional == Conditional::WithAnnotations || conditional == Conditional::Yes && is_expanded
    {
        problems.push(Problem::Conditional);
    }
    expansions(options, &mut problems);
    conditions(options, &mut problems);
    options.visit(1, &mut |expansion, _| {
        conditions(&expansion.options, &mut problems);
    });
    let url = Printer::new(path).query(options, count);
    finish(problems, &url, max_url)
}

pub(super) fn check_aggregate(path: &str, apply: &Apply, max_url: usize) -> Result<(), Problems> {
    let Apply {
        options,
        keys,
        totals,
    } = apply;
    let mut problems = Vec::new();
    if keys.is_empty() && totals.is_empty() {
        problems.push(Problem::NothingToCompute);
    }
    let mut names: Vec<_> = keys.iter().map(Path::name_as_key).collect();
    names.sort();
    let twice = names.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
    problems.extend(twice.map(|same| Problem::KeyTwice {
        name: same[0].clone(),
    }));
    for key in keys {
        let is_too_far = match key.navigation.len() {
            0 => false,
            1 => key.column.kind.is_lookup(),
            _ => true,
        };
        if is_too_far {
            let property = key.column.property;
            problems.push(Problem::KeyTooFar { property });
        }
    }
    for Sort { path, .. } in &options.order_by {
        let property = path.column.property;
        let mut own = keys.iter().filter(|key| key.navigation.is_empty());
        if !path.navigation.is_empty() || !own.any(|key| key.column.property == property) {
            problems.push(Problem::OrderedByNoKey { property });
        }
    }
    conditions(options, &mut problems);
    let url = Printer::new(path).apply(apply);
    finish(problems, &url, max_url)
}

/// All problems, with the length of the URL.
fn finish(mut problems: Vec<Problem>, url: &str, limit: usize) -> Result<(), Problems> {
    let length = url.len();
    if length > limit {
        problems.push(Problem::Url { length, limit });
    }
    match problems.is_empty() {
        true => Ok(()),
        false => Err(Problems { problems }),
    }
}

fn expansions(options: &Options, problems: &mut Vec<Problem>) {
    let mut all = Vec::new();
    let mut is_nested = false;
    options.visit(1, &mut |expansion, depth| {
        is_nested |= depth > 1;
        all.push(expansion);
    });
    if all.len() > MAX_EXPANSIONS {
        problems.push(Problem::Expansions { count: all.len() });
    }
    if !is_nested {
        return;
    }
    for expansion in all {
        let navigation_property = expansion.navigation;
        if expansion.kind == Kind::ManyToMany {
            problems.push(Problem::ManyToManyWithNested {
                navigation_property,
            });
        }
        if expansion.options.top.is_some() || !expansion.options.order_by.is_empty() {
            problems.push(Problem::SortedWithNested {
                navigation_property,
            });
        }
    }
}

fn conditions(options: &Options, problems: &mut Vec<Problem>) {
    let mut count = 0;
    if let Some(condition) = &options.filter {
        condition.check(Around::default(), &mut count, problems);
    }
    if count > MAX_CONDITIONS {
        problems.push(Problem::Conditions { count });
    }
}

/// What a condition stands in.
#[derive(Clone, Copy, Default)]
struct Around {
    not: bool,
    lambda: bool,
}

impl Condition {
    fn check(&self, around: Around, count: &mut usize, problems: &mut Vec<Problem>) {
        match self {
            Self::Compare { path, operand, .. } => {
                *count += 1;
                let property = path.column.property;
                if let super::filter::Operand::Value(value) = operand {
                    problems.extend(not_finite(property, value));
                }
            }
            Self::Text { .. } => *count += 1,
            Self::Function {
                name,
                path,
                arguments,
            } => {
                *count += 1;
                if around.not {
                    problems.push(Problem::NotFunction { name });
                }
                if around.lambda {
                    problems.push(Problem::FunctionInLambda { name });
                }
                if let Arguments::List(values) = arguments {
                    problems.extend(list(name, values));
                    let property = path.column.property;
                    problems.extend(values.iter().filter_map(|v| not_finite(property, v)));
                }
            }
            Self::And(conditions) | Self::Or(conditions) => {
                for condition in conditions {
                    let around = Around {
                        not: false,
                        ..around
                    };
                    condition.check(around, count, problems);
                }
            }
            Self::Not(condition) => {
                let around = Around {
                    not: true,
                    ..around
                };
                condition.check(around, count, problems);
            }
            Self::Lambda { condition, .. } => match condition {
                Some(condition) => {
                    let around = Around {
                        not: false,
                        lambda: true,
                    };
                    condition.check(around, count, problems);
                }
                None => *count += 1,
            },
        }
    }
}

fn not_finite(property: &'static str, value: &Value<'_>) -> Option<Problem> {
    match value {
        Value::Double(value) if !value.is_finite() => Some(Problem::NotFinite { property }),
        _ => None,
    }
}

fn list(name: &'static str, values: &[Value<'_>]) -> impl Iterator<Item = Problem> {
    let empty = values.is_empty().then_some(Problem::EmptyList { name });
    let long = values.iter().filter_map(move |value| match value {
        Value::Text(text) => {
            let length = text.encode_utf16().count();
            (length > MAX_LISTED_TEXT).then_some(Problem::ListedText { name, length })
        }
        _ => None,
    });
    empty.into_iter().chain(long)
}
