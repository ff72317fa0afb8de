//! The first program of the README, which a test compares with it.

#![allow(clippy::print_stdout)] // Examples print their results.

mod schema {
    dataverse_schema::include_schema!("pluginpackage.md", dir = "../../schemas");
}
use std::{env, sync::Arc};

use dataverse_schema::client::{Client, FixedToken};
use dataverse_schema::prelude::*;
use schema::plugin_package::{ComponentState, PluginPackage, StatusCode};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = FixedToken::new(env::var("DATAVERSE_TOKEN")?); // or any credential of `azure_identity`
    let client = Client::new(env::var("DATAVERSE_URL")?.parse()?, Arc::new(token))?;

    // Read: the client follows the links between pages.
    let c = PluginPackage::columns();
    let query = PluginPackage::query()
        .select((c.name, c.component_state, c.created_by))
        .filter(c.name.starts_with("contoso"));
    let mut packages = client.rows(query);
    while let Some(package) = packages.next().await {
        let package = package?;
        let state = match package.component_state {
            Some(ComponentState::Published) => "published".to_owned(),
            Some(ComponentState::Unknown(option)) => format!("new option {option}"),
            other => format!("{other:?}"),
        };
        let who = package.created_by.map(|who| who.id()); // a typed id
        println!("{:?} {state} {who:?}", package.name);
    }

    // Write: only writable columns can be set, and rules are checked before anything is sent.
    let new = PluginPackage::create()
        .set(c.name, "Contoso plug-ins")
        .set(c.unique_name, "contoso_plugins")
        .set(c.version, "1.0.0");
    new.validate()?; // the error lists each column with its rule, the limit, and the actual value
    let id = client.create(new).await?;

    // Change the state: a status implies its state.
    let off = PluginPackage::update(id).set_state(StatusCode::Inactive);
    client.update(off.clear(c.managedidentityid)).await?;
    Ok(())
}
