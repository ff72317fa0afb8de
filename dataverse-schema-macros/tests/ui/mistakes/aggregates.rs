pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use dataverse_schema::query::{Aggregate, Total};
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

pub fn parcels() -> Aggregate<ContosoParcel> {
    ContosoParcel::unlisted().aggregate()
}

fn group_by_a_moment() {
    let _ = parcels().group_by(ContosoParcel::columns().contoso_sealed_on);
}

fn group_by_choices() {
    let _ = parcels().group_by(ContosoParcel::columns().contoso_contents);
}

fn group_by_a_name() {
    let _ = parcels().group_by("contoso_name");
}

fn group_by_two_arguments() {
    let c = ContosoParcel::columns();
    let _ = parcels().group_by(c.contoso_name, c.contoso_service);
}

fn group_by_an_array() {
    let c = ContosoParcel::columns();
    let _ = parcels().group_by([c.contoso_name, c.contoso_notes]);
}

fn group_by_another_table() {
    let _ = parcels().group_by(ContosoCarrier::columns().contoso_name);
}

fn group_by_a_relationship() {
    let _ = parcels().group_by(ContosoParcel::many_to_one().contoso_carrier);
}

fn group_by_a_write_only_column() {
    let _ = parcels().group_by(ContosoParcel::columns().contoso_pin);
}

fn group_by_in_two_calls() {
    let c = ContosoParcel::columns();
    let _ = parcels().group_by(c.contoso_name).group_by(c.contoso_service);
}

fn sum_of_a_text() {
    let _ = parcels().compute(ContosoParcel::columns().contoso_name.sum());
}

fn average_of_a_choice() {
    let _ = parcels().compute(ContosoParcel::columns().contoso_service.average());
}

fn maximum_of_a_text() {
    let _ = parcels().compute(ContosoParcel::columns().contoso_name.max());
}

fn sum_of_a_related_row() {
    let parent = ContosoDepot::many_to_one().contoso_parent_depot;
    let parents_calls = parent.column(ContosoDepot::columns().contoso_calls);
    let _ = ContosoDepot::unlisted().aggregate().compute(parents_calls.sum());
}

fn total_of_a_column() {
    let _ = parcels().compute(ContosoParcel::columns().contoso_pieces);
}

fn total_of_two_arguments() {
    let c = ContosoParcel::columns();
    let _ = parcels().compute(Total::count(), c.contoso_pieces.sum());
}

fn total_in_two_calls() {
    let c = ContosoParcel::columns();
    let _ = parcels().compute(Total::count()).compute(c.contoso_pieces.sum());
}

fn total_of_another_table() {
    let _ = parcels().compute(ContosoCarrier::columns().contoso_name.max());
}

fn count_of_a_column() {
    let _ = parcels().compute(ContosoParcel::columns().contoso_pieces.count());
}

fn order_by_a_total() {
    let c = ContosoParcel::columns();
    let _ = parcels().compute(c.contoso_pieces.sum()).order_by(c.contoso_pieces.sum());
}

fn order_by_a_column() {
    let c = ContosoParcel::columns();
    let _ = parcels().group_by(c.contoso_name).order_by(c.contoso_name);
}

fn select() {
    let _ = parcels().select(ContosoParcel::columns().contoso_name);
}

fn into_request() {
    let _ = parcels().into_request();
}

fn filter_of_another_table() {
    let _ = parcels().filter(ContosoCarrier::columns().contoso_name.eq("Fox"));
}

fn group_by_of_a_query() {
    let _ = ContosoDepot::query().group_by(ContosoDepot::columns().contoso_town);
}

fn compute_of_a_query() {
    let _ = ContosoDepot::query().compute(Total::count());
}

fn group_by_of_a_fetch() {
    let _ = ContosoDepot::fetch().group_by(ContosoDepot::columns().contoso_town);
}

fn compute_of_a_fetch() {
    let _ = ContosoDepot::fetch().compute(ContosoDepot::columns().contoso_calls.max());
}

fn sum_as_a_function() {
    let _ = parcels().compute(Total::sum(ContosoParcel::columns().contoso_pieces));
}

fn maximum_as_a_function() {
    let largest = Total::max(ContosoParcel::columns().contoso_pieces);
    let _ = parcels().compute((Total::count(), largest));
}

fn main() {}
