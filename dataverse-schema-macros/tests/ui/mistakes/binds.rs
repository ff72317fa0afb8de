pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_call.md", "contoso_depot.md", "contoso_ledger.md", "contoso_parcel.md", entity_sets(account = "accounts"));
}
use dataverse_schema::batch::ContentId;
use dataverse_schema::party::PartyRole;
use dataverse_schema::prelude::*;
use dataverse_schema::table::AlternateKey;
use dataverse_schema::value::Uuid;
use schema::{ContosoCall, ContosoCarrier, ContosoDepot, ContosoLedger, ContosoParcel, tables};

fn row(carrier: ContosoCarrier) {
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().contoso_carrier, carrier);
}

fn reference_to_a_row(carrier: &ContosoCarrier) {
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().contoso_carrier, carrier);
}

fn text() {
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().contoso_carrier, "3f1b7c5a-6d2e-ef11-840a-0022482d2c11");
}

fn owned_text(id: String) {
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().contoso_carrier, id);
}

fn path() {
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().contoso_carrier, format!("/contoso_carriers({})", 1));
}

fn uuid(uuid: Uuid) {
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().contoso_carrier, uuid);
}

fn uuid_of_several_targets(uuid: Uuid) {
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().owner_id, uuid);
}

fn optional_id(carrier: ContosoCarrier) {
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().contoso_carrier, carrier.contoso_carrier_id);
}

fn none() {
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().contoso_carrier, None);
}

fn result() {
    let _ = ContosoParcel::create().bind(
        ContosoParcel::columns().contoso_carrier,
        "3f1b7c5a-6d2e-ef11-840a-0022482d2c11".parse::<Id<ContosoCarrier>>(),
    );
}

fn unchecked_key() {
    let key = AlternateKey::new(ContosoCarrier::columns().contoso_name, "Fox");
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().contoso_carrier, key);
}

fn id_of_another_table(id: Id<ContosoDepot>) {
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().contoso_carrier, id);
}

fn id_of_no_target(id: Id<ContosoDepot>) {
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().owner_id, id);
}

fn lookup(parcel: ContosoParcel) {
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().contoso_carrier, parcel.contoso_carrier.unwrap());
}

fn content_id_of_another_table(id: ContentId<ContosoDepot>) {
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().contoso_carrier, id);
}

fn text_column(id: Id<ContosoCarrier>) {
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().contoso_name, id);
}

fn relationship(id: Id<ContosoCarrier>) {
    let _ = ContosoParcel::create().bind(ContosoParcel::many_to_one().contoso_carrier, id);
}

fn read_only_lookup(id: Id<ContosoCarrier>) {
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().contoso_last_courier, id);
}

fn unknown_relationship(id: Id<ContosoCarrier>) {
    let _ = ContosoLedger::create().bind(ContosoLedger::columns().contoso_keeper, id);
}

fn unknown_entity_set(id: Id<tables::Contact>) {
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().contoso_recipient, id);
}

fn changes() {
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().contoso_carrier, ContosoCarrier::create());
}

fn party_list(id: Id<tables::Systemuser>) {
    let _ = ContosoCall::create().bind(ContosoCall::columns().to, id);
}

fn party_as_text() {
    let _ = ContosoCall::create().add_party(ContosoCall::columns().to, "ada@example.org");
}

fn party_of_no_target(id: Id<ContosoDepot>) {
    let _ = ContosoCall::create().add_party(ContosoCall::columns().to, id);
}

fn party_of_a_lookup(id: Id<ContosoCarrier>) {
    let _ = ContosoParcel::create().add_party(ContosoParcel::columns().contoso_carrier, id);
}

fn party_of_an_unknown_role(id: Id<tables::Account>) {
    let _ = ContosoCall::create().add_party(ContosoCall::columns().partners, id);
}

fn role_of_a_party(id: Id<tables::Account>) {
    let _ = ContosoCall::create().add_party_as(ContosoCall::columns().partners, id, PartyRole::Sender);
}

fn main() {}
