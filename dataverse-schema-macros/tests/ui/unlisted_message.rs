mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

fn requests(id: Id<ContosoDepot>, carrier: Id<ContosoCarrier>) {
    let _ = ContosoDepot::delete(id);
    let carriers = ContosoDepot::many_to_many().contoso_depot_carriers.path(id);
    let _ = carriers.disassociate(carrier);
    let _ = ContosoParcel::query();
    let _ = ContosoParcel::unlisted().query();
}

fn main() {}
