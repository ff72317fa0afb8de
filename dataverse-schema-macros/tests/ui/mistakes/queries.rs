pub mod schema {
    dataverse_schema::include_schema!("contoso_call.md", "contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md", "contoso_reading.md");
}
use dataverse_schema::prelude::*;
use dataverse_schema::value::Uuid;
use schema::{ContosoCall, ContosoCarrier, ContosoDepot, ContosoParcel, ContosoReading, tables};

struct Own {
    name: String,
}

fn select_of_two_arguments() {
    let c = ContosoDepot::columns();
    let _ = ContosoDepot::query().select(c.contoso_name, c.contoso_town);
}

fn select_of_an_array() {
    let c = ContosoDepot::columns();
    let _ = ContosoDepot::query().select([c.contoso_name, c.contoso_town]);
}

fn select_of_a_name() {
    let _ = ContosoDepot::query().select("contoso_name");
}

fn select_of_another_table() {
    let _ = ContosoDepot::query().select(ContosoCarrier::columns().contoso_name);
}

fn select_of_a_relationship() {
    let _ = ContosoDepot::query().select(ContosoDepot::many_to_one().contoso_manager);
}

fn select_of_a_write_only_column() {
    let _ = ContosoParcel::unlisted().query().select(ContosoParcel::columns().contoso_pin);
}

fn select_of_a_party_list() {
    let _ = ContosoCall::query().select(ContosoCall::columns().to);
}

fn select_of_a_tuple_with_another_table() {
    let c = ContosoDepot::columns();
    let _ = ContosoDepot::query().select((c.contoso_name, ContosoCarrier::columns().contoso_name));
}

fn query_of_an_unlisted_message() {
    let _ = ContosoParcel::query();
}

fn query_of_an_own_struct() {
    let _ = Own::query();
}

fn query_of_a_table_without_page() {
    let _ = tables::Systemuser::query();
}

fn query_in_generic_code<T: dataverse_schema::Table>() {
    let _ = T::query();
}

fn retrieve_in_generic_code<T: dataverse_schema::Table>(id: Id<T>) {
    let _ = T::retrieve(id);
}

fn aggregate_in_generic_code<T: dataverse_schema::Table>() {
    let _ = T::aggregate();
}

fn columns_in_generic_code<T: dataverse_schema::Table>() {
    let _ = T::columns();
}

fn alias_of_an_unlisted_message() {
    fn read<T: dataverse_schema::table::QueryTable>() {}
    read::<ContosoParcel>();
}

fn alias_of_a_lookup() {
    fn list<R: dataverse_schema::query::ListRelationship>(_: R) {}
    list(ContosoParcel::many_to_one().contoso_carrier);
}

fn top_of_a_text() {
    let _ = ContosoDepot::query().top("10");
}

fn skip() {
    let _ = ContosoDepot::query().skip(10);
}

fn limit() {
    let _ = ContosoDepot::query().limit(10);
}

fn retrieve_by_text() {
    let _ = ContosoDepot::retrieve("3f1b7c5a-6d2e-ef11-840a-0022482d2c11");
}

fn retrieve_by_uuid(uuid: Uuid) {
    let _ = ContosoDepot::retrieve(uuid);
}

fn retrieve_by_an_optional_id(row: ContosoDepot) {
    let _ = ContosoDepot::retrieve(row.contoso_depot_id);
}

fn retrieve_by_a_row(row: ContosoDepot) {
    let _ = ContosoDepot::retrieve(row);
}

fn retrieve_by_a_reference(id: Id<ContosoDepot>) {
    let _ = ContosoDepot::retrieve(&id);
}

fn retrieve_by_an_id_of_another_table(id: Id<ContosoCarrier>) {
    let _ = ContosoDepot::retrieve(id);
}

fn retrieve_by_a_lookup(row: ContosoDepot) {
    let _ = ContosoDepot::retrieve(row.contoso_parent_depot.unwrap());
}

fn retrieve_with_a_filter(id: Id<ContosoDepot>) {
    let c = ContosoDepot::columns();
    let _ = ContosoDepot::retrieve(id).filter(c.contoso_name.eq("North"));
}

fn retrieve_without_id() {
    let _ = ContosoDepot::retrieve();
}

fn annotations_of_a_text() {
    let _ = ContosoDepot::query().annotations(["*"]);
}

fn annotations_without_a_list() {
    let _ = ContosoDepot::query().annotations(dataverse_schema::request::ResponseAnnotation::FormattedValues);
}

fn query_over_a_lookup(id: Id<ContosoReading>) {
    let _ = ContosoReading::many_to_one().contoso_station_contoso_depot.path(id).query();
}

fn retrieve_over_a_list(id: Id<ContosoDepot>) {
    let _ = ContosoDepot::one_to_many().contoso_depot_depots.path(id).retrieve();
}

fn query_over_a_relationship_to_a_table_without_page(id: Id<ContosoDepot>) {
    let _ = ContosoDepot::one_to_many().contoso_depot_scans.path(id).query();
}

fn path_from_a_row_of_another_table(id: Id<ContosoCarrier>) {
    let _ = ContosoDepot::one_to_many().contoso_depot_depots.path(id);
}

fn main() {}
