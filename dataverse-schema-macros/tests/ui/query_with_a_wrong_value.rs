mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

fn query(depot: Id<ContosoDepot>) {
    let c = ContosoParcel::columns();
    let _ = c.contoso_name.eq(7);
    let _ = c.contoso_pieces.is_in(["1"]);
    let _ = c.contoso_service.eq(1);
    let _ = c.contoso_carrier.eq(depot);
    let _ = c.contoso_pieces.contains("1");
    let _ = c.contoso_name.eq_column(c.contoso_pieces);
    let _ = ContosoCarrier::columns().contoso_name;
}

fn main() {}
