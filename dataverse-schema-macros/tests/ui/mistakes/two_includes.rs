pub mod carriers {
    dataverse_schema::include_schema!("contoso_carrier.md");
}
pub mod parcels {
    dataverse_schema::include_schema!("contoso_parcel.md");
}
use dataverse_schema::prelude::*;

fn row_of_another_include(id: Id<carriers::ContosoCarrier>) {
    let c = parcels::ContosoParcel::columns();
    let _ = parcels::ContosoParcel::create().bind(c.contoso_carrier, id);
}

fn main() {}
