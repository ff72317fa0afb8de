//! Invalid bodies: each is an error that names table and property.

use dataverse_schema::info::{ColumnInfo, ColumnKind, DateTimeBehavior};
use dataverse_schema::{Rows, Table};
use serde::de::DeserializeOwned;

/// The maximum length of an error, whatever the body contains.
const LONGEST: usize = 1000;

/// Values that are invalid for every column.
const OF_ALL: &[&str] = &["[]", "[1]", "nul", "\"\\x\"", "", "}"];
/// Half of a surrogate pair, which only texts may contain.
const HALF: &[&str] = &["\"\\ud800\""];
const NO_TEXT: &[&str] = &["1", "0.5", "true", "{}"];
const NO_WHOLE_NUMBER: &[&str] = &["1.5", "1e3", "\"x\"", "\"\"", "\"1\"", "true", "{}"];
const NO_NUMBER: &[&str] = &[
    "\"x\"", "\"\"", "\"1_0\"", "\" 1\"", "true", "{}", "--1", "01", "1.",
];
const NO_DATE: &[&str] = &[
    "\"\"",
    "\"yesterday\"",
    "\"/Date(1)/\"",
    "\"2023-02-29\"",
    "\"23-01-01\"",
    "\"2023-02-29T00:00:00Z\"",
    "\"2023-04-31T00:00:00Z\"",
    "\"2023-04-30T24:00:00Z\"",
    "\"0000-01-01T00:00:00Z\"",
];
const NO_GUID: &[&str] = &[
    "\"\"",
    "\"fd140aae-4df4-11dd-bd17-0019b931223\"",
    "\"gd140aae-4df4-11dd-bd17-0019b9312238\"",
    "\"account\"",
];

/// Returns values that are invalid for a column.
fn values(column: &ColumnInfo) -> impl Iterator<Item = &'static str> {
    let of_kind: [&[&str]; 3] = match column.kind {
        ColumnKind::Integer { .. }
        | ColumnKind::Picklist { .. }
        | ColumnKind::State { .. }
        | ColumnKind::Status { .. } => [
            NO_WHOLE_NUMBER,
            &["2147483648", "-2147483649", "1e400"],
            &[],
        ],
        ColumnKind::BigInt { .. } => [
            NO_NUMBER,
            &["9223372036854775808", "\"-9223372036854775809\"", "0.1"],
            &[],
        ],
        ColumnKind::Decimal { .. } | ColumnKind::Money { .. } => [
            NO_NUMBER,
            &["79228162514264337593543950336", "1e29", "1e-29", "\"NaN\""],
            &[],
        ],
        ColumnKind::Double { .. } => [
            NO_NUMBER,
            &["1e309", "-1e999999", "\"INF\"", "\"NaN\""],
            &[],
        ],
        ColumnKind::Boolean { .. } => [&["0", "1", "\"true\"", "{}", "tru"], &[], &[]],
        ColumnKind::ManagedProperty => [
            &["true", "\"true\"", "{}", "{\"CanBeChanged\":true}"],
            &["{\"Value\":true,\"Value\":true}", "{\"Value\":1}"],
            &[],
        ],
        ColumnKind::MultiSelectPicklist { .. } => {
            [NO_TEXT, &["\"1;2\"", "\"1,x\"", "\"2147483648\""], &[]]
        }
        ColumnKind::DateTime { behavior } => {
            let of_behavior: &[&str] = match behavior {
                DateTimeBehavior::DateOnly => &["\"2023-13-01\"", "\"2023-04-07T00:00:00Z\""],
                DateTimeBehavior::TimeZoneIndependent => {
                    &["\"2023-04-07\"", "\"2023-04-07T25:00:00\""]
                }
                DateTimeBehavior::UserLocal => &["\"2023-04-07\"", "\"2023-04-07T00:00:00\""],
            };
            [NO_TEXT, NO_DATE, of_behavior]
        }
        ColumnKind::Uniqueidentifier
        | ColumnKind::Lookup { .. }
        | ColumnKind::Customer { .. }
        | ColumnKind::Owner { .. }
        | ColumnKind::File { .. } => [NO_TEXT, NO_GUID, &[]],
        _ => [NO_TEXT, &[], &[]],
    };
    let of_kind = of_kind.into_iter().flatten();
    let half = if is_text(column) { &[] } else { HALF };
    OF_ALL.iter().chain(of_kind).chain(half).copied()
}

fn is_text(column: &ColumnInfo) -> bool {
    matches!(
        column.kind,
        ColumnKind::String { .. }
            | ColumnKind::Memo { .. }
            | ColumnKind::EntityName
            | ColumnKind::Image { .. }
    )
}

fn assert_error<T: DeserializeOwned>(body: &str, names: &str) {
    let shown = &body[..body.len().min(200)];
    let error = serde_json::from_str::<T>(body).err();
    let error = error
        .unwrap_or_else(|| panic!("it is read: {shown}"))
        .to_string();
    assert!(error.starts_with(names), "{error}: {shown}");
    assert!(error.len() < LONGEST, "{} bytes: {shown}", error.len());
}

/// Reads invalid values of each column, and returns the number of bodies.
pub(crate) fn check<T: Table + DeserializeOwned>() -> usize {
    let table = T::info();
    let logical_name = table.logical_name;
    let mut count = 0;
    for column in table.row() {
        let property = column.property;
        let names = format!("`{property}` of table `{logical_name}`: ");
        for value in values(column) {
            for body in [
                format!("{{\"{property}\":{value}}}"),
                format!("{{\"zz\":1,\"{property}\":{value},\"zzz\":null}}"),
            ] {
                assert_error::<T>(&body, &names);
                assert_error::<Rows<T>>(&format!("{{\"value\":[{{}},{body}]}}"), &names);
                count += 2;
            }
        }
        assert_error::<T>(
            &format!("{{\"{property}\":null,\"{property}\":null}}"),
            &names,
        );
        let annotation = format!("{property}@OData.Community.Display.V1.FormattedValue");
        let names = format!("`{annotation}` of table `{logical_name}`: ");
        for value in ["1", "{}", "\""] {
            assert_error::<T>(&format!("{{\"{annotation}\":{value}}}"), &names);
        }
        assert_error::<T>(
            &format!("{{\"{annotation}\":\"\",\"{annotation}\":\"\"}}"),
            &names,
        );
        count += 5;
    }
    count
}

/// Reads values of this many bytes or levels of nesting.
pub(crate) fn huge<T: Table + DeserializeOwned>(bytes: usize) {
    let table = T::info();
    let (text, deep) = ("x".repeat(bytes), "[".repeat(bytes));
    for column in table.row() {
        let property = column.property;
        let names = format!("`{property}` of table `{}`: ", table.logical_name);
        let body = format!("{{\"{property}\":\"{text}\"}}");
        if is_text(column) {
            serde_json::from_str::<T>(&body).expect("reading checks no length");
        } else {
            assert_error::<T>(&body, &names);
        }
        assert_error::<T>(&format!("{{\"{property}\":{}}}", "9".repeat(bytes)), &names);
        assert_error::<T>(&format!("{{\"{property}\":{deep}"), &names);
        assert_error::<T>(&format!("{{\"{property}\":{{\"Value\":{deep}"), &names);
    }
    let nested = format!("{{\"zz\":{deep}{}}}", "]".repeat(bytes));
    let row: T = serde_json::from_str(&nested).expect("a property that isn't declared is kept");
    assert_eq!(
        row.extras().property("zz").map(|json| json.as_str().len()),
        Some(2 * bytes)
    );
    assert_error::<T>(&format!("{{\"zz\":{deep}"), "`zz` of table");
}
