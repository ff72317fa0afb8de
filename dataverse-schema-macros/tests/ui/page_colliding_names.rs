mod schema {
    dataverse_schema::include_schema!("bad_conflicting_names.md");
}

fn main() {}
