pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md", "contoso_reading.md");
}
use dataverse_schema::prelude::*;
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel, ContosoReading};

fn schema_name() {
    let _ = ContosoParcel::unlisted().query().expand(ContosoParcel::many_to_one().contoso_parcel_carrier);
}

fn column() {
    let c = ContosoDepot::columns();
    let _ = ContosoDepot::query().expand(c.contoso_parent_depot);
}

fn name_of_a_relationship() {
    let _ = ContosoDepot::query().expand("contoso_ParentDepot");
}

fn relationship_of_another_table() {
    let _ = ContosoDepot::query().expand(ContosoParcel::many_to_one().contoso_carrier);
}

fn two_relationships() {
    let depots = ContosoDepot::one_to_many().contoso_depot_depots;
    let parent = ContosoDepot::many_to_one().contoso_parent_depot;
    let _ = ContosoDepot::query().expand(depots, parent);
}

fn tuple_of_relationships() {
    let depots = ContosoDepot::one_to_many().contoso_depot_depots;
    let parent = ContosoDepot::many_to_one().contoso_parent_depot;
    let _ = ContosoDepot::query().expand((depots, parent));
}

fn filter_of_one_row() {
    let c = ContosoDepot::columns();
    let parent = ContosoDepot::many_to_one().contoso_parent_depot;
    let _ = ContosoDepot::query().expand(parent.filter(c.contoso_name.eq("North")));
}

fn top_of_one_row() {
    let parent = ContosoDepot::many_to_one().contoso_parent_depot;
    let _ = ContosoDepot::query().expand(parent.top(1));
}

fn reference_of_a_list() {
    let depots = ContosoDepot::one_to_many().contoso_depot_depots;
    let _ = ContosoDepot::query().expand(depots.by_reference());
}

fn select_from_a_table_without_page() {
    let manager = ContosoDepot::many_to_one().contoso_manager;
    let _ = ContosoDepot::query().expand(manager.select(ContosoDepot::columns().contoso_name));
}

fn select_of_the_outer_table() {
    let depot = ContosoReading::many_to_one().contoso_station_contoso_depot;
    let _ = ContosoReading::query().expand(depot.select(ContosoReading::columns().contoso_value));
}

fn filter_with_the_outer_table() {
    let c = ContosoCarrier::columns();
    let parcels = ContosoCarrier::one_to_many().contoso_parcel_carrier;
    let _ = ContosoCarrier::query().expand(parcels.filter(c.contoso_name.eq("Fox")));
}

fn nested_of_the_outer_table() {
    let depot = ContosoReading::many_to_one().contoso_station_contoso_depot;
    let _ = ContosoReading::query().expand(depot.expand(ContosoReading::many_to_one().contoso_station_contoso_carrier));
}

fn related_rows_of_a_table_without_page(row: ContosoDepot) {
    let _ = row.related(ContosoDepot::many_to_one().contoso_manager);
}

fn related_rows_by_a_column(row: ContosoDepot) {
    let _ = row.related(ContosoDepot::columns().contoso_parent_depot);
}

fn related_rows_of_another_table(row: ContosoDepot) {
    let _ = row.related(ContosoCarrier::one_to_many().contoso_parcel_carrier);
}

fn related_row_as_a_field(row: ContosoDepot) {
    let _ = row.contoso_parent_depot.unwrap().contoso_name;
}

fn main() {}
