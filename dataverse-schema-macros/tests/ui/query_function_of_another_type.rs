mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

fn query() {
    let c = ContosoParcel::columns();
    let _ = c.contoso_service.gt(schema::contoso_parcel::ContosoService::Standard);
    let _ = c.contoso_photo.eq(c.contoso_photo);
    let _ = c.contoso_delivery_day.last_x_hours(3);
    let _ = c.contoso_name.today();
    let _ = c.contoso_name.equal_user_id();
    let _ = c.contoso_service.contain_values([schema::contoso_parcel::ContosoService::Standard]);
    let _ = (ContosoCarrier::columns(), ContosoDepot::columns());
}

fn main() {}
