mod schema {
    dataverse_schema::include_schema!("pluginpackage.md");
}
use dataverse_schema::prelude::*;
use schema::PluginPackage;

fn clear(id: Id<PluginPackage>) {
    let c = PluginPackage::columns();
    let _ = PluginPackage::update(id).clear(c.created_on);
}

fn main() {}
