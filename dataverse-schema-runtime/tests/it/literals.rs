//! Literals that are checked at compile time. The UI tests of the macros cover literals that don't
//! compile.

use dataverse_schema::prelude::*;
use dataverse_schema::{Decimal, literal};

use crate::parcels::{self, ContosoParcel};

#[test]
fn literals_have_the_type_of_their_column() {
    let c = ContosoParcel::columns();
    let new = ContosoParcel::create()
        .set(
            c.contoso_name,
            literal!(ContosoParcel.contoso_name, "Tea, 🍵🍵"),
        )
        .set(c.contoso_pieces, literal!(ContosoParcel.contoso_pieces, 99))
        .set(
            c.contoso_bulk_number,
            literal!(
                parcels::ContosoParcel.contoso_bulk_number,
                9_007_199_254_740_993
            ),
        )
        .set(c.contoso_rate, literal!(ContosoParcel.contoso_rate, 12.50))
        .set(
            c.contoso_declared_value,
            literal!(crate::parcels::ContosoParcel.contoso_declared_value, "0.10"),
        )
        .set(c.contoso_depth, literal!(ContosoParcel.contoso_depth, 0.5));
    assert_eq!(
        new.validate_with(&dataverse_schema::rule::Checks::default().without_required()),
        Ok(())
    );
    assert_eq!(
        new.body().expect("it can be written").as_str(),
        r#"{"contoso_name":"Tea, 🍵🍵","contoso_pieces":99,"contoso_bulknumber":9007199254740993,"contoso_rate":12.50,"contoso_declaredvalue":0.10,"contoso_depth":0.5}"#
    );
}

#[test]
fn decimal_literals_keep_their_digits() {
    let literals = [
        (literal!(ContosoParcel.contoso_rate, 1), "1"),
        (
            literal!(ContosoParcel.contoso_rate, 0.000000000001),
            "0.000000000001",
        ),
        (literal!(ContosoParcel.contoso_rate, 1_000.0), "1000.0"),
        (literal!(ContosoParcel.contoso_rate, 0.1000), "0.1000"),
        (
            literal!(ContosoParcel.contoso_rate, 100.00000000000000),
            "100.00000000000000",
        ),
    ];
    for (literal, text) in literals {
        assert_eq!(literal, text.parse::<Decimal>().expect("a number"));
        assert_eq!(literal.to_string(), text);
    }
}
