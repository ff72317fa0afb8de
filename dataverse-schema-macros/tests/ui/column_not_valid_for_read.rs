mod schema {
    dataverse_schema::include_schema!("pluginpackage.md");
}

fn read(row: &schema::PluginPackage) {
    let _ = &row.supporting_solution_id;
}

fn main() {}
