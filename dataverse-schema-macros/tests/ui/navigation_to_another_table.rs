mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

fn requests(base: &dataverse_schema::request::BaseUrl, id: Id<ContosoDepot>, parcel: Id<ContosoParcel>) {
    let _ = ContosoDepot::many_to_many().contoso_depot_carriers.path(id).associate(base, parcel);
    let _ = ContosoDepot::many_to_one().contoso_parent_depot.path(id).set(base, parcel);
    let _ = ContosoDepot::many_to_one().contoso_parent_depot.path(parcel);
    let _ = ContosoDepot::many_to_one().contoso_parent_depot.path(id).query();
    let _ = ContosoCarrier::columns();
}

fn main() {}
