mod schema {
    dataverse_schema::include_schema!("bad_near_key.md");
}

fn main() {}
