//! Generated code with a renamed dependency.

use renamed::{by_path, hidden, parcels, schema};
use tables_of_dataverse::prelude::*;

#[test]
fn rows_are_read_under_another_name() {
    let body = r#"{"value": [{"name": "a"}]}"#;
    let rows: Rows<schema::PluginPackage> = serde_json::from_str(body).expect("a collection");
    assert_eq!(rows[0].name.as_deref(), Some("a"));
    let hidden: hidden::PluginPackage = serde_json::from_str(r#"{"name": "b"}"#).expect("a row");
    assert_eq!(hidden.name.as_deref(), Some("b"));
    assert_eq!(
        by_path::ContosoCarrier::info().logical_name,
        "contoso_carrier"
    );
}

#[test]
fn ids_of_one_table_are_one_type_across_includes() {
    fn same<T>(_: Id<T>, _: Id<T>) {}
    let id = tables_of_dataverse::value::Uuid::nil();
    same::<schema::tables::Systemuser>(Id::new(id), Id::<parcels::tables::Systemuser>::new(id));
}

#[test]
fn included_table_ignores_extern_tables() {
    let row = parcels::tables::ContosoCarrier::default();
    let same: parcels::ContosoCarrier = row;
    assert_eq!(same.contoso_name, None);
}

#[test]
fn shadowing_names_are_harmless() {
    use parcels::self_::{Option as Choice, Self_};
    let row = Self_ {
        self_: Some("me".into()),
        type_: Some(1),
        _1st: Some(2),
        extras_: Some("e".into()),
        gen_: Some(true),
        option: Some(Choice::_123_0),
        ..Self_::default()
    };
    let json = serde_json::to_string(&row).expect("a row can be written");
    assert_eq!(
        json,
        r#"{"extras":"e","first":2,"gen":true,"option":0,"self":"me","type":1}"#
    );
    let nasty = parcels::ContosoNasty {
        gen_: Some("g".into()),
        option: Some(parcels::contoso_nasty::Option::One),
        ..parcels::ContosoNasty::default()
    };
    let json = serde_json::to_string(&nasty).expect("a row can be written");
    assert_eq!(json, r#"{"gen":"g","option":1}"#);
    let names: Vec<String> = Choice::options()
        .map(|option| format!("{option:?}"))
        .collect();
    let targets = Self_::columns().table.info();
    assert_eq!(targets.property, "_table_value");
    let expected = [
        "_123_0",
        "_123_1",
        "_123_2",
        "_123_3",
        "Value4",
        "ValueMinus5",
        "Unknown_6",
        "Self_",
        "Offen_8",
        "Offen_9",
        "日本",
        "Größe",
    ];
    assert_eq!(names, expected);
    assert_eq!(Choice::from_label("$ 123"), Some(Choice::_123_2));
}

/// The lines are those that the documentation of a row type shows.
#[test]
fn example_of_a_row_type() {
    use parcels::ContosoCarrier;
    let c = ContosoCarrier::columns();
    let query = ContosoCarrier::query().select(c.contoso_name).top(10);
    let new = ContosoCarrier::create().set(c.contoso_name, "New");
    let url = "contoso_carriers?$select=contoso_name&$top=10";
    assert_eq!(query.to_string(), url);
    assert_eq!(new.validate(), Ok(()));
}
