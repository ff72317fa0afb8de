mod schema_of_two_includes {
    dataverse_schema::include_schema!("contoso_carrier.md");
    dataverse_schema::include_schema!("contoso_depot.md");
}

fn main() {}
