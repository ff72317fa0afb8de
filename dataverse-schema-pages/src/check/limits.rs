use crate::diagnostic::Code;
use std::collections::BTreeSet;

use crate::check::checker::Checker;
use crate::check::party::PartyRole;
use crate::check::relationship::CheckedRelationship;
use crate::check::sought::Sought;
use crate::model::{ChoiceOption, Column, ColumnType, DateTimeBehavior};

/// A decimal number: its digits as an integer, and the number of decimal places.
pub type Decimal = (i128, u32);

/// The maximum number of targets for which generated code has a closed enum.
pub const MAX_TARGETS_IN_ENUM: usize = 8;

/// The limits of a column's values, each a number of the column's type.
#[derive(Debug)]
pub enum Limits<'a> {
    /// A string of one line.
    String {
        /// The maximum number of characters.
        max_length: u32,
    },
    /// A string of several lines.
    Memo {
        /// The maximum number of characters.
        max_length: u32,
    },
    /// A 32-bit integer.
    Integer {
        /// The minimum.
        min: i32,
        /// The maximum.
        max: i32,
    },
    /// A 64-bit integer.
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
        /// How values relate to time zones.
        behavior: DateTimeBehavior,
    },
    /// An option: Picklist, MultiSelectPicklist, State, or Status.
    Choice {
        /// The options, in the order of the page.
        options: &'a [ChoiceOption],
    },
    /// A row of another table: Lookup, Customer, or Owner.
    Lookup {
        /// The logical names of the tables that the column may point to, each once.
        targets: Vec<&'a str>,
    },
    /// The parties of an activity: PartyList.
    PartyList {
        /// The logical names of the tables that the column may point to, each once.
        targets: Vec<&'a str>,
        /// The role of the parties.
        role: PartyRole,
    },
    /// A file or an image.
    File {
        /// The maximum size in kilobytes.
        max_size: u32,
    },
    /// A value of a type without limits.
    Unlimited,
}

impl<'a> Limits<'a> {
    /// Returns the logical names of the tables that the column may point to, each once.
    pub fn targets(&self) -> &[&'a str] {
        match self {
            Self::Lookup { targets } | Self::PartyList { targets, .. } => targets,
            _ => &[],
        }
    }
}

impl<'a> Checker<'a, '_> {
    /// Checks the limits of a column. Returns `None` after an error.
    pub(super) fn limits(
        &mut self,
        column: &'a Column,
        r#type: ColumnType,
        many_to_one: &[CheckedRelationship<'a>],
    ) -> Option<Limits<'a>> {
        let facts = &column.facts;
        self.check_range(facts.min_value.as_ref(), facts.max_value.as_ref());
        Some(match r#type {
            ColumnType::String => Limits::String {
                max_length: self.max_length(column)?,
            },
            ColumnType::Memo => Limits::Memo {
                max_length: self.max_length(column)?,
            },
            ColumnType::Integer | ColumnType::BigInt => self.whole_number(column, r#type)?,
            ColumnType::Double | ColumnType::Decimal | ColumnType::Money => {
                self.fraction(column, r#type)?
            }
            ColumnType::DateTime => Limits::DateTime {
                // Dataverse's own default.
                behavior: facts
                    .date_time_behavior
                    .as_ref()
                    .map_or(DateTimeBehavior::UserLocal, |fact| fact.value),
            },
            r#type if r#type.is_choice() => Limits::Choice {
                options: self.options(column)?,
            },
            ColumnType::PartyList => Limits::PartyList {
                targets: distinct(listed(column)),
                role: PartyRole::new(self.table, column),
            },
            r#type if r#type.is_lookup() => Limits::Lookup {
                targets: distinct(targets(column, r#type, many_to_one)),
            },
            ColumnType::File | ColumnType::Image => Limits::File {
                max_size: self.max_size(column)?,
            },
            _ => Limits::Unlimited,
        })
    }

    fn whole_number(&mut self, column: &Column, r#type: ColumnType) -> Option<Limits<'a>> {
        let facts = &column.facts;
        let (min, max) = (facts.min_value.as_ref(), facts.max_value.as_ref());
        Some(if r#type == ColumnType::Integer {
            let form = "a 32-bit integer";
            Limits::Integer {
                min: self.number("MinValue", min, i32::MIN, form)?,
                max: self.number("MaxValue", max, i32::MAX, form)?,
            }
        } else {
            let form = "a 64-bit integer";
            Limits::BigInt {
                min: self.number("MinValue", min, i64::MIN, form)?,
                max: self.number("MaxValue", max, i64::MAX, form)?,
            }
        })
    }

    fn fraction(&mut self, column: &Column, r#type: ColumnType) -> Option<Limits<'a>> {
        let facts = &column.facts;
        let (min, max) = (facts.min_value.as_ref(), facts.max_value.as_ref());
        Some(match r#type {
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
            _ => {
                // Any other source is a setting of the organization or of the row's currency.
                let source = facts.precision_source.as_ref();
                let is_own = source.is_none_or(|source| source.value.is_column());
                let precision = self.precision(column)?;
                Limits::Money {
                    min: self.decimal("MinValue", min)?,
                    max: self.decimal("MaxValue", max)?,
                    precision: is_own.then_some(precision),
                }
            }
        })
    }

    /// Returns the options of a choice, whose table every choice needs.
    fn options(&mut self, column: &'a Column) -> Option<&'a [ChoiceOption]> {
        let name = &column.schema_name;
        if column.options.is_none() {
            let message = format!("missing options of choice `{}`", name.value);
            let sought = Sought::Options(name.span);
            self.absent(sought, Code::MissingOptions, name, message, |d| {
                d.help(format!(
                    "add a table of options below a heading `#### {} Choices/Options`",
                    name.value
                ))
            });
        }
        column.options.as_deref()
    }
}

/// Returns the targets that the page lists, and those to which a relationship of the lookup leads.
fn targets<'a>(
    column: &'a Column,
    r#type: ColumnType,
    many_to_one: &[CheckedRelationship<'a>],
) -> impl Iterator<Item = &'a str> {
    // An Owner column's relationship leads to the table of all owners, which has no rows of its
    // own.
    let relationships = many_to_one.iter().filter(move |relationship| {
        r#type != ColumnType::Owner && relationship.attribute == column.logical_name()
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
