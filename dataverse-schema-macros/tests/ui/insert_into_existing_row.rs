mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use schema::{ContosoCarrier, ContosoParcel};

fn main() {
    let carrier = ContosoParcel::many_to_one().contoso_carrier;
    let id = Id::new(dataverse_schema::value::Uuid::nil());
    let _ = ContosoParcel::update(id).insert(carrier, ContosoCarrier::create());
    let id = Id::new(dataverse_schema::value::Uuid::nil());
    let _ = ContosoParcel::create().insert(carrier, ContosoCarrier::update(id));
}
