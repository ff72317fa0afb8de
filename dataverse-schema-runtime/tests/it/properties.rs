//! Columns that the Web API has no property for, or one of two.

use dataverse_schema::prelude::*;
use dataverse_schema::value::Uuid;

/// A page on which a unique identifier has a relationship, and on which a column repeats the table
/// of a lookup.
mod schema {
    dataverse_schema::include_schema!("contoso_reading.md", dir = "../tests/pages");
}
/// The same page where the unique identifier is a lookup.
mod lookups {
    dataverse_schema::include_schema!(
        ["contoso_reading.md", "stage/contoso_reading.md"],
        dir = "../tests/pages"
    );
}
use schema::ContosoReading;

const ID: Uuid = Uuid::from_u128(0x7891_4942_34cb_ed11_b596_0022_481d_68cd);

#[test]
fn column_that_repeats_the_table_of_a_lookup_is_no_property() {
    let table = ContosoReading::info();
    let column = table
        .column("contoso_stationtype")
        .expect("it is described");
    assert!(!column.is_writable());
    let mut row = table.row().iter();
    assert!(row.all(|column| column.logical_name != "contoso_stationtype"));
}

#[test]
fn unique_identifier_is_read_under_both_names() {
    let stage = |json: String| {
        let row: ContosoReading = serde_json::from_str(&json).expect("a row");
        assert!(row.extras.properties().next().is_none(), "{json}");
        row.contoso_stage_id
    };
    assert_eq!(stage(format!(r#"{{"contoso_stageid": "{ID}"}}"#)), Some(ID));
    assert_eq!(
        stage(format!(r#"{{"_contoso_stageid_value": "{ID}"}}"#)),
        Some(ID)
    );
    assert_eq!(
        stage(r#"{"_contoso_stageid_value": null}"#.to_owned()),
        None
    );
    let both = format!(r#"{{"contoso_stageid": "{ID}", "_contoso_stageid_value": "{ID}"}}"#);
    serde_json::from_str::<ContosoReading>(&both).expect_err("a duplicate");
    let json = format!(r#"{{"contoso_stageid": "{ID}"}}"#);
    let row: lookups::ContosoReading = serde_json::from_str(&json).expect("a row");
    assert_eq!(row.contoso_stage_id, Some(ID));
}

#[test]
fn overlay_chooses_the_selected_name() {
    let c = ContosoReading::columns();
    assert_eq!(c.contoso_stage_id.info().property, "contoso_stageid");
    let c = lookups::ContosoReading::columns();
    assert_eq!(c.contoso_stage_id.info().property, "_contoso_stageid_value");
    let query = lookups::ContosoReading::query().select(c.contoso_stage_id);
    assert_eq!(
        query.to_string(),
        "contoso_readings?$select=_contoso_stageid_value"
    );
}
