/// Formats a count for a message, with commas between thousands: `32,768`.
pub(crate) fn with_commas(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::with_commas;

    #[test]
    fn commas_separate_thousands() {
        let texts = [0, 999, 1_000, 32_768, 1_234_567].map(with_commas);
        assert_eq!(texts, ["0", "999", "1,000", "32,768", "1,234,567"]);
    }
}
