mod schema {
    dataverse_schema::include_schema!(["contoso_route.md", "contoso_stop.md"]);
}
use dataverse_schema::prelude::*;
use dataverse_schema::request::BaseUrl;
use schema::{ContosoRoute, ContosoStop};

fn read_only(base: &BaseUrl, id: Id<ContosoRoute>, stop: Id<ContosoStop>) {
    let planned = ContosoRoute::one_to_many().contoso_stop_plannedroute;
    let _ = planned.path(id).unlisted().associate(base, stop);
    let _ = planned.path(id).unlisted().disassociate(stop);
    let _ = ContosoRoute::create().insert(planned, ContosoStop::create());
    // It can be read.
    let _ = ContosoRoute::query().expand(planned);
}

fn create_only(base: &BaseUrl, id: Id<ContosoRoute>, stop: Id<ContosoStop>) {
    let first = ContosoRoute::one_to_many().contoso_stop_firstroute;
    let _ = first.path(id).unlisted().associate(base, stop);
    let _ = first.path(id).unlisted().disassociate(stop);
    // New rows may have it.
    let _ = ContosoRoute::create().insert(first, ContosoStop::create());
}

fn update_only(base: &BaseUrl, id: Id<ContosoRoute>, stop: Id<ContosoStop>) {
    let last = ContosoRoute::one_to_many().contoso_stop_lastroute;
    let _ = ContosoRoute::create().insert(last, ContosoStop::create());
    // Existing rows may have it.
    let _ = last.path(id).unlisted().associate(base, stop);
    let _ = last.path(id).unlisted().disassociate(stop);
}

fn required(base: &BaseUrl, id: Id<ContosoRoute>, stop: Id<ContosoStop>) {
    let stops = ContosoRoute::one_to_many().contoso_stop_route;
    let _ = stops.path(id).unlisted().disassociate(stop);
    // Stops can be added and moved here.
    let _ = stops.path(id).unlisted().associate(base, stop);
    let _ = ContosoRoute::create().insert(stops, ContosoStop::create());
}

fn main() {}
