pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use dataverse_schema::table::AlternateKey;
use dataverse_schema::value::Uuid;
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

fn id_of_a_text() {
    let _: Id<ContosoDepot> = Id::new("3f1b7c5a-6d2e-ef11-840a-0022482d2c11");
}

fn id_from_a_text() {
    let _: Id<ContosoDepot> = "3f1b7c5a-6d2e-ef11-840a-0022482d2c11".into();
}

fn id_of_another_table(id: Id<ContosoCarrier>) {
    let _: Id<ContosoDepot> = id;
}

fn uuid_of_an_id(id: Id<ContosoCarrier>) {
    let _: Uuid = id;
}

fn compared_ids(a: Id<ContosoCarrier>, b: Id<ContosoDepot>) {
    let _ = a == b;
}

fn key_as_a_text() {
    let _ = ContosoDepot::retrieve("contoso_name='North'");
}

fn key_of_another_type() {
    let _ = AlternateKey::new(ContosoDepot::columns().contoso_calls, "3");
}

fn key_of_another_table() {
    let key = AlternateKey::new(ContosoCarrier::columns().contoso_name, "Fox").unwrap();
    let _ = ContosoDepot::retrieve(key);
}

fn key_of_mixed_tables() {
    let key = AlternateKey::new(ContosoDepot::columns().contoso_name, "North").unwrap();
    let _ = key.and(ContosoCarrier::columns().contoso_name, "Fox");
}

fn key_of_a_file() {
    let _ = AlternateKey::new(ContosoParcel::columns().contoso_label, "label.pdf");
}

fn key_of_a_write_only_column() {
    let _ = AlternateKey::new(ContosoParcel::columns().contoso_pin, "1234");
}

fn key_of_a_date() {
    let _ = AlternateKey::new(ContosoParcel::columns().contoso_delivery_day, "2026-01-31");
}

fn unhandled_key() {
    let _ = ContosoDepot::retrieve(AlternateKey::new(ContosoDepot::columns().contoso_name, "North"));
}

fn id_of_a_lookup_to_another_table(row: ContosoParcel) {
    let _: Id<ContosoDepot> = row.contoso_carrier.unwrap().id();
}

fn id_of_a_lookup_with_several_targets(row: ContosoParcel) {
    let _ = row.owner_id.unwrap().id();
}

fn id_of_a_target_that_the_lookup_lacks(row: ContosoParcel) {
    let _ = row.contoso_carrier.unwrap().id_of::<ContosoDepot>();
}

fn target_of_a_lookup_with_one(row: ContosoParcel) {
    let _ = row.contoso_carrier.unwrap().target();
}

fn main() {}
