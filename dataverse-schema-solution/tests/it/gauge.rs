//! The solution and the definition of one made-up table with every format of each type of column.
//!
//! The table also has what the gadget lacks: computed columns of each kind, lookups of several
//! tables, and columns and relationships that Dataverse adds to tables.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use dataverse_schema_pages::{Source, read_metadata, render_page};
use test_support::workspace;

use crate::gadget::without;
use crate::solution::{self, read};

/// Parts of lines that only the page of the definition has. Solutions don't contain these facts.
const LEFT_OUT: [&str; 8] = [
    "| **CollectionSchemaName** | `contoso_Gauges` |\n",
    "| **LogicalCollectionName** | `contoso_gauges` |\n",
    "|CanStoreFullImage|True|\n",
    // The tables aren't in the solution.
    "|ReferencedAttribute|`contoso_machineid`|\n",
    "|ReferencedAttribute|`contoso_roomid`|\n",
    "<br />Merge: `NoCascade`",
    "AvailableOffline: True<br />",
    "<br />ViewId: `00000000-0000-0000-0000-000000000000`",
];

/// The formula of Power Fx: solutions have it in YAML, which isn't read but reported.
const POWER_FX: &str = "|FormulaDefinition|contoso_name & \" \" & contoso_number|\n";

/// What only the page of the solution has.
const ORIGIN: &str = "---\norigin: solution\n---\n\n";

fn folder() -> PathBuf {
    workspace().join("tests/solutions/contoso_gauge")
}

/// Returns the page of the definition.
fn expected() -> String {
    let path = workspace().join("tests/definitions/contoso_gauge/definition.json");
    let body = fs::read_to_string(path).expect("the definition exists");
    let tables = read_metadata(&[Source::new("definition.json", body)]);
    let tables = tables.unwrap_or_else(|errors| panic!("{}", errors[0]));
    assert_eq!(tables.len(), 1);
    render_page(&tables[0])
}

#[test]
fn solution_and_definition_have_the_same_page() {
    let solutions = read(&[&folder()]).expect("a good solution");
    assert_eq!(
        solution::texts(&solutions.warnings),
        [
            "DV0118: missing formulas of columns of table `contoso_gauge`: `contoso_title` (`/Formulas/contoso_gauge-FormulaDefinitions.yaml`)"
        ]
    );
    assert_eq!(solutions.left_out, [("ReferencedAttribute", 2)].into());
    let found = without(&solution::page(&solutions), &[ORIGIN]);
    let expected = without(&without(&expected(), &LEFT_OUT), &[POWER_FX]);
    assert_eq!(found, expected);
}

/// The words in all rows with a key.
fn words<'p>(page: &'p str, key: &str) -> BTreeSet<&'p str> {
    let start = format!("|{key}|");
    let rows = page.lines().filter_map(|line| line.strip_prefix(&start));
    rows.map(|row| row.trim_end_matches('|')).collect()
}

#[test]
fn every_format_and_source_is_there() {
    let page = expected();
    let sets: [(&str, &[&str]); 5] = [
        (
            "Format",
            &[
                "DateAndTime",
                "DateOnly",
                "Duration",
                "Email",
                "Json",
                "Language",
                "Locale",
                "None",
                "PhoneticGuide",
                "Text",
                "TextArea",
                "TickerSymbol",
                "TimeZone",
                "Url",
                "VersionNumber",
            ],
        ),
        (
            "FormatName",
            &[
                "Email",
                "Json",
                "Phone",
                "PhoneticGuide",
                "RichText",
                "Text",
                "TextArea",
                "TickerSymbol",
                "Url",
                "VersionNumber",
            ],
        ),
        (
            "PrecisionSource",
            &[
                "0 (Attribute.Precision)",
                "1 (Organization.PricingDecimalPrecision)",
                "2 (TransactionCurrency.CurrencyPrecision)",
            ],
        ),
        (
            "DateTimeBehavior",
            &["DateOnly", "TimeZoneIndependent", "UserLocal"],
        ),
        // Calculated columns, rollups, and formulas of Power Fx.
        ("SourceType", &["1", "2", "3"]),
    ];
    for (key, expected) in sets {
        let expected: BTreeSet<&str> = expected.iter().copied().collect();
        assert_eq!(words(&page, key), expected, "{key}");
    }
}
