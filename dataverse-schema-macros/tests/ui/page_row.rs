mod schema {
    dataverse_schema::include_schema!("bad_row.md");
}

fn main() {}
