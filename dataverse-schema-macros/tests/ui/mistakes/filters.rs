pub mod schema {
    dataverse_schema::include_schema!("contoso_call.md", "contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use dataverse_schema::value::Uuid;
use dataverse_schema::{Date, query::Query};
use schema::contoso_parcel::{ContosoContents, ContosoService};
use schema::{ContosoCall, ContosoCarrier, ContosoDepot, ContosoParcel};

pub fn parcels() -> Query<ContosoParcel> {
    ContosoParcel::unlisted().query()
}

fn and_operator() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_name.eq("Tea") && c.contoso_pieces.gt(1));
}

fn or_operator() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_name.eq("Tea") || c.contoso_pieces.gt(1));
}

fn two_conditions() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_name.eq("Tea"), c.contoso_pieces.gt(1));
}

fn list_of_conditions() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter([c.contoso_name.eq("Tea"), c.contoso_pieces.gt(1)]);
}

fn equals_operator() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_name == "Tea");
}

fn not_equals_operator() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_pieces != 1);
}

fn greater_operator() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_pieces > 1);
}

fn not_of_a_column() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(!c.contoso_fragile);
}

fn only_a_column() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_fragile);
}

fn odata_text() {
    let _ = parcels().filter("contoso_name eq 'Tea'");
}

fn field_of_a_row(row: ContosoParcel) {
    let _ = parcels().filter(row.contoso_name.eq(&Some("Tea".to_owned())));
}

fn column_of_another_table() {
    let c = ContosoCarrier::columns();
    let _ = parcels().filter(c.contoso_name.eq("Fox"));
}

fn column_of_another_table_in_and() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_name.eq("Tea").and(ContosoCarrier::columns().contoso_name.eq("Fox")));
}

fn lookup_and_text() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_carrier.eq("3f1b7c5a-6d2e-ef11-840a-0022482d2c11"));
}

fn lookup_and_uuid(uuid: Uuid) {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_carrier.eq(uuid));
}

fn lookup_and_id_of_another_table(id: Id<ContosoDepot>) {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_carrier.eq(id));
}

fn lookup_and_optional_id(carrier: ContosoCarrier) {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_carrier.eq(carrier.contoso_carrier_id));
}

fn lookup_and_row(carrier: ContosoCarrier) {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_carrier.eq(carrier));
}

fn choice_and_number() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_service.eq(1));
}

fn choice_and_label() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_service.eq("Standard"));
}

fn choice_of_another_column() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_service.eq(ContosoContents::Books));
}

fn choices_and_one_option() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_contents.eq(ContosoContents::Books));
}

fn contains_of_choices() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_contents.contains(ContosoContents::Books));
}

fn contain_values_of_one_option() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_contents.contain_values(ContosoContents::Books));
}

fn contain_values_of_a_choice() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_service.contain_values([ContosoService::Standard]));
}

fn date_and_text() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_delivery_day.gt("2026-01-31"));
}

fn date_and_optional_date() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_delivery_day.gt(Date::new(2026, 1, 31)));
}

fn moment_and_date(day: Date) {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_sealed_on.gt(day));
}

fn equal_to_none() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_name.eq(None));
}

fn is_null_without_parentheses() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_name.is_null);
}

fn like() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_name.like("Te%"));
}

fn contains_of_a_number() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_pieces.contains("1"));
}

fn starts_with_of_a_lookup() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_carrier.starts_with("Fox"));
}

fn order_of_a_boolean() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_fragile.gt(false));
}

fn order_of_a_choice() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_service.ge(ContosoService::Standard));
}

fn write_only_column() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_pin.eq("1234"));
}

fn party_list() {
    let _ = ContosoCall::query().filter(ContosoCall::columns().to.is_not_null());
}

fn file() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_label.eq("label.pdf"));
}

fn relationship_equals(id: Id<ContosoCarrier>) {
    let _ = parcels().filter(ContosoParcel::many_to_one().contoso_carrier.eq(id));
}

fn relationship_is_null() {
    let _ = parcels().filter(ContosoParcel::many_to_one().contoso_carrier.is_null());
}

fn relationship_is_in(id: Id<ContosoCarrier>) {
    let _ = parcels().filter(ContosoParcel::many_to_one().contoso_carrier.is_in([id]));
}

fn any_over_a_lookup() {
    let c = ContosoCarrier::columns();
    let _ = parcels().filter(ContosoParcel::many_to_one().contoso_carrier.any(c.contoso_name.eq("Fox")));
}

fn column_over_a_list() {
    let c = ContosoParcel::columns();
    let parcels = ContosoCarrier::one_to_many().contoso_parcel_carrier;
    let _ = ContosoCarrier::query().filter(parcels.column(c.contoso_name).eq("Tea"));
}

fn any_without_condition() {
    let parcels = ContosoCarrier::one_to_many().contoso_parcel_carrier;
    let _ = ContosoCarrier::query().filter(parcels.any());
}

fn any_of_the_outer_table() {
    let c = ContosoCarrier::columns();
    let parcels = ContosoCarrier::one_to_many().contoso_parcel_carrier;
    let _ = ContosoCarrier::query().filter(parcels.any(c.contoso_name.eq("Fox")));
}

fn query_function_on_a_related_row() {
    let carrier = ContosoParcel::many_to_one().contoso_carrier;
    let _ = parcels().filter(carrier.column(ContosoCarrier::columns().contoso_name).is_in(["Fox"]));
}

fn is_in_of_one_value() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_pieces.is_in(3));
}

fn is_in_of_wrong_values() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_pieces.is_in(["3", "4"]));
}

fn between_of_a_range() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_pieces.between(1..5));
}

fn columns_of_different_types() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_pieces.eq_column(c.contoso_depth));
}

fn column_as_value() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_name.eq(c.contoso_notes));
}

fn decimal_and_float() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_rate.gt(1.5));
}

fn number_and_text() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_pieces.gt("1"));
}

fn text_and_number() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_name.eq(7));
}

fn boolean_and_text() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_fragile.eq("true"));
}

fn date_function_of_a_text() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_name.today());
}

fn hours_of_a_day() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_delivery_day.last_x_hours(3));
}

fn date_function_without_number() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_sealed_on.last_x_days());
}

fn caller_of_a_text() {
    let c = ContosoParcel::columns();
    let _ = parcels().filter(c.contoso_name.equal_user_id());
}

fn main() {
    let _ = ContosoDepot::columns();
}
