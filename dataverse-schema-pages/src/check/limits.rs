use std::collections::BTreeSet;

use crate::check::{CheckedRelationship, Checker, PartyRole};
use crate::model::{ChoiceOption, Column, ColumnType, DateTimeBehavior, Fact, Number};

/// A decimal number: the digits, and how many of them stand after the point.
pub type Decimal = (i128, u32);

/// The maximum number of targets for which generated code has a closed enum.
pub const MAX_TARGETS_IN_ENUM: usize = 8;

/// The type of a column with its limits, each a number of the type that the limit needs.
#[derive(Debug)]
pub enum Limits<'a> {
    /// A text of one line.
    String {
        /// The maximum number of characters.
        max_length: u32,
    },
    /// A text of several lines.
    Memo {
        /// The maximum number of characters.
        max_length: u32,
    },
    /// A whole number of 32 bits.
    Integer {
        /// The minimum.
        min: i32,
        /// The maximum.
        max: i32,
    },
    /// A whole number of 64 bits.
    BigInt {
        /// The minimum.
        min: i64,
        /// The maximum.
        max: i64,
    },
    /// A decimal number.
    Decimal {
        /// The minimum.
        min: Option<Decimal>,
        /// The maximum.
        max: Option<Decimal>,
        /// The maximum number of decimal places.
        precision: u32,
    },
    /// A floating-point number.
    Double {
        /// The minimum.
        min: Option<f64>,
        /// The maximum.
        max: Option<f64>,
        /// The maximum number of decimal places.
        precision: Option<u32>,
    },
    /// An amount of money.
    Money {
        /// The minimum.
        min: Option<Decimal>,
        /// The maximum.
        max: Option<Decimal>,
        /// The maximum number of decimal places.
        precision: Option<u32>,
    },
    /// A date, or a date and time.
    DateTime {
        /// How the value relates to time zones.
        behavior: DateTimeBehavior,
    },
    /// Picklist, MultiSelectPicklist, State, Status
    Choice {
        /// The options, in the order of the page.
        options: &'a [ChoiceOption],
    },
    /// Lookup, Customer, Owner
    Lookup {
        /// The logical names of the tables that the column may point to, each once.
        targets: Vec<&'a str>,
    },
    /// PartyList
    PartyList {
        /// The logical names of the tables that the column may point to, each once.
        targets: Vec<&'a str>,
        /// The role of the parties.
        role: PartyRole,
    },
    /// File, Image
    File {
        /// The maximum size in kilobytes.
        max_size: u32,
    },
    /// A type that has no limits.
    Unlimited,
}

impl<'a> Limits<'a> {
    /// The tables that the column may point to, each once.
    pub fn targets(&self) -> &[&'a str] {
        match self {
            Self::Lookup { targets } | Self::PartyList { targets, .. } => targets,
            _ => &[],
        }
    }
}

impl<'a> Checker<'a, '_> {
    /// The limits of a column; `None` after a diagnostic.
    pub(super) fn limits(
        &mut self,
        column: &'a Column,
        of: ColumnType,
        many_to_one: &[CheckedRelationship<'a>],
    ) -> Option<Limits<'a>> {
        let facts = &column.facts;
        let (min, max) = (facts.min_value.as_ref(), facts.max_value.as_ref());
        self.check_range(min, max);
        Some(match of {
            ColumnType::String => Limits::String {
                max_length: self.max_length(column)?,
            },
            ColumnType::Memo => Limits::Memo {
                max_length: self.max_length(column)?,
            },
            ColumnType::Integer => Limits::Integer {
                min: self.number("MinValue", min, i32::MIN, "a whole number of 32 bits")?,
                max: self.number("MaxValue", max, i32::MAX, "a whole number of 32 bits")?,
            },
            ColumnType::BigInt => Limits::BigInt {
                min: self.number("MinValue", min, i64::MIN, "a whole number of 64 bits")?,
                max: self.number("MaxValue", max, i64::MAX, "a whole number of 64 bits")?,
            },
            ColumnType::Double => Limits::Double {
                min: self.double("MinValue", min)?,
                max: self.double("MaxValue", max)?,
                precision: match facts.precision {
                    Some(_) => Some(self.precision(column)?),
                    None => None,
                },
            },
            ColumnType::Decimal => Limits::Decimal {
                min: self.decimal("MinValue", min)?,
                max: self.decimal("MaxValue", max)?,
                precision: self.precision(column)?,
            },
            ColumnType::Money => {
                // Any other source is a setting of the organization or of the row's currency.
                let source = facts.precision_source.as_ref();
                let own = source.is_none_or(|source| source.value.is_column());
                let precision = self.precision(column)?;
                Limits::Money {
                    min: self.decimal("MinValue", min)?,
                    max: self.decimal("MaxValue", max)?,
                    precision: own.then_some(precision),
                }
            }
            ColumnType::DateTime => Limits::DateTime {
                // Dataverse's own default.
                behavior: facts
                    .date_time_behavior
                    .as_ref()
                    .map_or(DateTimeBehavior::UserLocal, |fact| fact.value),
            },
            of if of.is_choice() => Limits::Choice {
                options: self.options(column)?,
            },
            ColumnType::PartyList => Limits::PartyList {
                targets: distinct(listed(column)),
                role: self.party_role(column),
            },
            of if of.is_lookup() => Limits::Lookup {
                targets: distinct(targets(column, of, many_to_one)),
            },
            ColumnType::File | ColumnType::Image => Limits::File {
                max_size: self.number(
                    "MaxSizeInKB",
                    facts.max_size_in_kb.as_ref(),
                    u32::MAX,
                    "a whole number",
                )?,
            },
            _ => Limits::Unlimited,
        })
    }

    fn check_range(&mut self, min: Option<&Fact<Number>>, max: Option<&Fact<Number>>) {
        let number = |fact: &Fact<Number>| fact.value.parse::<f64>();
        if let (Some(min), Some(max)) = (min, max)
            && let (Some(least), Some(greatest)) = (number(min), number(max))
            && least > greatest
        {
            let message = format!("`MinValue` {} is more than `MaxValue`", min.value.as_str());
            let source = self.table.page_of(max.span).clone();
            self.error(min, message, |d| {
                d.also(&source, max.span, "`MaxValue` stands here")
            });
        }
    }

    fn max_length(&mut self, column: &Column) -> Option<u32> {
        if column.facts.max_length.is_none() {
            if self.reported(column) {
                return None;
            }
            let message = format!(
                "`{}` is text, but has no row `MaxLength`",
                column.schema_name.value
            );
            self.error(&column.schema_name, message, |d| {
                d.help("without it the rule can't be enforced: add `|MaxLength|…|`")
            });
            return None;
        }
        self.number(
            "MaxLength",
            column.facts.max_length.as_ref(),
            0,
            "a whole number",
        )
    }

    fn precision(&mut self, column: &Column) -> Option<u32> {
        // The most digits that the exact type holds.
        let most = 28;
        let precision = column.facts.precision.as_ref();
        self.number("Precision", precision, most, "a whole number")
    }

    /// A limit; `Some(None)` where the page gives none, `None` after a diagnostic.
    fn decimal(&mut self, key: &str, fact: Option<&Fact<Number>>) -> Option<Option<Decimal>> {
        let form = "a number of at most 28 digits";
        self.limit(key, fact, form, Number::decimal)
    }

    /// A limit; `Some(None)` where the page gives none, `None` after a diagnostic.
    fn double(&mut self, key: &str, fact: Option<&Fact<Number>>) -> Option<Option<f64>> {
        let form = "a number within the range of a double";
        self.limit(key, fact, form, |number| {
            number.parse().filter(|double: &f64| double.is_finite())
        })
    }

    fn limit<N>(
        &mut self,
        key: &str,
        fact: Option<&Fact<Number>>,
        form: &str,
        read: impl Fn(&Number) -> Option<N>,
    ) -> Option<Option<N>> {
        let Some(fact) = fact else {
            return Some(None);
        };
        let number = read(&fact.value);
        if number.is_none() {
            let message = format!("`{key}` is `{}`, but should be {form}", fact.value.as_str());
            self.error(fact, message, |d| d);
        }
        number.map(Some)
    }

    fn number<N: std::str::FromStr + Copy>(
        &mut self,
        key: &str,
        fact: Option<&Fact<Number>>,
        default: N,
        form: &str,
    ) -> Option<N> {
        self.limit(key, fact, form, Number::parse)
            .map(|number| number.unwrap_or(default))
    }

    fn options(&mut self, column: &'a Column) -> Option<&'a [ChoiceOption]> {
        let name = &column.schema_name;
        let Some(options) = &column.options else {
            let message = format!("the choice `{}` has no table of its options", name.value);
            self.error(name, message, |d| {
                d.help(format!(
                    "it stands below a heading `#### {} Choices/Options`",
                    name.value
                ))
            });
            return None;
        };
        Some(options)
    }
}

/// The tables that a lookup points to: those that the page lists, and those to which a relationship of the column leads.
fn targets<'a>(
    column: &'a Column,
    of: ColumnType,
    many_to_one: &[CheckedRelationship<'a>],
) -> impl Iterator<Item = &'a str> {
    // What leads to an owner is a table of all owners, which has no rows of its own.
    let relationships = many_to_one.iter().filter(move |relationship| {
        of != ColumnType::Owner && relationship.attribute == column.logical_name()
    });
    let related = relationships.map(|relationship| relationship.table);
    listed(column).chain(related)
}

fn listed(column: &Column) -> impl Iterator<Item = &str> {
    column.targets().iter().map(String::as_str)
}

fn distinct<'a>(targets: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    targets.filter(|target| seen.insert(*target)).collect()
}
