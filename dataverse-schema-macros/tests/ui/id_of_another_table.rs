mod schema {
    dataverse_schema::include_schema!("pluginpackage.md", entity_sets(managedidentity = "managedidentities"));
}
use dataverse_schema::prelude::*;
use schema::PluginPackage;

fn bind(id: Id<schema::PluginPackage>) {
    let c = PluginPackage::columns();
    let _ = PluginPackage::create().bind(c.managedidentityid, id);
}

fn main() {}
