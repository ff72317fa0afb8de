//! Literals that are checked while the crate that holds them compiles: what the macro `literal!` calls. Constants can
//! neither call most of the standard library nor format a message.

use rust_decimal::Decimal;

use crate::rule::utf16_length;
use crate::{Column, Table};

impl<T: Table, A> Column<T, String, A> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn literal(self, value: &'static str, _: &str) -> &'static str {
        Line::of(T::DESCRIPTION, self.index()).check_length(value);
        value
    }
}

impl<T: Table, A> Column<T, i32, A> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn literal(self, value: i32, _: &str) -> i32 {
        Line::of(T::DESCRIPTION, self.index()).check_range(Number::of_integer(value as i64));
        value
    }
}

impl<T: Table, A> Column<T, i64, A> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn literal(self, value: i64, _: &str) -> i64 {
        Line::of(T::DESCRIPTION, self.index()).check_range(Number::of_integer(value));
        value
    }
}

impl<T: Table, A> Column<T, f64, A> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn literal(self, value: f64, text: &str) -> f64 {
        let line = Line::of(T::DESCRIPTION, self.index());
        let number = line.number(text);
        line.check_range(number);
        line.check_precision(number);
        value
    }
}

impl<T: Table, A> Column<T, Decimal, A> {
    /// The digits are read from the text, so that none of them goes through `f64`.
    #[doc(hidden)]
    #[track_caller]
    pub const fn literal<N: Copy>(self, _: N, text: &str) -> Decimal {
        let line = Line::of(T::DESCRIPTION, self.index());
        let number = line.number(text);
        line.check_range(number);
        line.check_precision(number);
        number.decimal()
    }
}

/// The line of a column in the description of its table.
#[derive(Clone, Copy)]
struct Line<'a> {
    description: &'a [u8],
    start: usize,
}

/// The places of a line's fields.
const LOGICAL_NAME: usize = 1;
const LIMITS: usize = 7;

impl<'a> Line<'a> {
    /// The description begins with the places of its columns' lines, of eight hexadecimal digits each.
    const fn of(description: &'a str, column: u16) -> Self {
        let description = description.as_bytes();
        let mut at = b"lines\t".len() + 8 * column as usize;
        let end = at + 8;
        let mut start = 0;
        while at < end {
            let digit = (description[at] as char).to_digit(16);
            start = start * 16 + digit.expect("it is hexadecimal") as usize;
            at += 1;
        }
        Self { description, start }
    }

    const fn field(self, number: usize) -> &'a str {
        let mut start = self.start;
        let mut before = number;
        while before > 0 {
            if self.description[start] == b'\t' {
                before -= 1;
            }
            start += 1;
        }
        let mut end = start;
        while end < self.description.len() && !matches!(self.description[end], b'\t' | b'\n') {
            end += 1;
        }
        text(self.description.split_at(end).0.split_at(start).1)
    }

    #[track_caller]
    const fn check_length(self, value: &str) {
        let limit = self.field(LIMITS);
        let Some(Number { digits, .. }) = Number::parse(limit) else {
            return;
        };
        let actual = utf16_length(value);
        if actual as u128 > digits {
            self.message()
                .number(actual)
                .text(" UTF-16 code units are more than MaxLength ")
                .text(limit)
                .panic();
        }
    }

    #[track_caller]
    const fn check_range(self, value: Number) {
        let (min, max) = (self.field(LIMITS), self.field(LIMITS + 1));
        // A limit of more digits than are compared here is left to validation.
        if let Some(limit) = Number::parse(min)
            && value.is_less(limit)
        {
            let message = self.message().text("the value is less than MinValue ");
            message.limit(limit).panic();
        }
        if let Some(limit) = Number::parse(max)
            && limit.is_less(value)
        {
            let message = self.message().text("the value is more than MaxValue ");
            message.limit(limit).panic();
        }
    }

    #[track_caller]
    const fn check_precision(self, value: Number) {
        let limit = self.field(LIMITS + 2);
        let Some(Number { digits, .. }) = Number::parse(limit) else {
            return;
        };
        if value.normalized().scale as u128 > digits {
            self.message()
                .text("the value has more digits after the point than Precision ")
                .text(limit)
                .panic();
        }
    }

    #[track_caller]
    const fn number(self, text: &str) -> Number {
        match Number::parse(text) {
            Some(number) => number,
            None => self
                .message()
                .text("write the number as a literal of at most 28 decimal digits, without exponent or suffix")
                .panic(),
        }
    }

    const fn message(self) -> Message {
        let table = Self {
            description: self.description,
            start: after_line(self.description),
        };
        Message::EMPTY
            .text("`")
            .text(self.field(LOGICAL_NAME))
            .text("` of table `")
            .text(table.field(LOGICAL_NAME))
            .text("`: ")
    }
}

const fn after_line(text: &[u8]) -> usize {
    let mut at = 0;
    while text[at] != b'\n' {
        at += 1;
    }
    at + 1
}

const fn text(bytes: &[u8]) -> &str {
    match core::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("a text was cut between its characters"),
    }
}

/// A decimal number: the digits, and how many of them stand after the point.
#[derive(Clone, Copy)]
struct Number {
    is_negative: bool,
    digits: u128,
    scale: u32,
}

/// More digits than these no limit has, nor does the exact type hold.
const MOST_DIGITS: u32 = 28;

impl Number {
    const fn of_integer(value: i64) -> Self {
        Self {
            is_negative: value < 0,
            digits: value.unsigned_abs() as u128,
            scale: 0,
        }
    }

    /// Reads a literal, with its quotes if it is a text, or a limit, which has its scale behind `e-`. `None` for anything else.
    const fn parse(text: &str) -> Option<Self> {
        let text = match text.as_bytes() {
            [b'"', text @ .., b'"'] => text,
            text => text,
        };
        let mut number = Self {
            is_negative: false,
            digits: 0,
            scale: 0,
        };
        let (mut at, mut count, mut has_point) = (0, 0, false);
        while at < text.len() {
            match text[at] {
                b'-' if at == 0 => number.is_negative = true,
                b'_' if count > 0 => {}
                b'.' if !has_point && count > 0 => has_point = true,
                b'e' if at + 1 < text.len() && text[at + 1] == b'-' => {
                    let Some(Self {
                        digits, scale: 0, ..
                    }) = Self::parse(self::text(text.split_at(at + 2).1))
                    else {
                        return None;
                    };
                    if digits > MOST_DIGITS as u128 {
                        return None;
                    }
                    number.scale += digits as u32;
                    at = text.len();
                }
                digit @ b'0'..=b'9' => {
                    count += 1;
                    number.digits = number.digits * 10 + (digit - b'0') as u128;
                    number.scale += has_point as u32;
                    if count > MOST_DIGITS {
                        return None;
                    }
                }
                _ => return None,
            }
            at += 1;
        }
        if count == 0 || number.scale > MOST_DIGITS {
            return None;
        }
        Some(number)
    }

    const fn is_less(self, other: Self) -> bool {
        match (self.is_negative, other.is_negative) {
            (false, false) => self.is_smaller(other),
            (true, true) => other.is_smaller(self),
            (is_negative, _) => is_negative && (self.digits > 0 || other.digits > 0),
        }
    }

    /// Whether it is less, signs apart.
    const fn is_smaller(self, other: Self) -> bool {
        let parts = (self.parts(), other.parts());
        let ((whole, fraction), (other_whole, other_fraction)) = parts;
        whole < other_whole || whole == other_whole && fraction < other_fraction
    }

    /// What stands before the point, and what stands after it, in the smallest unit.
    const fn parts(self) -> (u128, u128) {
        let unit = 10_u128.pow(self.scale);
        let rest = 10_u128.pow(MOST_DIGITS - self.scale);
        (self.digits / unit, self.digits % unit * rest)
    }

    const fn normalized(mut self) -> Self {
        while self.scale > 0 && self.digits.is_multiple_of(10) {
            self.digits /= 10;
            self.scale -= 1;
        }
        self
    }

    const fn decimal(self) -> Decimal {
        let digits = self.digits;
        let (low, middle, high) = (digits as u32, (digits >> 32) as u32, (digits >> 64) as u32);
        Decimal::from_parts(low, middle, high, self.is_negative, self.scale)
    }
}

/// A message that is put together in a constant. What doesn't fit is left out.
struct Message {
    bytes: [u8; 320],
    length: usize,
}

impl Message {
    const EMPTY: Self = Self {
        bytes: [0; 320],
        length: 0,
    };

    const fn text(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        if self.length + text.len() <= self.bytes.len() {
            let mut at = 0;
            while at < text.len() {
                self.bytes[self.length] = text[at];
                self.length += 1;
                at += 1;
            }
        }
        self
    }

    const fn number(self, number: usize) -> Self {
        self.limit(Number {
            is_negative: false,
            digits: number as u128,
            scale: 0,
        })
    }

    const fn limit(self, limit: Number) -> Self {
        let mut message = self.text(if limit.is_negative { "-" } else { "" });
        let mut unit = 1;
        let mut place = 0;
        while limit.digits / unit >= 10 || place < limit.scale {
            unit *= 10;
            place += 1;
        }
        loop {
            let digit = b'0' + (limit.digits / unit % 10) as u8;
            message = message.text(text(&[digit]));
            if place == 0 {
                return message;
            }
            if place == limit.scale {
                message = message.text(".");
            }
            unit /= 10;
            place -= 1;
        }
    }

    #[track_caller]
    const fn panic(self) -> ! {
        panic!("{}", text(self.bytes.split_at(self.length).0))
    }
}
