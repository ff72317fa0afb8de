mod schema {
    dataverse_schema::include_schema!("pluginpackage.md", entity_set(team = "teams"));
}

fn main() {}
