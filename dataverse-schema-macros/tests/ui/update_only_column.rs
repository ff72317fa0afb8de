mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_reading.md");
}
use dataverse_schema::prelude::*;
use dataverse_schema::value::Image;
use schema::ContosoReading;

fn main() {
    let c = ContosoReading::columns();
    let _ = ContosoReading::create().set(c.contoso_remark, "Cold");
    let _ = ContosoReading::create().set(c.contoso_sketch, Image::from_base64("AAAA"));
}
