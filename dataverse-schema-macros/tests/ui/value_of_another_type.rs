mod schema {
    dataverse_schema::include_schema!("pluginpackage.md");
}
use dataverse_schema::prelude::*;
use schema::PluginPackage;

fn main() {
    let c = PluginPackage::columns();
    let _ = PluginPackage::create().set(c.name, 5);
}
