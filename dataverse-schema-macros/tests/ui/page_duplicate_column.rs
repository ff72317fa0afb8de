mod schema {
    dataverse_schema::include_schema!("bad_duplicate_column.md");
}

fn main() {}
