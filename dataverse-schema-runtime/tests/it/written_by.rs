//! Columns that only new rows, or only existing rows, can set.

use dataverse_schema::prelude::*;
use dataverse_schema::rule::Checks;
use dataverse_schema::value::{Image, Uuid};
use dataverse_schema::{Changes, Lookup, Reference};

mod schema {
    dataverse_schema::include_schema!(
        [
            "contoso_carrier.md",
            "contoso_depot.md",
            "contoso_reading.md"
        ],
        dir = "../tests/pages"
    );
}
use schema::{ContosoCarrier, ContosoReading};

const ID: Uuid = Uuid::from_u128(0x7891_4942_34cb_ed11_b596_0022_481d_68cd);

#[test]
fn create_sets_what_only_new_rows_can_set() {
    let c = ContosoReading::columns();
    let new = ContosoReading::create()
        .set(c.contoso_place, "p")
        .bind(c.contoso_station, Id::<ContosoCarrier>::new(ID))
        .set(c.contoso_scan, Image::from_base64("AAAA"));
    assert_eq!(
        new.body().expect("it can be written").as_str(),
        format!(
            r#"{{"contoso_place":"p","contoso_Station_contoso_carrier@odata.bind":"/contoso_carriers({ID})","contoso_scan":"AAAA"}}"#
        )
    );
}

#[test]
fn update_sets_what_only_existing_rows_can_set() {
    let c = ContosoReading::columns();
    let update = ContosoReading::update(Id::new(ID))
        .set(c.contoso_remark, "r")
        .set(c.contoso_sketch, Image::from_base64("AAAA"))
        .clear(c.contoso_scan);
    assert_eq!(
        update.body().expect("it can be written").as_str(),
        r#"{"contoso_remark":"r","contoso_sketch":"AAAA","contoso_scan":null}"#
    );
}

#[test]
fn upsert_sets_both() {
    let c = ContosoReading::columns();
    let upsert = ContosoReading::upsert(Id::new(ID))
        .replace()
        .set(c.contoso_place, "p")
        .set(c.contoso_remark, "r")
        .clear(c.contoso_station);
    assert_eq!(
        upsert.body().expect("it can be written").as_str(),
        r#"{"contoso_place":"p","contoso_remark":"r","contoso_Station_contoso_carrier":null}"#
    );
}

#[test]
fn diff_leaves_out_what_an_update_cannot_set() {
    let read = |json: &str| serde_json::from_str::<ContosoReading>(json).expect("a row");
    let old = read(r#"{"contoso_place": "a", "contoso_remark": "a", "contoso_value": 1}"#);
    let mut new = read(r#"{"contoso_place": "b", "contoso_remark": "b", "contoso_value": 2}"#);
    new.contoso_station = Some(Lookup::new(Reference::new(ID).with_table("contoso_depot")));
    let diff = Changes::diff(Id::new(ID), &old, &new);
    assert_eq!(
        diff.body().expect("it can be written").as_str(),
        r#"{"contoso_remark":"b","contoso_value":2}"#
    );
}

#[test]
fn description_has_the_requests_that_can_set_a_column() {
    let c = ContosoReading::columns();
    let facts = |column: &dataverse_schema::info::ColumnInfo| {
        (column.valid_for_create, column.valid_for_update)
    };
    assert_eq!(facts(c.contoso_place.info()), (true, false));
    assert_eq!(facts(c.contoso_station.info()), (true, false));
    assert_eq!(facts(c.contoso_remark.info()), (false, true));
    assert_eq!(facts(c.contoso_sketch.info()), (false, true));
    assert_eq!(facts(c.contoso_scan.info()), (true, true));
    assert_eq!(facts(c.contoso_value.info()), (true, true));
    // What a new row can't set isn't missing from it.
    let everything = Checks::default().required_from(dataverse_schema::info::RequiredLevel::None);
    assert!(ContosoReading::create().warnings(&everything).is_empty());
}
