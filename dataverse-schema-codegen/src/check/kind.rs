use crate::check::Checker;
use crate::model::{ChoiceOption, Column, ColumnType, DateTimeBehavior, Fact, Number};

/// The type of a column with its limits, each a number of the type that the limit needs.
#[derive(Debug)]
pub(crate) enum Kind<'a> {
    String {
        max_length: u32,
    },
    Memo {
        max_length: u32,
    },
    Integer {
        min: i32,
        max: i32,
    },
    BigInt {
        min: i64,
        max: i64,
    },
    Decimal {
        min: &'a str,
        max: &'a str,
        precision: u32,
    },
    Double {
        min: f64,
        max: f64,
    },
    Money {
        min: &'a str,
        max: &'a str,
        precision: Option<u32>,
    },
    DateTime {
        behavior: DateTimeBehavior,
    },
    /// Picklist, MultiSelectPicklist, State, Status
    Choice {
        options: &'a [ChoiceOption],
    },
    /// Lookup, Customer, Owner, PartyList
    Targets {
        targets: &'a [String],
    },
    /// File, Image
    Size {
        max_size: u32,
    },
    /// A type that has no limits.
    Plain,
}

impl<'a> Checker<'a, '_> {
    /// The kind of a column; `None` after a diagnostic.
    pub(super) fn kind(&mut self, column: &'a Column, of: ColumnType) -> Option<Kind<'a>> {
        let facts = &column.facts;
        let (min, max) = (facts.min_value.as_ref(), facts.max_value.as_ref());
        Some(match of {
            ColumnType::String => Kind::String {
                max_length: self.max_length(column)?,
            },
            ColumnType::Memo => Kind::Memo {
                max_length: self.max_length(column)?,
            },
            ColumnType::Integer => Kind::Integer {
                min: self.number("MinValue", min, i32::MIN, "a whole number of 32 bits")?,
                max: self.number("MaxValue", max, i32::MAX, "a whole number of 32 bits")?,
            },
            ColumnType::BigInt => Kind::BigInt {
                min: self.number("MinValue", min, i64::MIN, "a whole number of 64 bits")?,
                max: self.number("MaxValue", max, i64::MAX, "a whole number of 64 bits")?,
            },
            ColumnType::Double => Kind::Double {
                min: self.number("MinValue", min, f64::MIN, "a number")?,
                max: self.number("MaxValue", max, f64::MAX, "a number")?,
            },
            ColumnType::Decimal => Kind::Decimal {
                min: text(min),
                max: text(max),
                precision: self.precision(column)?,
            },
            ColumnType::Money => {
                // Any other source is a setting of the organization or of the row's currency.
                let source = facts.precision_source.as_ref();
                let own = source.is_none_or(|source| source.value.starts_with('0'));
                let precision = self.precision(column)?;
                Kind::Money {
                    min: text(min),
                    max: text(max),
                    precision: own.then_some(precision),
                }
            }
            ColumnType::DateTime => Kind::DateTime {
                // Dataverse's own default.
                behavior: facts
                    .date_time_behavior
                    .as_ref()
                    .map_or(DateTimeBehavior::UserLocal, |fact| fact.value),
            },
            of if of.is_choice() => Kind::Choice {
                options: self.options(column)?,
            },
            ColumnType::PartyList => Kind::Targets {
                targets: column.targets(),
            },
            of if of.is_lookup() => Kind::Targets {
                targets: column.targets(),
            },
            ColumnType::File | ColumnType::Image => Kind::Size {
                max_size: self.number(
                    "MaxSizeInKB",
                    facts.max_size_in_kb.as_ref(),
                    u32::MAX,
                    "a whole number",
                )?,
            },
            _ => Kind::Plain,
        })
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

    fn number<N: std::str::FromStr + Copy>(
        &mut self,
        key: &str,
        fact: Option<&Fact<Number>>,
        default: N,
        form: &str,
    ) -> Option<N> {
        let Some(fact) = fact else {
            return Some(default);
        };
        let number = fact.value.parse();
        if number.is_none() {
            let message = format!("`{key}` is `{}`, but should be {form}", fact.value.as_str());
            self.error(fact, message, |d| d);
        }
        number
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
        let mut twice = false;
        for (index, option) in options.iter().enumerate() {
            let value = option.value.value;
            let first = options[..index]
                .iter()
                .find(|first| first.value.value == value);
            if let Some(first) = first {
                let source = self.table.source.clone();
                self.error(
                    &option.value,
                    format!("the value {value} stands here twice"),
                    |d| d.also(&source, first.value.span, "it stands here first"),
                );
                twice = true;
            }
        }
        (!twice).then_some(options)
    }
}

fn text(number: Option<&Fact<Number>>) -> &str {
    number.map_or("", |fact| fact.value.as_str())
}
