use std::borrow::Cow;
use std::str::{FromStr, Split};

use rust_decimal::Decimal;

use crate::value::decimal;

/// The reason why reading a description can't fail.
pub(super) const SAME_VERSION: &str = "the macro and this crate have the same version";

/// The fields of a line after the first.
pub(super) struct Fields(Split<'static, char>);

impl Fields {
    pub(super) fn new(line: &'static str) -> Self {
        let mut fields = line.split('\t');
        fields.next();
        Self(fields)
    }

    /// Returns the next field, or `None` at the end of the line.
    pub(super) fn try_next(&mut self) -> Option<&'static str> {
        self.0.next()
    }

    pub(super) fn next(&mut self) -> &'static str {
        self.0.next().expect(SAME_VERSION)
    }

    pub(super) fn text(&mut self) -> &'static str {
        match unescape(self.next()) {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => text.leak(),
        }
    }

    pub(super) fn value<T: FromStr>(&mut self) -> T {
        parse(self.next())
    }

    pub(super) fn optional<T: FromStr>(&mut self) -> Option<T> {
        match self.next() {
            "" => None,
            text => Some(parse(text)),
        }
    }

    pub(super) fn limit(&mut self, default: Decimal) -> Decimal {
        match self.next() {
            "" => default,
            text => decimal::parse(text).expect(SAME_VERSION),
        }
    }

    pub(super) fn names(&mut self) -> &'static [&'static str] {
        split(self.next(), |name| name)
    }
}

pub(super) fn parse<T: FromStr>(text: &str) -> T {
    match text.parse() {
        Ok(value) => value,
        Err(_) => unreachable!("{SAME_VERSION}, but found {text:?}"),
    }
}

/// Reads a list separated by commas.
pub(super) fn split<T>(text: &'static str, read: impl Fn(&'static str) -> T) -> &'static [T] {
    let items = text.split(',').filter(|item| !item.is_empty()).map(read);
    items.collect::<Vec<T>>().leak()
}

fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut unescaped = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            unescaped.push(character);
            continue;
        }
        match characters.next() {
            Some('t') => unescaped.push('\t'),
            Some('n') => unescaped.push('\n'),
            Some('r') => unescaped.push('\r'),
            Some('u') => {
                let digits = characters.by_ref().skip(1).take_while(|c| *c != '}');
                let code = u32::from_str_radix(&digits.collect::<String>(), 16);
                let character = code.ok().and_then(char::from_u32);
                unescaped.push(character.expect(SAME_VERSION));
            }
            other => unescaped.extend(other),
        }
    }
    Cow::Owned(unescaped)
}
