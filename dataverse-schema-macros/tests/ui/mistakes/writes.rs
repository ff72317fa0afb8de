pub mod schema {
    dataverse_schema::include_schema!("contoso_call.md", "contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md", "contoso_reading.md");
}
use dataverse_schema::prelude::*;
use dataverse_schema::{Date, DateTime, Decimal};
use schema::contoso_parcel::{ContosoContents, ContosoService, StateCode};
use schema::{ContosoCall, ContosoCarrier, ContosoDepot, ContosoParcel, ContosoReading};

fn none() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_name, None);
}

fn option_of_a_text(name: Option<String>) {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_name, name);
}

fn some_number() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_pieces, Some(3));
}

fn set_some_of_no_option() {
    let _ = ContosoParcel::create().set_some(ContosoParcel::columns().contoso_pieces, 3);
}

fn number_and_text() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_pieces, "3");
}

fn number_and_owned_text(text: String) {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_pieces, text);
}

fn text_and_number() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_name, 3);
}

fn text_and_character() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_name, 'x');
}

fn number_of_another_width(pieces: u64) {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_pieces, pieces);
}

fn decimal_and_float() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_rate, 1.5);
}

fn decimal_and_text() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_declared_value, "12.50");
}

fn double_and_decimal(depth: Decimal) {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_depth, depth);
}

fn boolean_and_number() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_fragile, 1);
}

fn date_and_text() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_delivery_day, "2026-01-31");
}

fn date_and_optional_date() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_delivery_day, Date::new(2026, 1, 31));
}

fn date_and_moment(moment: DateTime) {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_delivery_day, moment);
}

fn moment_and_text() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_sealed_on, "2026-01-31T12:00:00Z");
}

fn moment_and_system_time() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_sealed_on, std::time::SystemTime::now());
}

fn zoneless_and_text() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_pick_up_time, "2026-01-31T12:00:00");
}

fn date_of_chrono(day: chrono::NaiveDate) {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_delivery_day, day);
}

fn moment_of_chrono(moment: chrono::DateTime<chrono::Utc>) {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_sealed_on, moment);
}

fn converted_date_of_chrono(day: chrono::NaiveDate) {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_delivery_day, Date::from(day));
}

fn choice_and_number() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_service, 1);
}

fn choice_and_label() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_service, "Standard");
}

fn choice_of_another_column() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_service, ContosoContents::Books);
}

fn choices_and_one_option() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_contents, ContosoContents::Books);
}

fn choices_and_numbers() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_contents, [1, 2]);
}

fn lookup_and_id(id: Id<ContosoCarrier>) {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_carrier, id);
}

fn lookup_and_text() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_carrier, "3f1b7c5a-6d2e-ef11-840a-0022482d2c11");
}

fn state() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().statecode, StateCode::Closed);
}

fn state_for_status() {
    let _ = ContosoParcel::create().set_state(StateCode::Closed);
}

fn read_only_column() {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_fee, 3);
}

fn file(content: Vec<u8>) {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_label, content);
}

fn image(content: Vec<u8>) {
    let _ = ContosoParcel::create().set(ContosoParcel::columns().contoso_photo, content);
}

fn party_list() {
    let _ = ContosoCall::create().set(ContosoCall::columns().to, "ada@example.org");
}

fn column_of_another_table() {
    let _ = ContosoParcel::create().set(ContosoCarrier::columns().contoso_name, "Fox");
}

fn name_of_a_column() {
    let _ = ContosoParcel::create().set("contoso_name", "Tea");
}

fn relationship() {
    let _ = ContosoParcel::create().set(ContosoParcel::many_to_one().contoso_carrier, 1);
}

fn create_only_column_of_an_update(id: Id<ContosoReading>) {
    let _ = ContosoReading::update(id).set(ContosoReading::columns().contoso_place, "North");
}

fn create_of_a_row(row: ContosoDepot) {
    let _ = ContosoDepot::create(row);
}

fn update_without_id() {
    let _ = ContosoDepot::update();
}

fn update_of_a_row(row: ContosoDepot) {
    let _ = ContosoDepot::update(row);
}

fn update_of_an_id_of_another_table(id: Id<ContosoCarrier>) {
    let _ = ContosoDepot::update(id);
}

fn upsert_of_an_unlisted_message(id: Id<ContosoParcel>) {
    let _ = ContosoParcel::upsert(id);
}

fn delete_of_an_unlisted_message(id: Id<ContosoDepot>) {
    let _ = ContosoDepot::delete(id);
}

fn delete_of_a_row(row: ContosoReading) {
    let _ = ContosoReading::delete(row);
}

fn insert_of_a_row(row: ContosoDepot) {
    let _ = ContosoDepot::create().insert(ContosoDepot::one_to_many().contoso_depot_depots, row);
}

fn insert_of_an_id(id: Id<ContosoDepot>) {
    let _ = ContosoDepot::create().insert(ContosoDepot::many_to_one().contoso_parent_depot, id);
}

fn insert_into_an_update(id: Id<ContosoDepot>) {
    let _ = ContosoDepot::update(id).insert(ContosoDepot::one_to_many().contoso_depot_depots, ContosoDepot::create());
}

fn insert_over_a_column() {
    let _ = ContosoDepot::create().insert(ContosoDepot::columns().contoso_parent_depot, ContosoDepot::create());
}

fn clear_of_a_read_only_column(id: Id<ContosoParcel>) {
    let _ = ContosoParcel::update(id).clear(ContosoParcel::columns().contoso_fee);
}

fn set_null(id: Id<ContosoParcel>) {
    let _ = ContosoParcel::update(id).set_null(ContosoParcel::columns().contoso_name);
}

fn create_multiple_of_rows(rows: Vec<ContosoDepot>) {
    let _ = ContosoDepot::create_multiple(rows);
}

fn create_multiple_of_an_unlisted_message() {
    let _ = ContosoParcel::create_multiple([]);
}

fn create_in_generic_code<T: dataverse_schema::Table>() {
    let _ = T::create();
}

fn difference_of_other_rows(id: Id<ContosoDepot>, from: ContosoCarrier, to: ContosoDepot) {
    let _ = dataverse_schema::Changes::diff(id, &from, &to);
}

fn put_of_a_read_only_column(id: Id<ContosoParcel>) {
    let _ = ContosoParcel::columns().contoso_fee.put(id, Decimal::ONE);
}

fn put_of_another_type(id: Id<ContosoParcel>) {
    let _ = ContosoParcel::columns().contoso_pieces.put(id, "3");
}

fn field_of_a_row(mut row: ContosoParcel) {
    row.contoso_name = "Tea";
}

fn variant_of_another_name() {
    let _ = ContosoService::Nextday;
}

fn main() {}
