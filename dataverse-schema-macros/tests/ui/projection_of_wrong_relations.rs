mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

use dataverse_schema::Projection;

#[derive(Projection)]
#[projection(table = ContosoCarrier)]
struct Carrier {
    contoso_name: String,
}

#[derive(Projection)]
#[projection(table = ContosoDepot)]
struct ListIntoOne {
    #[projection(one_to_many = contoso_depot_depots)]
    below: Option<ContosoDepot>,
}

#[derive(Projection)]
#[projection(table = ContosoDepot)]
struct OneIntoList {
    #[projection(many_to_one = contoso_parent_depot)]
    parent: Vec<ContosoDepot>,
}

#[derive(Projection)]
#[projection(table = ContosoDepot)]
struct OfAnotherTable {
    #[projection(many_to_one = contoso_parent_depot)]
    parent: Option<Carrier>,
}

#[derive(Projection)]
#[projection(table = ContosoDepot)]
struct WithoutPage {
    #[projection(many_to_one = contoso_manager)]
    manager: Option<Carrier>,
}

fn parcel(_: ContosoParcel) {}

fn main() {}
