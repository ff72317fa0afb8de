mod schema {
    dataverse_schema::include_schema!("pluginpackage.md", entity_sets(systemuser = "systemusers"));
}
use dataverse_schema::prelude::*;
use schema::{PluginPackage, tables};

fn bind(id: Id<tables::Systemuser>) {
    let c = PluginPackage::columns();
    let _ = PluginPackage::create().bind(c.created_by, id);
}

fn main() {}
