pub mod schema {
    dataverse_schema::include_schema!("contoso_parcel.md", columns = only(contoso_name), relationships = none);
}
pub mod neighbors {
    dataverse_schema::include_schema!("contoso_parcel.md", "contoso_carrier.md", relationships = only(included));
}
use dataverse_schema::prelude::*;

fn column_that_was_not_chosen() {
    let _ = schema::ContosoParcel::columns().contoso_pieces;
}

fn relationship_that_was_not_chosen() {
    let _ = schema::ContosoParcel::many_to_one().contoso_carrier;
}

fn relationship_with_a_table_that_is_not_included() {
    let _ = neighbors::ContosoParcel::many_to_one().owningteam;
}

fn relationships_with_tables_that_are_not_included() {
    let _ = neighbors::ContosoParcel::one_to_many().contoso_parcel_Scans;
}

fn main() {}
