mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

fn query() {
    let c = ContosoParcel::columns();
    let carrier = ContosoCarrier::columns();
    let depot = ContosoDepot::columns();
    let _ = ContosoDepot::query().select((depot.contoso_name, carrier.contoso_name));
    let _ = ContosoDepot::query().filter(carrier.contoso_name.eq("a"));
    let _ = depot.contoso_name.eq("a").and(c.contoso_name.eq("b"));
    let _ = ContosoDepot::query().order_by(c.contoso_name.asc());
    let _ = ContosoDepot::query().expand(ContosoParcel::many_to_one().contoso_carrier);
    let _ = depot.contoso_name.eq_column(carrier.contoso_name);
}

fn main() {}
