//! Bodies with every column in every form that the Web API uses, and the expected JSON after a
//! round trip.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use dataverse_schema::info::{ColumnInfo, ColumnKind, DateTimeBehavior};
use dataverse_schema::{RowExt, Rows, Table};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

const FORMATTED: &str = "OData.Community.Display.V1.FormattedValue";
const TARGET: &str = "Microsoft.Dynamics.CRM.lookuplogicalname";
const NAVIGATION: &str = "Microsoft.Dynamics.CRM.associatednavigationproperty";

/// The JSON of a value in a body, and as it is written again.
type Wire = (String, String);

/// A property with its value.
type Property = (String, Wire);

/// The properties that a body may have for a column.
type Form = BoxedStrategy<Vec<Property>>;

fn json(text: impl Serialize) -> String {
    serde_json::to_string(&text).expect("it can be written")
}

fn same(text: String) -> Wire {
    (text.clone(), text)
}

/// Returns a JSON string with each UTF-16 code unit escaped.
fn escaped(text: &str) -> String {
    let mut json = String::from("\"");
    for unit in text.encode_utf16() {
        write!(json, "\\u{unit:04x}").expect("writing to a String succeeds");
    }
    json + "\""
}

fn texts() -> Vec<BoxedStrategy<Wire>> {
    let text = || prop_oneof![any::<String>(), Just(String::new()), "[ -~\t\n]{0,30}"];
    vec![
        text().prop_map(|text| same(json(text))).boxed(),
        text().prop_map(|text| (escaped(&text), json(text))).boxed(),
    ]
}

/// Integers as numbers and, if allowed, as strings.
fn integers<N: Arbitrary + Copy + ToString + 'static>(
    ends: [N; 3],
    as_text: bool,
) -> Vec<BoxedStrategy<Wire>> {
    let number = || prop_oneof![any::<N>(), proptest::sample::select(ends.to_vec())];
    let mut forms = vec![number().prop_map(|n| same(n.to_string())).boxed()];
    if as_text {
        let text = number().prop_map(|n| (json(n.to_string()), n.to_string()));
        forms.push(text.boxed());
    }
    forms
}

/// Decimal numbers of at most 28 digits; trailing zeros are kept.
fn digits() -> impl Strategy<Value = String> {
    let digits = prop_oneof![
        "-?(0|[1-9][0-9]{0,13})(\\.[0-9]{1,14})?",
        Just("922337203685477.5807".to_owned()),
        Just("-922337203685477.5808".to_owned()),
        Just("20000.0000".to_owned()),
        Just("9007199254740993".to_owned()),
    ];
    // A decimal zero has no sign.
    digits.prop_map(|number| match number.trim_start_matches('-') {
        zero if zero.bytes().all(|b| b"0.".contains(&b)) => zero.to_owned(),
        _ => number,
    })
}

fn decimals() -> Vec<BoxedStrategy<Wire>> {
    let exponents = (1_u32..=9_999, 1_usize..=20).prop_map(|(mantissa, places)| {
        let number = mantissa.to_string();
        let zeros = "0".repeat(places.saturating_sub(number.len()) + 1);
        let digits = if number.len() > places {
            number
        } else {
            zeros + &number
        };
        let (whole, fraction) = digits.split_at(digits.len() - places);
        (
            format!("{mantissa}E-{places}"),
            format!("{whole}.{fraction}"),
        )
    });
    let powers = (1_u32..=9_999, 1_usize..=12).prop_map(|(mantissa, places)| {
        let number = format!("{mantissa}{}", "0".repeat(places));
        (format!("{mantissa}e+{places}"), number)
    });
    vec![
        digits().prop_map(same).boxed(),
        digits().prop_map(|n| (json(&n), n)).boxed(),
        exponents.boxed(),
        powers.boxed(),
    ]
}

fn doubles() -> Vec<BoxedStrategy<Wire>> {
    use proptest::num::f64::{NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    let number = || NORMAL | SUBNORMAL | ZERO | POSITIVE | NEGATIVE;
    vec![
        number().prop_map(|n| same(json(n))).boxed(),
        number()
            .prop_map(|n| (json(format!("{n:e}")), json(n)))
            .boxed(),
        any::<i32>()
            .prop_map(|n| (n.to_string(), json(f64::from(n))))
            .boxed(),
    ]
}

fn fraction() -> impl Strategy<Value = &'static str> {
    // chrono writes fractions in groups of three digits.
    proptest::sample::select(vec!["", ".001", ".120", ".123456", ".123456700"])
}

fn clock() -> impl Strategy<Value = String> {
    (0..24, 0..60, 0..60).prop_map(|(h, m, s)| format!("{h:02}:{m:02}:{s:02}"))
}

fn day() -> impl Strategy<Value = String> {
    let leap =
        proptest::sample::select(vec!["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"]);
    let any = (1_i32..=9999, 1..=12, 1..=28).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}"));
    prop_oneof![any, leap.prop_map(str::to_owned)]
}

fn dates(behavior: DateTimeBehavior) -> Vec<BoxedStrategy<Wire>> {
    let moment = || (day(), clock(), fraction()).prop_map(|(d, t, f)| format!("{d}T{t}{f}"));
    let utc = moment().prop_map(|time| same(json(time + "Z"))).boxed();
    match behavior {
        DateTimeBehavior::DateOnly => vec![day().prop_map(|day| same(json(day))).boxed()],
        DateTimeBehavior::TimeZoneIndependent => {
            let bare = moment().prop_map(|time| (json(&time), json(format!("{time}Z"))));
            vec![utc, bare.boxed()]
        }
        DateTimeBehavior::UserLocal => {
            // A day within the month for any offset.
            let parts = (
                1_i32..=9999,
                1..=12,
                2..=27,
                0..24,
                0..60,
                -14_i32..=14,
                0..2,
            );
            let offset = parts.prop_map(|(year, month, day, hour, minute, hours, half)| {
                let offset: i32 = hours * 60 + if hours.abs() < 14 { half * 30 } else { 0 };
                let form = |minutes: i32, zone: &str| {
                    let (day, rest) = (minutes / 1440, minutes % 1440);
                    let (hour, minute) = (rest / 60, rest % 60);
                    json(format!(
                        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:07{zone}"
                    ))
                };
                let utc = day * 1440 + hour * 60 + minute;
                let sign = if offset < 0 { '-' } else { '+' };
                let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
                let zone = format!("{sign}{hours:02}:{minutes:02}");
                (form(utc + offset, &zone), form(utc, "Z"))
            });
            vec![utc, offset.boxed()]
        }
    }
}

fn guid() -> impl Strategy<Value = String> {
    any::<[u32; 4]>().prop_map(|[a, b, c, d]| {
        let (b1, b2, c1, c2) = (b >> 16, b & 0xffff, c >> 16, c & 0xffff);
        format!("{a:08x}-{b1:04x}-{b2:04x}-{c1:04x}-{c2:04x}{d:08x}")
    })
}

fn guids() -> Vec<BoxedStrategy<Wire>> {
    vec![
        guid().prop_map(|id| same(json(id))).boxed(),
        guid()
            .prop_map(|id| (json(id.to_uppercase()), json(id)))
            .boxed(),
    ]
}

fn options(column: &ColumnInfo) -> Vec<i32> {
    let (ColumnKind::Picklist { choice }
    | ColumnKind::MultiSelectPicklist { choice }
    | ColumnKind::State { choice }
    | ColumnKind::Status { choice }) = column.kind
    else {
        return Vec::new();
    };
    choice.options.iter().map(|option| option.value).collect()
}

fn choices(column: &ColumnInfo) -> Vec<BoxedStrategy<Wire>> {
    let mut forms = integers([0, -1, 192_350_000], false);
    let listed = options(column);
    if !listed.is_empty() {
        let listed = proptest::sample::select(listed);
        forms.push(listed.prop_map(|value| same(value.to_string())).boxed());
    }
    forms
}

fn sets(column: &ColumnInfo) -> Vec<BoxedStrategy<Wire>> {
    let mut values = options(column);
    values.extend([-1, 0, 192_350_000, i32::MAX]);
    let set = move || {
        vec(proptest::sample::select(values.clone()), 0..6).prop_map(|values| {
            let mut set = values.clone();
            set.sort_unstable();
            set.dedup();
            (values, set)
        })
    };
    fn joined(values: &[i32], separator: &str) -> String {
        let values: Vec<String> = values.iter().map(i32::to_string).collect();
        json(values.join(separator))
    }
    let form = |separator: &'static str| {
        set()
            .prop_map(move |(values, set)| (joined(&values, separator), joined(&set, ",")))
            .boxed()
    };
    vec![form(","), form(", ")]
}

fn managed() -> Vec<BoxedStrategy<Wire>> {
    let whole = any::<(bool, bool)>().prop_map(|(value, can)| {
        same(format!(
            "{{\"Value\":{value},\"CanBeChanged\":{can},\"ManagedPropertyLogicalName\":\"canbechanged\"}}"
        ))
    });
    let bare = any::<bool>().prop_map(|value| same(format!("{{\"Value\":{value}}}")));
    let more = Just(same(
        "{\"Value\":false,\"Other\":{\"a\":1.50},\"a@b\":null}".into(),
    ));
    vec![whole.boxed(), bare.boxed(), more.boxed()]
}

fn values(column: &ColumnInfo) -> Vec<BoxedStrategy<Wire>> {
    match column.kind {
        ColumnKind::String { .. } | ColumnKind::Memo { .. } | ColumnKind::EntityName => texts(),
        ColumnKind::Integer { .. } => integers([i32::MIN, 0, i32::MAX], false),
        ColumnKind::BigInt { .. } => integers([i64::MIN, 9_007_199_254_740_993, i64::MAX], true),
        ColumnKind::Decimal { .. } | ColumnKind::Money { .. } => decimals(),
        ColumnKind::Double { .. } => doubles(),
        ColumnKind::Boolean { .. } => vec![any::<bool>().prop_map(|b| same(b.to_string())).boxed()],
        ColumnKind::DateTime { behavior } => dates(behavior),
        ColumnKind::Picklist { .. } | ColumnKind::State { .. } | ColumnKind::Status { .. } => {
            choices(column)
        }
        ColumnKind::MultiSelectPicklist { .. } => sets(column),
        ColumnKind::Lookup { .. }
        | ColumnKind::Customer { .. }
        | ColumnKind::Owner { .. }
        | ColumnKind::Uniqueidentifier
        | ColumnKind::File { .. } => guids(),
        ColumnKind::ManagedProperty => managed(),
        ColumnKind::Image { .. } => {
            vec![
                "([A-Za-z0-9+/]{4}){0,9}([A-Za-z0-9+/]{2}==)?"
                    .prop_map(|base64| same(json(base64)))
                    .boxed(),
            ]
        }
        kind => unreachable!("{kind:?} is in no row"),
    }
}

/// Returns the forms of a column: without a value, and with annotations.
fn forms(table: &'static str, column: &'static ColumnInfo) -> Vec<Form> {
    let property = column.property;
    let annotation = move |name: &str, text: &str| (format!("{property}@{name}"), same(json(text)));
    let null = Just((property.to_owned(), same("null".into())));
    let mut forms: Vec<Form> = vec![
        Just(Vec::new()).boxed(),
        null.clone().prop_map(|null| vec![null]).boxed(),
        (null, any::<String>())
            .prop_map(move |(null, text)| vec![null, annotation(FORMATTED, &text)])
            .boxed(),
    ];
    let mut targets: Vec<&str> = column.kind.targets().to_vec();
    targets.extend(["contoso_unknown", table]);
    for value in values(column) {
        let value = value.prop_map(move |wire| (property.to_owned(), wire));
        forms.push(value.clone().prop_map(|value| vec![value]).boxed());
        let formatted = (value.clone(), any::<String>());
        forms.push(
            formatted
                .prop_map(move |(value, text)| vec![value, annotation(FORMATTED, &text)])
                .boxed(),
        );
        if column.kind.is_lookup() {
            let parts = (
                value,
                any::<[bool; 3]>(),
                proptest::sample::select(targets.clone()),
            );
            let annotated = parts.prop_map(move |(value, [name, table, way], target)| {
                let annotations = [
                    name.then(|| annotation(FORMATTED, "Contoso")),
                    table.then(|| annotation(TARGET, target)),
                    way.then(|| annotation(NAVIGATION, column.schema_name)),
                ];
                annotations.into_iter().flatten().chain([value]).collect()
            });
            forms.push(annotated.boxed());
        }
    }
    forms
}

/// Undeclared properties, which are kept unchanged.
fn others() -> Form {
    let raw = proptest::sample::select(vec![
        "null",
        "1.50",
        "1E-10",
        "922337203685477.58070",
        "\"\\u00e4\"",
        "[{\"contoso_scanid\":\"x\",\"a\":[]},{}]",
        "{\"fullname\":\"Susanna\",\"n\":{\"m\":[1,2.0]}}",
    ]);
    let names = proptest::sample::subsequence(
        vec![
            "zz_undeclared",
            "zz_undeclared@odata.type",
            "zz_Expanded",
            "zz_bound@odata.bind",
        ],
        0..=4,
    );
    let etag = proptest::option::of("W/\"[0-9]{1,9}\"");
    (raw, names, etag)
        .prop_map(|(raw, names, etag)| {
            let names = names
                .into_iter()
                .map(|name| (name.to_owned(), same(raw.into())));
            let etag = etag.map(|etag| ("@odata.etag".to_owned(), same(json(etag))));
            names.chain(etag).collect()
        })
        .boxed()
}

fn body(properties: &[Property]) -> String {
    let properties: Vec<String> = properties
        .iter()
        .map(|(name, (wire, _))| format!("{}:{wire}", json(name)))
        .collect();
    format!("{{{}}}", properties.join(","))
}

/// Returns the properties of an object with their JSON.
fn properties(text: &str) -> BTreeMap<String, String> {
    let properties: BTreeMap<String, &RawValue> = serde_json::from_str(text).expect("an object");
    let text = properties.into_iter();
    text.map(|(name, value)| (name, value.get().to_owned()))
        .collect()
}

fn check<T: Table + Serialize + DeserializeOwned>(given: &[Property]) -> Result<(), TestCaseError> {
    let body = body(given);
    let fail = |error: serde_json::Error| TestCaseError::fail(format!("{error}\n{body}"));
    let row: T = serde_json::from_str(&body).map_err(fail)?;
    let written = serde_json::to_string(&row).map_err(fail)?;
    let expected = given
        .iter()
        .map(|(name, (_, written))| (name.clone(), written.clone()));
    prop_assert_eq!(properties(&written), expected.collect(), "{}", body);
    prop_assert_eq!(&row.to_json().map_err(fail)?, &written);

    let again: T = serde_json::from_str(&written).map_err(fail)?;
    prop_assert_eq!(&again, &row);
    prop_assert_eq!(&serde_json::to_string(&again).map_err(fail)?, &written);

    let twice = format!("{{\"value\":[{body},{body}]}}");
    let rows: Rows<T> = serde_json::from_str(&twice).map_err(fail)?;
    prop_assert!(rows.iter().all(|other| *other == row), "{}", body);
    let read = Rows::<T>::from_json(&twice).map_err(fail)?;
    prop_assert!(read == rows, "{}", body);
    let written = format!("{{\"value\":[{written},{written}]}}");
    prop_assert_eq!(rows.to_json().map_err(fail)?, written);
    Ok(())
}

/// Reads and writes random bodies of a table, with every form of every column at least once.
/// Returns the number of forms.
pub(crate) fn round_trip<T: Table + Serialize + DeserializeOwned>(cases: u32) -> usize {
    let table = T::info();
    let columns: Vec<Vec<Form>> = table
        .row()
        .iter()
        .map(|column| forms(table.logical_name, column))
        .collect();
    let run = |rows: BoxedStrategy<Vec<Vec<Property>>>, cases| {
        let config = Config {
            cases,
            failure_persistence: None,
            ..Config::default()
        };
        let given = (rows, others()).prop_map(|(row, others)| {
            let mut all = row.concat();
            all.extend(others);
            all
        });
        let run = TestRunner::new(config).run(&given.prop_shuffle(), |given| check::<T>(&given));
        if let Err(error) = run {
            panic!("table `{}`: {error}", table.logical_name);
        }
    };
    for round in 0..columns.iter().map(Vec::len).max().unwrap_or(0) {
        let picked = columns.iter().enumerate();
        let picked = picked.map(|(index, forms)| forms[(index + round) % forms.len()].clone());
        run(picked.collect::<Vec<Form>>().boxed(), 1);
    }
    let any = columns.iter().cloned().map(proptest::strategy::Union::new);
    run(any.collect::<Vec<_>>().boxed(), cases);
    columns.iter().map(Vec::len).sum()
}
