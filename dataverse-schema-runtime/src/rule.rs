use core::fmt::{self, Display};

use rust_decimal::Decimal;

use crate::{ColumnInfo, ColumnKind, RequiredLevel, Row, TableInfo, Value};

/// Which rules a validation checks. All of them, unless said otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checks {
    required_from: Option<RequiredLevel>,
    limits: bool,
}

impl Default for Checks {
    fn default() -> Self {
        Self {
            required_from: Some(RequiredLevel::ApplicationRequired),
            limits: true,
        }
    }
}

impl Checks {
    /// Values are required of columns from this level on. The default is ApplicationRequired; Dataverse itself refuses only
    /// rows that lack a SystemRequired value.
    pub fn required_from(mut self, level: RequiredLevel) -> Self {
        self.required_from = (level > RequiredLevel::None).then_some(level);
        self
    }

    /// No column has to have a value.
    pub fn without_required(self) -> Self {
        self.required_from(RequiredLevel::None)
    }

    /// MaxLength, MinValue, MaxValue and Precision aren't checked. An organization may have raised them.
    pub fn without_limits(mut self) -> Self {
        self.limits = false;
        self
    }

    pub(crate) fn broken(self, column: &ColumnInfo, value: &Value<'_>) -> Option<Rule> {
        self.limits.then(|| broken(column, value)).flatten()
    }

    pub(crate) fn requires(self, column: &ColumnInfo) -> bool {
        self.required_from
            .is_some_and(|from| column.required >= from)
    }
}

/// A rule of a column that a value breaks, with the limit and what was found instead.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// `RequiredLevel`: there is no value.
    Required(RequiredLevel),
    /// `MaxLength`, counted in UTF-16 code units: Dataverse stores .NET strings. Its documentation only says "characters".
    MaxLength {
        /// The largest length.
        limit: u32,
        /// The length of the value.
        actual: usize,
    },
    /// `MinValue`.
    MinValue {
        /// The least value.
        limit: String,
        /// The value.
        actual: String,
    },
    /// `MaxValue`.
    MaxValue {
        /// The greatest value.
        limit: String,
        /// The value.
        actual: String,
    },
    /// `Precision`: digits after the decimal point, trailing zeros not counted. Dataverse drops further digits in silence.
    Precision {
        /// The most digits.
        limit: u32,
        /// The value.
        actual: String,
    },
    /// A double that is infinite or no number: JSON can't carry it.
    NotFinite,
    /// The status isn't on the page, so that the state it belongs to isn't known.
    UnknownStatus(i32),
    /// The page gives the status another state.
    StateOfAnotherStatus {
        /// The state that the status belongs to.
        expected: i32,
        /// The state that was to be set with it.
        actual: i32,
    },
    /// The primary key was to be changed, which can't be done.
    PrimaryKeyDiffers,
    /// The page names no navigation property from this lookup to the table.
    NoNavigationProperty {
        /// The logical name of the table that was to be bound.
        table: String,
    },
}

impl Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Required(level) => write!(f, "a value is required ({level}), but there is none"),
            Self::MaxLength { limit, actual } => {
                write!(
                    f,
                    "{actual} UTF-16 code units are more than MaxLength {limit}"
                )
            }
            Self::MinValue { limit, actual } => write!(f, "{actual} is less than MinValue {limit}"),
            Self::MaxValue { limit, actual } => write!(f, "{actual} is more than MaxValue {limit}"),
            Self::Precision { limit, actual } => {
                write!(
                    f,
                    "{actual} has more digits after the point than Precision {limit}"
                )
            }
            Self::NotFinite => f.write_str("the value is infinite or no number"),
            Self::UnknownStatus(status) => write!(
                f,
                "the status {status} isn't on the page, so its state isn't known: use `set_state_as(state, status)`"
            ),
            Self::StateOfAnotherStatus { expected, actual } => {
                write!(
                    f,
                    "the status belongs to the state {expected}, not to {actual}"
                )
            }
            Self::PrimaryKeyDiffers => f.write_str("the primary key of a row can't be changed"),
            Self::NoNavigationProperty { table } => write!(
                f,
                "the page names no navigation property that leads from here to table `{table}`"
            ),
        }
    }
}

/// A column and the rule that its value breaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    column: &'static ColumnInfo,
    rule: Rule,
}

impl Failure {
    pub(crate) fn new(column: &'static ColumnInfo, rule: Rule) -> Self {
        Self { column, rule }
    }

    /// The column.
    pub fn column(&self) -> &'static ColumnInfo {
        self.column
    }

    /// The rule, with the limit and the actual value.
    pub fn rule(&self) -> &Rule {
        &self.rule
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.column.logical_name, self.rule)
    }
}

impl core::error::Error for Failure {}

/// All rules that a row or a set of changes breaks. Its Display form has a line for each.
#[derive(Clone, Debug, PartialEq)]
pub struct Invalid {
    table: &'static str,
    failures: Vec<Failure>,
}

impl Invalid {
    pub(crate) fn unless_empty(table: &TableInfo, failures: Vec<Failure>) -> Result<(), Self> {
        if failures.is_empty() {
            return Ok(());
        }
        Err(Self {
            table: table.logical_name,
            failures,
        })
    }

    /// The logical name of the table.
    pub fn table(&self) -> &'static str {
        self.table
    }

    /// Each column with the rule that it breaks.
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }
}

impl Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rules = if self.failures.len() == 1 {
            "rule"
        } else {
            "rules"
        };
        write!(
            f,
            "{} {rules} of table `{}` broken:",
            self.failures.len(),
            self.table
        )?;
        for failure in &self.failures {
            write!(f, "\n  {failure}")?;
        }
        Ok(())
    }
}

impl core::error::Error for Invalid {}

pub(crate) fn check_row(table: &TableInfo, row: &dyn Row, checks: Checks) -> Result<(), Invalid> {
    let mut failures = Vec::new();
    for (index, column) in table.row().iter().enumerate() {
        let rule = match row.slot(index).get() {
            Some(value) => checks.broken(column, &value),
            None if row.extras().is_null(index) && checks.requires(column) => {
                Some(Rule::Required(column.required))
            }
            None => None,
        };
        failures.extend(rule.map(|rule| Failure::new(column, rule)));
    }
    Invalid::unless_empty(table, failures)
}

/// The limit that a value breaks.
pub(crate) fn broken(column: &ColumnInfo, value: &Value<'_>) -> Option<Rule> {
    not_finite(value).or_else(|| beyond_limit(column, value))
}

/// Whether a value is a double that JSON can't carry.
pub(crate) fn not_finite(value: &Value<'_>) -> Option<Rule> {
    match value {
        Value::Double(value) if !value.is_finite() => Some(Rule::NotFinite),
        _ => None,
    }
}

fn beyond_limit(column: &ColumnInfo, value: &Value<'_>) -> Option<Rule> {
    match (column.kind, value) {
        (
            ColumnKind::String { max_length } | ColumnKind::Memo { max_length },
            Value::Text(text),
        ) => {
            let actual = text.encode_utf16().count();
            (actual > max_length as usize).then_some(Rule::MaxLength {
                limit: max_length,
                actual,
            })
        }
        (ColumnKind::Integer { min, max }, Value::Integer(value)) => range(value, &min, &max),
        (ColumnKind::BigInt { min, max }, Value::BigInt(value)) => range(value, &min, &max),
        (ColumnKind::Double { min, max }, Value::Double(value)) => range(value, &min, &max),
        (
            ColumnKind::Decimal {
                min,
                max,
                precision,
            },
            Value::Decimal(value),
        ) => decimal(*value, min, max, Some(precision)),
        (
            ColumnKind::Money {
                min,
                max,
                precision,
            },
            Value::Decimal(value),
        ) => decimal(*value, min, max, precision),
        _ => None,
    }
}

fn range<N: PartialOrd + Display>(value: &N, min: &N, max: &N) -> Option<Rule> {
    if value < min {
        return Some(Rule::MinValue {
            limit: min.to_string(),
            actual: value.to_string(),
        });
    }
    (value > max).then(|| Rule::MaxValue {
        limit: max.to_string(),
        actual: value.to_string(),
    })
}

fn decimal(value: Decimal, min: Decimal, max: Decimal, precision: Option<u32>) -> Option<Rule> {
    range(&value, &min, &max).or_else(|| {
        let limit = precision?;
        (value.normalize().scale() > limit).then(|| Rule::Precision {
            limit,
            actual: value.to_string(),
        })
    })
}
