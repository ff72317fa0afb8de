mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

use dataverse_schema::{Lookup, Projection};

#[derive(Projection)]
#[projection(table = ContosoDepot)]
struct Depot {
    contoso_nam: String,
    contoso_town: i32,
    #[projection(column = contoso_pieces)]
    pieces: Option<i32>,
    contoso_manager: Option<Lookup<ContosoCarrier>>,
    #[projection(formatted = contoso_opend_on)]
    opened: Option<String>,
    #[projection(many_to_one = contoso_parent_depots)]
    parent: Option<ContosoDepot>,
}

#[derive(Projection)]
#[projection(table = ContosoParcel)]
struct Parcel {
    contoso_pin: Option<String>,
}

fn main() {}
