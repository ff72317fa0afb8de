mod schema {
    dataverse_schema::include_schema!("pluginpackage.md", rename(pluginpackage.name = version));
}

fn main() {}
