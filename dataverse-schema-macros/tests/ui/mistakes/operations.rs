pub mod schema {
    dataverse_schema::include_schema!(
        "contoso_carrier.md",
        "contoso_operations.md",
        "contoso_parcel.md",
        "fabrikam_operations.md"
    );
}
use dataverse_schema::Response;
use dataverse_schema::operation::InitializeFrom;
use dataverse_schema::prelude::*;
use schema::operations::*;
use schema::tables::ContosoSeal;
use schema::{ContosoCarrier, ContosoParcel};

fn row_of_another_table(row: Id<ContosoCarrier>, seal: Id<ContosoSeal>) {
    let _ = ContosoSealParcel::new(row, seal);
}

fn argument_of_another_table(row: Id<ContosoParcel>, seal: Id<ContosoCarrier>) {
    let _ = ContosoSealParcel::new(row, seal);
}

fn text_for_a_row(row: Id<ContosoParcel>) {
    let _ = ContosoSealParcel::new(row, "3f1b7c5a-6d2e-ef11-840a-0022482d2c11");
}

fn missing_argument(row: Id<ContosoParcel>) {
    let _ = ContosoSealParcel::new(row);
}

fn optional_argument_of_new(row: Id<ContosoParcel>, seal: Id<ContosoSeal>) {
    let _ = ContosoSealParcel::new(row, seal, "torn");
}

fn number_for_a_choice(count: ContosoCountParcels) {
    let _ = count.state(1);
}

fn text_for_a_moment() {
    let _ = ContosoCountParcels::new("2026-01-31T09:30:00Z");
}

fn single_row_for_several(seal: ContosoSealParcel, row: Id<ContosoParcel>) {
    let _ = seal.witnesses(row);
}

fn members_without_flags() {
    let _ = FabrikamFieldType::ALL | FabrikamFieldType::VALID_FOR_CREATE;
}

fn member_of_another_type(count: ContosoCountParcels) {
    let _ = count.rights(FabrikamAccessRights::READ_ACCESS);
}

fn result_of_a_table(response: Response) {
    let _ = response.result::<ContosoParcel>();
}

fn to_request(operation: ContosoSweep) {
    let _ = operation.to_request();
}

fn query_of_a_function_that_is_not_composable() {
    let _ = FabrikamLost::new().into_query();
}

fn query_of_a_new_row(seal: Id<ContosoSeal>) {
    let _ = InitializeFrom::<ContosoParcel>::new(seal).into_query();
}

fn query_of_another_result(count: ContosoCountParcels) {
    let _ = count.into_query();
}

fn query_of_an_action() {
    let _ = FabrikamFound::new().into_query();
}

fn projection_of_another_result(count: ContosoCountParcels) {
    let _ = count.into_query_as::<ContosoParcel>();
}

fn projection_of_another_table(parcels: FabrikamParcelsSealedBy) {
    let _ = parcels.into_query_as::<ContosoCarrier>();
}

fn options_without_query(parcels: FabrikamParcelsSealedBy) {
    let _ = parcels.filter(ContosoParcel::columns().contoso_name.is_null());
}

fn select_without_query(parcels: FabrikamParcelsSealedBy) {
    let _ = parcels.select(ContosoParcel::columns().contoso_name);
}

fn order_without_query(parcels: FabrikamParcelsSealedBy) {
    let _ = parcels.order_by(ContosoParcel::columns().contoso_name.asc());
}

fn expand_without_query(parcels: FabrikamParcelsSealedBy) {
    let _ = parcels.expand(ContosoParcel::many_to_one().contoso_carrier);
}

fn top_without_query(parcels: FabrikamParcelsSealedBy) {
    let _ = parcels.top(10);
}

fn page_size_of_an_action(seal: ContosoSealParcel) {
    let _ = seal.page_size(10);
}

fn main() {}
