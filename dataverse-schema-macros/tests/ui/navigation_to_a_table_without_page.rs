mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

fn requests(id: Id<ContosoDepot>) {
    let manager = ContosoDepot::many_to_one().contoso_manager;
    let scans = ContosoDepot::one_to_many().contoso_depot_scans;
    let _ = ContosoDepot::query().expand(manager).expand(scans);
    let _ = manager.path(id).retrieve();
    let _ = scans.path(id).query();
    let _ = scans.any_row();
    let _ = manager.expand(manager);
    let _ = (ContosoCarrier::columns(), ContosoParcel::columns());
}

fn main() {}
