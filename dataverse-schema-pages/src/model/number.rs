use std::cmp::Ordering;

/// A number exactly as the page writes it: `100`, `-922337203685477`, `1E-12`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// Creates a number from its text. Returns `None` if it isn't a valid JSON number.
    pub(crate) fn new(text: &str) -> Option<Self> {
        is_number(text).then(|| Self(text.to_owned()))
    }

    /// Returns the number as the page writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the mantissa and the scale (the number of decimal places).
    ///
    /// Returns `None` if the number has more than 28 digits.
    pub(crate) fn decimal(&self) -> Option<(i128, u32)> {
        const MAX_DIGITS: i64 = 28;
        let (mantissa, exponent) = self.0.split_once(['e', 'E']).unwrap_or((&self.0, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        let digits: i128 = digits.parse().ok()?;
        let fraction = i64::try_from(fraction.len()).ok()?;
        let scale = fraction.checked_sub(exponent.parse().ok()?)?;
        let power = u32::try_from(scale.min(0).unsigned_abs()).ok()?;
        let digits = digits.checked_mul(10_i128.checked_pow(power)?)?;
        let fits = scale <= MAX_DIGITS && digits.unsigned_abs() < 10_u128.pow(28);
        fits.then_some((digits, u32::try_from(scale.max(0)).ok()?))
    }

    /// Compares the values of two numbers regardless of their form: `1E+3` equals `1000`.
    pub fn compare(&self, other: &Self) -> Ordering {
        let (this, other) = (Scientific::new(&self.0), Scientific::new(&other.0));
        match (this.is_negative, other.is_negative) {
            (false, false) => this.magnitude().cmp(&other.magnitude()),
            (true, true) => other.magnitude().cmp(&this.magnitude()),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }

    /// Parses the number as an `N`.
    pub fn parse<N: std::str::FromStr>(&self) -> Option<N> {
        self.0.parse().ok()
    }
}

/// A number as `0.digits * 10^exponent`, without zeros around the digits. Zero has no digits.
struct Scientific {
    is_negative: bool,
    digits: String,
    exponent: i64,
}

impl Scientific {
    /// Splits a JSON number.
    fn new(text: &str) -> Self {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        // An exponent that exceeds 64 bits is treated as infinite.
        let endless = if exponent.starts_with('-') {
            i64::MIN
        } else {
            i64::MAX
        };
        let exponent = exponent.parse().unwrap_or(endless);
        let all = format!("{whole}{fraction}");
        let significant = all.trim_start_matches('0');
        let zeros = i64::try_from(all.len() - significant.len()).unwrap_or(i64::MAX);
        let digits = significant.trim_end_matches('0').to_owned();
        Self {
            is_negative: text.starts_with('-') && !digits.is_empty(),
            digits,
            exponent: i64::try_from(whole.len())
                .unwrap_or(i64::MAX)
                .saturating_sub(zeros)
                .saturating_add(exponent),
        }
    }

    /// Returns the key for comparing numbers without their signs.
    fn magnitude(&self) -> (bool, i64, &str) {
        let is_zero = self.digits.is_empty();
        (
            !is_zero,
            if is_zero { 0 } else { self.exponent },
            &self.digits,
        )
    }
}

fn is_number(text: &str) -> bool {
    fn digits(text: &str) -> bool {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
    }
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let unsigned = exponent.map(|e| e.strip_prefix(['+', '-']).unwrap_or(e));
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && unsigned.is_none_or(digits)
}

#[cfg(feature = "json")]
impl serde::Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::Error as _;
        let raw = serde_json::value::RawValue::from_string(self.0.clone());
        raw.map_err(S::Error::custom)?.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_by_value() {
        let ascending = [
            "-1E+40",
            "-100.5",
            "-100",
            "-1e-12",
            "0",
            "1E-400",
            "1E-12",
            "0.1",
            "99.99",
            "100",
            "100.0000000000000000000000000001",
            "1E+3",
            "1001",
            "123456789012345678901234567890",
            "1E99999999999999999999",
        ];
        let numbers: Vec<Number> = ascending
            .iter()
            .filter_map(|text| Number::new(text))
            .collect();
        assert_eq!(numbers.len(), ascending.len());
        for (index, number) in numbers.iter().enumerate() {
            for (other_index, other) in numbers.iter().enumerate() {
                assert_eq!(
                    number.compare(other),
                    index.cmp(&other_index),
                    "{number:?} {other:?}"
                );
            }
        }
    }

    #[test]
    fn one_number_has_many_forms() {
        let forms = [
            ("1E+3", "1000"),
            ("1.50", "15e-1"),
            ("-0", "0.00"),
            ("0E5", "0E-5"),
        ];
        for (one, other) in forms {
            let numbers = [one, other].map(Number::new);
            let [Some(one), Some(other)] = numbers else {
                panic!("{numbers:?}")
            };
            assert_eq!(one.compare(&other), Ordering::Equal, "{one:?} {other:?}");
        }
    }
}
