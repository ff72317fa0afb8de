mod schema {
    dataverse_schema::include_schema!("bad_column_twice.md");
}

fn main() {}
