pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::batch::{Batch, ChangeSet};
use dataverse_schema::prelude::*;
use dataverse_schema::request::Request;
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

fn query() {
    let _ = Batch::new().request(ContosoDepot::query());
}

fn result() {
    let _ = Batch::new().request(ContosoDepot::query().into_request());
}

fn changes() {
    let _ = Batch::new().request(ContosoDepot::create());
}

fn change_set_as_a_request(set: ChangeSet) {
    let _ = Batch::new().request(set);
}

fn list_of_requests(requests: Vec<Request>) {
    let _ = Batch::new().request(requests);
}

fn request_as_a_change_set(request: Request) {
    let _ = Batch::new().change_set(request);
}

fn changes_in_a_change_set(mut set: ChangeSet) {
    set.add(ContosoDepot::create());
}

fn result_in_a_change_set(mut set: ChangeSet) {
    set.add(ContosoDepot::create().into_request());
}

fn update_as_a_create(mut set: ChangeSet, id: Id<ContosoDepot>) {
    let _ = set.create(ContosoDepot::update(id));
}

fn request_as_a_create(mut set: ChangeSet, request: Request) {
    let _ = set.create(request);
}

fn content_id_with_a_result(mut set: ChangeSet) {
    let carrier = set.create(ContosoCarrier::create());
    let _ = ContosoParcel::create().bind(ContosoParcel::columns().contoso_carrier, carrier);
}

fn base_url_as_a_text() {
    let _ = Batch::new().into_request("https://contoso.crm.dynamics.com");
}

fn associate_without_base_url(id: Id<ContosoDepot>) {
    let _ = ContosoDepot::one_to_many().contoso_depot_depots.path(id).associate(id);
}

fn associate_over_a_lookup(id: Id<ContosoDepot>, base: dataverse_schema::request::BaseUrl) {
    let _ = ContosoDepot::many_to_one().contoso_parent_depot.path(id).associate(&base, id);
}

fn set_over_a_list(id: Id<ContosoDepot>, base: dataverse_schema::request::BaseUrl) {
    let _ = ContosoDepot::one_to_many().contoso_depot_depots.path(id).set(&base, id);
}

fn associate_of_another_table(id: Id<ContosoDepot>, other: Id<ContosoCarrier>, base: dataverse_schema::request::BaseUrl) {
    let _ = ContosoDepot::one_to_many().contoso_depot_depots.path(id).associate(&base, other);
}

fn disassociate_of_an_unlisted_message(id: Id<ContosoDepot>) {
    let _ = ContosoDepot::one_to_many().contoso_depot_depots.path(id).disassociate(id);
}

fn main() {}
