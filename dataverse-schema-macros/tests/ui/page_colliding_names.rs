mod schema {
    dataverse_schema::include_schema!("bad_names_meet.md");
}

fn main() {}
