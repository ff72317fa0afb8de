mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

fn query() {
    let c = ContosoParcel::columns();
    let _ = ContosoParcel::unlisted().query().select(c.contoso_pin);
    let _ = c.contoso_pin.eq("1234");
    let _ = c.contoso_pin.desc();
    let _ = ContosoCarrier::columns().contoso_name;
    let _ = ContosoDepot::query();
}

fn main() {}
