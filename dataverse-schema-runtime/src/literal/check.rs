use super::message::Message;
use super::number::Number;
use crate::info::description::ColumnLine;
use crate::rule::utf16_length;

/// The limits of a column, from its line in the description of its table.
#[derive(Clone, Copy)]
pub(super) struct Limits<'a>(ColumnLine<'a>);

impl<'a> Limits<'a> {
    pub(super) const fn new(description: &'a str, column: u16) -> Self {
        Self(ColumnLine::new(description, column))
    }

    #[track_caller]
    pub(super) const fn check_length(self, value: &str) {
        let limit = self.0.max_length();
        let Some(Number { digits, .. }) = Number::parse(limit) else {
            return;
        };
        let actual = utf16_length(value);
        if actual as u128 > digits {
            self.message()
                .text("string is ")
                .integer(actual)
                .text(" UTF-16 code units long; MaxLength is ")
                .text(limit)
                .panic();
        }
    }

    #[track_caller]
    pub(super) const fn check_range(self, value: Number) {
        // Validation checks limits that have more digits than a `Number` holds.
        if let Some(limit) = Number::parse(self.0.min())
            && value.is_less_than(limit)
        {
            let message = self.message().text("value is less than MinValue ");
            message.number(limit).panic();
        }
        if let Some(limit) = Number::parse(self.0.max())
            && limit.is_less_than(value)
        {
            let message = self.message().text("value is greater than MaxValue ");
            message.number(limit).panic();
        }
    }

    #[track_caller]
    pub(super) const fn check_precision(self, value: Number) {
        let limit = self.0.precision();
        let Some(Number { digits, .. }) = Number::parse(limit) else {
            return;
        };
        if value.normalized().scale as u128 > digits {
            self.message()
                .text("value has more decimal places than Precision ")
                .text(limit)
                .panic();
        }
    }

    /// Parses a number literal.
    #[track_caller]
    pub(super) const fn number(self, text: &str) -> Number {
        match Number::parse(text) {
            Some(number) => number,
            None => self
                .message()
                .text("expected a number literal of at most 28 decimal digits, without exponent or suffix")
                .panic(),
        }
    }

    const fn message(self) -> Message {
        Message::EMPTY
            .text("`")
            .text(self.0.logical_name())
            .text("` of table `")
            .text(self.0.table())
            .text("`: ")
    }
}
