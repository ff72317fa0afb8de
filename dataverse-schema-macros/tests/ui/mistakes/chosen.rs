pub mod schema {
    dataverse_schema::include_schema!("contoso_parcel.md", columns = only(contoso_name), relationships = none);
}
use dataverse_schema::prelude::*;

fn column_that_was_not_chosen() {
    let _ = schema::ContosoParcel::columns().contoso_pieces;
}

fn relationship_that_was_not_chosen() {
    let _ = schema::ContosoParcel::many_to_one().contoso_carrier;
}

fn main() {}
