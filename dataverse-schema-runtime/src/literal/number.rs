use rust_decimal::Decimal;

/// A decimal number that constants can parse and compare.
#[derive(Clone, Copy)]
pub(super) struct Number {
    pub(super) is_negative: bool,
    pub(super) digits: u128,
    /// The number of decimal places.
    pub(super) scale: u32,
}

/// The maximum number of digits of the exact type. No limit has more.
const MAX_DIGITS: u32 = 28;

impl Number {
    pub(super) const fn from_integer(value: i64) -> Self {
        Self {
            is_negative: value < 0,
            digits: value.unsigned_abs() as u128,
            scale: 0,
        }
    }

    /// Parses a literal or a limit.
    ///
    /// A literal may be in quotation marks. A limit has its scale after `e-`.
    pub(super) const fn parse(text: &str) -> Option<Self> {
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
                    let Some(scale) = parse_scale(text.split_at(at + 2).1) else {
                        return None;
                    };
                    number.scale += scale;
                    at = text.len();
                }
                digit @ b'0'..=b'9' => {
                    count += 1;
                    number.digits = number.digits * 10 + (digit - b'0') as u128;
                    number.scale += has_point as u32;
                    if count > MAX_DIGITS {
                        return None;
                    }
                }
                _ => return None,
            }
            at += 1;
        }
        if count == 0 || number.scale > MAX_DIGITS {
            return None;
        }
        Some(number)
    }

    pub(super) const fn is_less_than(self, other: Self) -> bool {
        match (self.is_negative, other.is_negative) {
            (false, false) => self.is_smaller_than(other),
            (true, true) => other.is_smaller_than(self),
            (is_negative, _) => is_negative && (self.digits > 0 || other.digits > 0),
        }
    }

    /// Returns true if the absolute value is smaller.
    const fn is_smaller_than(self, other: Self) -> bool {
        let ((whole, fraction), (other_whole, other_fraction)) = (self.parts(), other.parts());
        whole < other_whole || whole == other_whole && fraction < other_fraction
    }

    /// Returns the whole part, and the fraction in the smallest unit.
    const fn parts(self) -> (u128, u128) {
        let unit = 10_u128.pow(self.scale);
        let rest = 10_u128.pow(MAX_DIGITS - self.scale);
        (self.digits / unit, self.digits % unit * rest)
    }

    /// Returns the number without trailing zeros in the fraction.
    pub(super) const fn normalized(mut self) -> Self {
        while self.scale > 0 && self.digits.is_multiple_of(10) {
            self.digits /= 10;
            self.scale -= 1;
        }
        self
    }

    pub(super) const fn to_decimal(self) -> Decimal {
        let digits = self.digits;
        let (low, middle, high) = (digits as u32, (digits >> 32) as u32, (digits >> 64) as u32);
        Decimal::from_parts(low, middle, high, self.is_negative, self.scale)
    }
}

/// Parses the digits after `e-`.
const fn parse_scale(digits: &[u8]) -> Option<u32> {
    let (mut at, mut count, mut scale) = (0, 0, 0);
    while at < digits.len() {
        match digits[at] {
            b'_' if count > 0 => {}
            digit @ b'0'..=b'9' => {
                count += 1;
                scale = scale * 10 + (digit - b'0') as u32;
            }
            _ => return None,
        }
        if scale > MAX_DIGITS {
            return None;
        }
        at += 1;
    }
    if count == 0 { None } else { Some(scale) }
}
