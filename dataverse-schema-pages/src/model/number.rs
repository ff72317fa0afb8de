/// A number exactly as the page writes it: `100`, `-922337203685477`, `1E-12`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// `None` for a text that is no JSON number: digits without a leading zero, a fraction, an exponent.
    pub(crate) fn new(text: &str) -> Option<Self> {
        is_number(text).then(|| Self(text.to_owned()))
    }

    /// The number as the page writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as mantissa and scale (the digits after the point), if it is one of at most 28 digits.
    pub(crate) fn decimal(&self) -> Option<(i128, u32)> {
        const MOST: i64 = 28;
        let (mantissa, exponent) = self.0.split_once(['e', 'E']).unwrap_or((&self.0, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        let digits: i128 = digits.parse().ok()?;
        let fraction = i64::try_from(fraction.len()).ok()?;
        let scale = fraction.checked_sub(exponent.parse().ok()?)?;
        let power = u32::try_from(scale.min(0).unsigned_abs()).ok()?;
        let digits = digits.checked_mul(10_i128.checked_pow(power)?)?;
        let fits = scale <= MOST && digits.unsigned_abs() < 10_u128.pow(28);
        fits.then_some((digits, u32::try_from(scale.max(0)).ok()?))
    }

    /// The number, if it is of type `N`.
    pub fn parse<N: std::str::FromStr>(&self) -> Option<N> {
        self.0.parse().ok()
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
