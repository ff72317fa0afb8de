mod schema { dataverse_schema::include_schema!("pluginpackage.md", "stagedmetadataasyncoperation.md"); }
fn main() {
  use dataverse_schema::prelude::*;
  use schema::plugin_package::*;
  let c = PluginPackage::columns();
  println!("{:?}", c.name.info());
  let n = PluginPackage::create().set(c.name, "x").set(c.is_customizable, true);
  println!("{}", n.validate().unwrap_err());
  println!("{}", n.body().unwrap());
}
