//! Digits that survive reading and writing, for each way to read a row, with and without
//! serde_json's feature `arbitrary_precision`. Each build is a separate crate, because features are
//! unified within one.

use std::collections::BTreeMap;

use test_support::{NestedCrate, page};

/// Ways to read that give access to the text of numbers.
const FROM_TEXT: &[&str] = &["str", "slice", "reader", "rows"];
/// Ways to read that buffer numbers first.
const BUFFERED: &[&str] = &["value", "flatten", "flatten from a value"];

/// Property, number in the body, and number as it is written again.
const CASES: &[(&str, &str, &str)] = &[
    (
        "contoso_fee",
        "922337203685477.5807",
        "922337203685477.5807",
    ),
    (
        "contoso_fee",
        "-922337203685477.5808",
        "-922337203685477.5808",
    ),
    ("contoso_fee", "0.1", "0.1"),
    ("contoso_fee", "20000.0000", "20000.0000"),
    ("contoso_fee", "9007199254740993", "9007199254740993"),
    ("contoso_fee", "9007199254740993.0", "9007199254740993.0"),
    ("contoso_fee", "1E-10", "0.0000000001"),
    ("contoso_fee", "1.50E2", "150"),
    (
        "contoso_rate",
        "0.123456789012345678",
        "0.123456789012345678",
    ),
    (
        "contoso_rate",
        "12345678901234567890",
        "12345678901234567890",
    ),
    ("contoso_bulknumber", "9007199254740993", "9007199254740993"),
    (
        "contoso_bulknumber",
        "-9223372036854775808",
        "-9223372036854775808",
    ),
    ("contoso_pieces", "2147483647", "2147483647"),
    ("contoso_service", "-1", "-1"),
    ("contoso_depth", "47.639583", "47.639583"),
    (
        "contoso_depth",
        "0.30000000000000004",
        "0.30000000000000004",
    ),
    (
        "contoso_undeclared",
        "922337203685477.58070",
        "922337203685477.58070",
    ),
    ("contoso_undeclared", "1E-10", "1E-10"),
];

/// Returns true if a number loses digits as `f64`.
fn is_lost(number: &str, expected: &str) -> bool {
    let shown = || serde_json::to_string(&number.parse::<f64>().expect("a number")).expect("JSON");
    number.contains('.') && shown() != expected
}

/// Runs the program, and returns its output for each case, by way to read.
fn run(krate: &NestedCrate, features: &[&str]) -> Vec<BTreeMap<String, String>> {
    let mut cases = String::new();
    for (property, number, _) in CASES {
        cases += &format!("{property} {number}\n{property} \"{number}\"\n");
    }
    let text = krate.run_with(&["--features", &features.join(",")], &cases);
    let lines: Vec<&str> = text.lines().collect();
    let ways = FROM_TEXT.len() + BUFFERED.len();
    assert_eq!(lines.len(), 2 * ways * CASES.len());
    let by_way = |lines: &[&str]| {
        let pairs = lines
            .iter()
            .map(|line| line.split_once('\t').expect("a way"));
        pairs
            .map(|(way, shown)| (way.into(), shown.into()))
            .collect()
    };
    lines.chunks(ways).map(by_way).collect()
}

#[test]
fn digits_survive() {
    let krate = NestedCrate::new(
        "exactness",
        "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n\
         [features]\nnone = []\narbitrary_precision = [\"serde_json/arbitrary_precision\"]\n",
        include_str!("exactness/program.rs"),
    );
    krate.write("schemas/contoso_parcel.md", &page("contoso_parcel.md"));
    for feature in ["none", "arbitrary_precision"] {
        let shown = run(&krate, &[feature]);
        for (case, shown) in CASES.iter().zip(shown.chunks(2)) {
            let (property, number, expected) = *case;
            let (as_number, as_text) = (&shown[0], &shown[1]);
            let context = format!("{property}: {number}, {feature}");
            for way in FROM_TEXT {
                assert_eq!(as_number[*way], expected, "{context}, {way}");
            }
            for way in BUFFERED {
                let shown = &as_number[*way];
                let context = format!("{context}, {way}: {shown}");
                if feature == "arbitrary_precision" || !is_lost(number, expected) {
                    assert!(shown.eq_ignore_ascii_case(expected), "{context}");
                    continue;
                }
                let digits = number.bytes().filter(u8::is_ascii_digit).count();
                let is_exact = ["contoso_fee", "contoso_rate"].contains(&property);
                if digits > 15 && is_exact && *way != "value" {
                    let message = format!("`{property}` of table `contoso_parcel`: ");
                    assert!(shown.starts_with(&format!("error: {message}")), "{context}");
                    assert!(
                        shown.contains("may have lost digits in a 64-bit float"),
                        "{context}"
                    );
                } else {
                    // A `Value` and an undeclared number have lost digits before the runtime sees
                    // them.
                    let parse = |text: &str| text.parse::<f64>().expect("a number");
                    let (shown, expected) = (parse(shown), parse(expected));
                    assert!(
                        (shown - expected).abs() <= expected.abs() * 1e-15,
                        "{context}"
                    );
                }
            }
            for (way, shown) in as_text {
                let is_text = [
                    "contoso_fee",
                    "contoso_rate",
                    "contoso_bulknumber",
                    "contoso_depth",
                ];
                if is_text.contains(&property) {
                    assert_eq!(shown, expected, "{context} as a string, {way}");
                }
            }
        }
    }
}
