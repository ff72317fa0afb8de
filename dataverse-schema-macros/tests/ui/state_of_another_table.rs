mod schema {
    dataverse_schema::include_schema!("pluginpackage.md", "stagedmetadataasyncoperation.md");
}
use dataverse_schema::prelude::*;
use schema::{PluginPackage, staged_metadata_async_operation::StatusCode};

fn update(id: Id<PluginPackage>) {
    let _ = PluginPackage::update(id).set_state(StatusCode::Inactive);
}

fn main() {}
