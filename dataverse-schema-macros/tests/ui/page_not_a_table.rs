mod schema {
    dataverse_schema::include_schema!("bad_not_a_table.md");
}

fn main() {}
