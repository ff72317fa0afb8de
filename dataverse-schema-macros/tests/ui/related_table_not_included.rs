mod schema {
    dataverse_schema::include_schema!("pluginpackage.md");
}
use dataverse_schema::prelude::*;
use schema::PluginPackage;

fn who(row: &PluginPackage) {
    let _ = row.related(PluginPackage::many_to_one().createdby);
}

fn main() {}
