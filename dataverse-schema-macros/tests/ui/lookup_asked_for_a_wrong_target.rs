mod schema {
    dataverse_schema::include_schema!("pluginpackage.md");
}
use schema::{PluginPackage, tables};

fn ask(row: &PluginPackage) {
    let who = row.created_by.as_ref();
    let _ = who.and_then(|who| who.id_of::<tables::Organization>());
}

fn main() {}
