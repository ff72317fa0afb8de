//! A tour of the crate on a real page: `schemas/pluginpackage.md`, Microsoft's reference page of
//! the plug-in package table.
//!
//! Reads a response, validates values, builds the requests for a create and for a change of state,
//! and follows a relationship. Nothing is sent: any HTTP client can send the printed requests.

#![allow(clippy::print_stdout)] // Examples print their results.

use std::error::Error;

use dataverse_schema::prelude::*;

mod schema {
    dataverse_schema::include_schema!(
        "pluginpackage.md",
        entity_sets(managedidentity = "managedidentities")
    );
}
use schema::plugin_package::{ComponentState, PluginPackage, StatusCode};
use schema::tables::Managedidentity;

/// The body of `GET pluginpackages?$select=…&$expand=createdby($select=fullname)`, with
/// annotations.
const RESPONSE: &str = r##"{
  "@odata.context": "https://contoso.api.crm.dynamics.com/api/data/v9.2/$metadata#pluginpackages(…)",
  "value": [
    {
      "@odata.etag": "W/\"1689344\"",
      "pluginpackageid": "3f1b7c5a-6d2e-ef11-840a-0022482d2c11",
      "name": "Contoso plug-ins",
      "uniquename": "contoso_plugins",
      "version": "1.0.0",
      "content": null,
      "componentstate": 0,
      "statecode": 0,
      "statuscode": 1,
      "createdon@OData.Community.Display.V1.FormattedValue": "6/19/2024 9:41 AM",
      "createdon": "2024-06-19T07:41:07Z",
      "_createdby_value@OData.Community.Display.V1.FormattedValue": "Susanna Stubberod",
      "_createdby_value@Microsoft.Dynamics.CRM.lookuplogicalname": "systemuser",
      "_createdby_value": "4026be43-6b69-e111-8f65-78e7d1620f5e",
      "versionnumber": 1689344,
      "package": "8a53a1f0-6d2e-ef11-840a-0022482d2c11",
      "package_name": "contoso.plugins.1.0.0.nupkg",
      "createdby": {"fullname": "Susanna Stubberod", "systemuserid": "4026be43-6b69-e111-8f65-78e7d1620f5e"}
    },
    {
      "pluginpackageid": "5c0d91be-702e-ef11-840a-0022482d2c11",
      "name": "Fabrikam tools",
      "componentstate": 17,
      "createdby": null
    }
  ]
}"##;

fn main() -> Result<(), Box<dyn Error>> {
    read()?;
    validate();
    write()?;
    navigate()
}

fn read() -> Result<(), Box<dyn Error>> {
    heading("Read a response as typed rows");
    let c = PluginPackage::columns();
    let rows: Rows<PluginPackage> = serde_json::from_str(RESPONSE)?;
    for package in &rows {
        println!("{}", package.name.as_deref().unwrap_or("(no name)"));
        match package.component_state {
            Some(ComponentState::Unknown(option)) => {
                println!("  component state: {option}, which isn't on the page");
            }
            Some(state) => println!(
                "  component state: {state:?}, label {:?}",
                state.label().unwrap_or_default()
            ),
            None => {}
        }
        if let (Some(on), Some(by)) = (package.created_on, &package.created_by) {
            let shown = package.formatted(c.created_on).unwrap_or_default();
            println!(
                "  created: {on} (shown as {shown}) by {} = {:?}",
                by.id(),
                by.name()
            );
        }
        let content = if package.is_null(c.content) {
            "null"
        } else {
            "not selected"
        };
        println!("  content: {content}; etag: {:?}", package.etag());
    }
    Ok(())
}

fn validate() {
    heading("Validate all rules of the page at once");
    let c = PluginPackage::columns();
    let wrong = PluginPackage::create()
        .set(c.name, "A name that goes on and on. ".repeat(4))
        .set(c.time_zone_rule_version_number, -2)
        .set(c.version, "1.0.0");
    match wrong.validate() {
        Ok(()) => println!("all values are valid"),
        Err(invalid) => println!("{invalid}"),
    }
}

fn write() -> Result<(), Box<dyn Error>> {
    let c = PluginPackage::columns();
    let identity: Id<Managedidentity> = "b1f3ad31-0f57-4f2e-9a60-6f6f9d0a6f0e".parse()?;

    heading("Create a row");
    let new = PluginPackage::create()
        .set(c.name, "Contoso plug-ins")
        .set(c.unique_name, "contoso_plugins")
        .set(c.version, "1.0.0")
        .bind(c.managedidentityid, identity);
    println!("{}", new.into_request()?);

    heading("Change the state");
    let id: Id<PluginPackage> = "3f1b7c5a-6d2e-ef11-840a-0022482d2c11".parse()?;
    let off = PluginPackage::update(id)
        .set_state(StatusCode::Inactive)
        .clear(c.managedidentityid);
    println!("{}", off.into_request()?);
    Ok(())
}

fn navigate() -> Result<(), Box<dyn Error>> {
    heading("Follow relationships");
    let id: Id<PluginPackage> = "3f1b7c5a-6d2e-ef11-840a-0022482d2c11".parse()?;
    let assemblies = PluginPackage::one_to_many().pluginpackage_pluginassembly;
    println!("the assemblies of a package: GET {}", assemblies.path(id));

    let rows: Rows<PluginPackage> = serde_json::from_str(RESPONSE)?;
    let created_by = PluginPackage::many_to_one().createdby;
    for package in &rows {
        println!(
            "expanded by {created_by:?}: {:?}",
            package.related_json(created_by)
        );
    }
    Ok(())
}

fn heading(text: &str) {
    println!("\n== {text}\n");
}
