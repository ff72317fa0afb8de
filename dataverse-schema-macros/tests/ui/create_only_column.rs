mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_reading.md");
}
use dataverse_schema::prelude::*;
use schema::{ContosoCarrier, ContosoReading};

fn update(id: Id<ContosoReading>, carrier: Id<ContosoCarrier>) {
    let c = ContosoReading::columns();
    let _ = ContosoReading::update(id).set(c.contoso_place, "Hall");
    let _ = ContosoReading::update(id).clear(c.contoso_place);
    let _ = ContosoReading::update(id).bind(c.contoso_station, carrier);
    let _ = c.contoso_place.put(id, "Hall");
}

fn main() {}
