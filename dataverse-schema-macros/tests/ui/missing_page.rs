mod schema {
    dataverse_schema::include_schema!("plugin_package.md");
}

fn main() {}
