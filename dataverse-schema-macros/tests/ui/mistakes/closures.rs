pub mod schema {
    dataverse_schema::include_schema!("contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use schema::ContosoDepot;
use schema::contoso_depot::table::Columns;

fn condition_on_a_row() {
    let _ = ContosoDepot::query().filter(|row: &ContosoDepot| row.contoso_name.is_some());
}

fn condition_on_columns() {
    let _ = ContosoDepot::query().filter(|c: &Columns| c.contoso_name.eq("North"));
}

fn column() {
    let _ = ContosoDepot::query().select(|c: &Columns| c.contoso_name);
}

fn main() {}
