mod schema {
    dataverse_schema::include_schema!("bad_binary.md");
}

fn main() {}
