mod schema {
    dataverse_schema::include_schema!("contoso_depot.md");
}
use dataverse_schema::prelude::*;
use schema::ContosoDepot;

fn main() {
    let id = Id::new(dataverse_schema::value::Uuid::nil());
    let _ = ContosoDepot::create_multiple([ContosoDepot::update(id)]);
}
