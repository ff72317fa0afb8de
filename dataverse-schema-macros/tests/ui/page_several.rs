mod schema {
    dataverse_schema::include_schema!("bad_several.md");
}

fn main() {}
