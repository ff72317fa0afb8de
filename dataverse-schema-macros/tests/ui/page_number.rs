mod schema {
    dataverse_schema::include_schema!("bad_number.md");
}

fn main() {}
