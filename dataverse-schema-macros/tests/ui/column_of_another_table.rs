mod schema {
    dataverse_schema::include_schema!("pluginpackage.md", "stagedmetadataasyncoperation.md");
}
use dataverse_schema::prelude::*;
use schema::{PluginPackage, StagedMetadataAsyncOperation};

fn main() {
    let c = StagedMetadataAsyncOperation::columns();
    let _ = PluginPackage::create().set(c.import_sequence_number, 1);
}
