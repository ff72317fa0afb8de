use dataverse_schema::Table;
use dataverse_schema::changes::Changes;
use dataverse_schema::prelude::*;
use dataverse_schema::table::message::Create;
use dataverse_schema::value::Value;

use super::schema::contoso_machine::StatusCode;
use super::{AnyError, ContosoMachine, column, machine};

/// Clones a row with other values, as text.
fn clone_with<T: Table>(row: &T, values: &[(&str, &str)]) -> Result<Changes<T, Create>, AnyError> {
    values
        .iter()
        .try_fold(Changes::copy(row), |new, (name, text)| {
            let column = T::column(name)?;
            Ok(new.set(column, column.info().parse(text)?))
        })
}

#[test]
fn rows_are_cloned() {
    let cloned = clone_with(
        &machine(),
        &[("contoso_serial", "L-18"), ("statuscode", "2")],
    );
    let body = cloned.expect("a row").body().expect("a body");
    assert_eq!(
        body.as_str(),
        r#"{"contoso_boughton":"2024-05-06","contoso_kind":1,"contoso_name":"Lathe, \"big\"","contoso_price":1250.50,"contoso_serial":"L-18","statecode":1,"statuscode":2}"#
    );
    let typed = ContosoMachine::create().set_state(StatusCode::Inactive);
    assert_eq!(
        typed.body().expect("a body").as_str(),
        r#"{"statecode":1,"statuscode":2}"#
    );
}

/// Lists what differs between two versions of a row.
fn audit<T: Table>(old: &T, new: &T) -> Vec<String> {
    let shown = |value: Option<Value<'_>>| value.map_or("-".to_owned(), |v| v.to_string());
    let differences = T::all_columns().filter_map(|column| {
        let (old, new) = (old.value(column), new.value(column));
        let label = column.info().display_name;
        (old != new).then(|| format!("{label}: {} -> {}", shown(old), shown(new)))
    });
    differences.collect()
}

#[test]
fn versions_of_a_row_are_compared() -> Result<(), AnyError> {
    let (old, mut new) = (machine(), machine());
    new.set_null(column("contoso_boughton"));
    for (name, text) in [("contoso_kind", "Saw"), ("contoso_weight", "80.25")] {
        new.set_value(column(name), column(name).info().parse(text)?)?;
    }
    assert_eq!(
        audit(&old, &new),
        [
            "Bought on: 2024-05-06 -> -",
            "Kind: 1 -> 3",
            "Weight: - -> 80.25"
        ]
    );
    let id = old.contoso_machine_id.ok_or("no id")?;
    assert_eq!(
        Changes::diff(id, &old, &new).body()?.as_str(),
        r#"{"contoso_boughton":null,"contoso_kind":3,"contoso_weight":80.25}"#
    );
    Ok(())
}
