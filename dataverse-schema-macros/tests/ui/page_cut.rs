mod schema {
    dataverse_schema::include_schema!("bad_cut.md");
}

fn main() {}
