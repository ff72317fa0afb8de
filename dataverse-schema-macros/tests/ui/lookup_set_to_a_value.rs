mod schema {
    dataverse_schema::include_schema!("pluginpackage.md");
}
use dataverse_schema::prelude::*;
use schema::{PluginPackage, tables};

fn set(id: Id<tables::Managedidentity>) {
    let c = PluginPackage::columns();
    let _ = PluginPackage::create().set(c.managedidentityid, id);
}

fn main() {}
