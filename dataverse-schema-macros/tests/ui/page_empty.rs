mod schema {
    dataverse_schema::include_schema!("bad_empty.md");
}

fn main() {}
