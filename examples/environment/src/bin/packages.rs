//! The first program of the README, which a test compares with it.

#![allow(clippy::print_stdout)] // Examples print their results.

mod schema {
    dataverse_schema::include_schema!("pluginpackage.md", dir = "../../schemas");
}
use std::{env, sync::Arc};

use dataverse_schema::client::{Client, FixedToken};
use dataverse_schema::prelude::*;
use schema::PluginPackage;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = FixedToken::new(env::var("DATAVERSE_TOKEN")?); // or a credential from `azure_identity`
    let client = Client::new(env::var("DATAVERSE_URL")?.parse()?, Arc::new(token))?;

    let c = PluginPackage::columns();
    let query = PluginPackage::query()
        .select((c.name, c.version, c.created_on))
        .filter(c.name.starts_with("contoso"))
        .order_by(c.created_on.desc());
    let mut packages = client.rows(query); // over all pages
    while let Some(package) = packages.next().await {
        let package = package?;
        println!("{:?} {:?}", package.name, package.version);
    }
    Ok(())
}
