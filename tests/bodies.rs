//! JSON in and out: bodies made at random, with every column in every form.

#[path = "wire/bodies.rs"]
mod bodies;

mod schema {
    dataverse_schema::include_schema!("pluginpackage.md", "stagedmetadataasyncoperation.md");
}
mod parcels {
    dataverse_schema::include_schema!(
        "contoso_parcel.md",
        "contoso_carrier.md",
        dir = "tests/pages"
    );
}

#[test]
fn a_table_with_a_column_of_every_type_survives() {
    let forms = bodies::survive::<parcels::ContosoParcel>(256);
    assert!(forms > 150, "only {forms} forms of its columns");
    bodies::survive::<parcels::ContosoCarrier>(64);
}

#[test]
fn the_tables_of_the_two_pages_survive() {
    bodies::survive::<schema::PluginPackage>(64);
    bodies::survive::<schema::StagedMetadataAsyncOperation>(64);
}
