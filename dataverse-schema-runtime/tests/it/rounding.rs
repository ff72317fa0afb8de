//! Values with more decimal places than Precision, which the service rounds.

use dataverse_schema::info::RequiredLevel;
use dataverse_schema::prelude::*;
use dataverse_schema::row::ColumnValue;
use dataverse_schema::rule::{Checks, Failure, Invalid, Rule};
use dataverse_schema::table::Settable;
use dataverse_schema::table::message::Update;
use dataverse_schema::value::Uuid;
use dataverse_schema::{Changes, Column, Decimal, Table};
use serde::de::DeserializeOwned;

use crate::parcels::{ContosoCarrier, ContosoParcel};

/// A table whose currency defines the decimal places of an amount.
mod gadgets {
    dataverse_schema::include_schema!("contoso_gadget.md", dir = "../tests/pages");
}
use gadgets::ContosoGadget;

const ID: Uuid = Uuid::from_u128(0x78914942_34cb_ed11_b596_0022481d68cd);

/// Asserts that the service rounds a value, or that it doesn't if there is no limit: an error only
/// on demand, and otherwise a warning of changes.
#[track_caller]
fn assert_rounded<T, V, A>(column: Column<T, V, A>, value: V, limit: Option<u32>)
where
    T: Table + DeserializeOwned,
    V: ColumnValue + Copy + std::fmt::Display,
    A: Settable<Update>,
{
    let actual = value.to_string();
    let rule = limit.map(|limit| Rule::Precision { limit, actual });
    let rules = |failures: &[Failure]| {
        let rules = failures.iter().map(|failure| failure.rule().clone());
        rules.collect::<Vec<_>>()
    };
    let denied = |result: Result<(), Invalid>| match result {
        Ok(()) => Vec::new(),
        Err(invalid) => rules(invalid.failures()),
    };
    let expected = Vec::from_iter(rule);
    let strict = Checks::default().deny_rounding();
    let update = Changes::<T, Update>::update(Id::new(ID)).set(column, value);
    let row: T =
        serde_json::from_str(update.body().expect("it can be written").as_str()).expect("a row");

    assert_eq!(column.check(&value), Ok(()));
    assert_eq!(row.validate(), Ok(()));
    assert_eq!(denied(row.validate_with(&strict)), expected);
    assert_eq!(update.validate(), Ok(()));
    assert_eq!(rules(&update.warnings(&Checks::default())), expected);
    assert_eq!(denied(update.validate_with(&strict)), expected);
    assert!(update.warnings(&strict).is_empty());

    let ignoring = [
        Checks::none(),
        Checks::default().without_limits(),
        Checks::default().ignore(column),
    ];
    for checks in ignoring {
        assert!(update.warnings(&checks).is_empty());
        assert_eq!(update.validate_with(&checks.deny_rounding()), Ok(()));
    }
}

#[test]
fn values_that_the_service_rounds_are_warnings() {
    let c = ContosoParcel::columns();
    let decimal = |text: &str| text.parse::<Decimal>().expect("a decimal");
    for depth in [0.5, 0.50001, 999.99999, 0.1 + 0.6, 1000.0] {
        assert_rounded(c.contoso_depth, depth, None);
    }
    for depth in [0.500001, 999.999999, 0.7 + 0.1 + 0.1, 0.5 + f64::EPSILON] {
        assert_rounded(c.contoso_depth, depth, Some(5));
    }
    assert_rounded(c.contoso_rate, decimal("0.000000000001"), None);
    assert_rounded(c.contoso_rate, decimal("0.0000000000011"), Some(12));
    for value in ["1.10", "1.100", "1.110"] {
        assert_rounded(c.contoso_declared_value, decimal(value), None);
    }
    assert_rounded(c.contoso_declared_value, decimal("1.105"), Some(2));
    // The currency decides the precision, of at most 4.
    let price = ContosoGadget::columns().contoso_price;
    assert_rounded(price, decimal("1.10560"), None);
    assert_rounded(price, decimal("1.10567"), Some(4));
}

#[test]
fn warnings_say_what_the_service_does() {
    let c = ContosoParcel::columns();
    let value = |digits| Decimal::new(digits, 3);
    let new = ContosoParcel::create()
        .set(c.contoso_declared_value, value(12_345))
        .insert(
            ContosoParcel::many_to_one().contoso_carrier,
            ContosoCarrier::create(),
        );
    let checks = Checks::default().required_from(RequiredLevel::ApplicationRequired);
    let warnings = new.warnings(&checks);
    let lines: Vec<String> = warnings.iter().map(Failure::to_string).collect();
    assert_eq!(
        lines,
        [
            "contoso_declaredvalue: 12.345 has more decimal places than Precision 2, so the service rounds it",
            "contoso_name: missing value (ApplicationRequired)",
            "contoso_Carrier.contoso_name: missing value (ApplicationRequired)",
        ]
    );
    // A value that violates another rule is an error and no warning.
    let refused = ContosoParcel::update(Id::new(ID)).set(c.contoso_declared_value, value(-5));
    assert!(refused.validate().is_err() && refused.warnings(&checks).is_empty());
}
