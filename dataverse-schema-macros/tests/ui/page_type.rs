mod schema {
    dataverse_schema::include_schema!("bad_type.md");
}

fn main() {}
