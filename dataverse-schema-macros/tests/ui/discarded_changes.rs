#![deny(unused_must_use)]

pub mod schema {
    dataverse_schema::include_schema!("contoso_depot.md");
}
use dataverse_schema::prelude::*;
use schema::ContosoDepot;

pub fn create() {
    let changes = ContosoDepot::create();
    changes.clone().set(ContosoDepot::columns().contoso_name, "North");
    let _ = changes.into_request();
}

pub fn update(id: Id<ContosoDepot>) {
    ContosoDepot::update(id).clear(ContosoDepot::columns().contoso_name);
}

fn main() {}
