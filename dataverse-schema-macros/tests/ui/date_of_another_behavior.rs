mod schema {
    dataverse_schema::include_schema!("contoso_parcel.md");
}
use dataverse_schema::{Date, DateTime, prelude::*};
use schema::ContosoParcel;

fn set(day: Date, moment: DateTime) {
    let c = ContosoParcel::columns();
    let _ = ContosoParcel::create()
        .set(c.contoso_delivery_day, moment)
        .set(c.contoso_sealed_on, day);
}

fn main() {}
