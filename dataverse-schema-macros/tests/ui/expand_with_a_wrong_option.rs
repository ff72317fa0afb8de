mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

fn query() {
    let c = ContosoDepot::columns();
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    let _ = up.top(3);
    let _ = up.filter(c.contoso_name.eq("a"));
    let _ = up.order_by(c.contoso_name.asc());
    let _ = down.by_reference();
    let _ = up.any(c.contoso_name.eq("a"));
    let _ = (ContosoCarrier::columns(), ContosoParcel::columns());
}

fn main() {}
