mod schema {
    dataverse_schema::include_schema!("bad_option.md");
}

fn main() {}
