mod schema {
    dataverse_schema::include_schema!("pluginpackage.md");
}

fn name(row: &schema::PluginPackage) -> Option<&str> {
    row.nam.as_deref()
}

fn main() {}
