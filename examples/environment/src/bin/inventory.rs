//! Lists plug-in packages with their assemblies: paging, related rows, formatted values.
//!
//! `cargo run -p examples --bin inventory` lists made-up rows. With `DATAVERSE_URL` and
//! `DATAVERSE_TOKEN` in the environment, it lists the rows of that environment.

#![allow(clippy::print_stdout)] // Examples print their results.

use std::error::Error;

use dataverse_schema::{Projection, prelude::*};
use examples::Answer;

mod schema {
    dataverse_schema::include_schema!(
        [
            "schemas/pluginpackage.md",
            "examples/pages/pluginassembly.md"
        ],
        dir = "../.."
    );
}
use schema::plugin_assembly::IsolationMode;
use schema::{PluginAssembly, PluginPackage};

/// A package. Queries select exactly these columns.
#[derive(Projection)]
#[projection(table = PluginPackage)]
struct Package {
    name: String,
    version: Option<String>,
    #[projection(formatted = statecode)]
    state: Option<String>,
    #[projection(formatted = modified_on)]
    modified: Option<String>,
    #[projection(one_to_many = pluginpackage_pluginassembly, order_by = PluginAssembly::columns().name.asc())]
    assemblies: Vec<Assembly>,
}

#[derive(Projection)]
#[projection(table = PluginAssembly)]
struct Assembly {
    name: String,
    version: Option<String>,
    isolation_mode: Option<IsolationMode>,
}

/// The number of rows in a response; the service allows up to 5,000.
const PAGE_SIZE: u32 = 500;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = examples::connect(|path, _| {
        let is_second = path.contains("$skiptoken");
        Answer::json(200, if is_second { SECOND } else { FIRST })
    })?;
    let c = PluginPackage::columns();
    let query = Package::query()
        .filter(c.name.is_not_null())
        .order_by(c.name.asc())
        .page_size(PAGE_SIZE);
    let (mut packages, mut assemblies, mut responses) = (0, 0, 0);
    let mut pages = client.pages(query);
    while let Some(page) = pages.next().await {
        responses += 1;
        for package in &page? {
            packages += 1;
            assemblies += package.assemblies.len();
            show(package);
        }
    }
    println!("{packages} packages with {assemblies} assemblies, in {responses} responses");
    Ok(())
}

fn show(package: &Package) {
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "?".to_owned());
    println!(
        "{} {} ({}, last modified {})",
        package.name,
        text(&package.version),
        text(&package.state),
        text(&package.modified)
    );
    for Assembly {
        name,
        version,
        isolation_mode,
    } in &package.assemblies
    {
        let isolation = match isolation_mode {
            Some(IsolationMode::Unknown(option)) => {
                format!("unknown isolation mode {option}")
            }
            Some(mode) => mode.label().unwrap_or_default().to_owned(),
            None => "?".to_owned(),
        };
        println!("    {name} {}, {isolation}", text(version));
    }
}

const FIRST: &str = r#"{
  "value": [
    {
      "pluginpackageid": "3f1b7c5a-6d2e-ef11-840a-0022482d2c11", "name": "contoso_Billing", "version": "2.1.0",
      "statecode@OData.Community.Display.V1.FormattedValue": "Active", "statecode": 0,
      "modifiedon@OData.Community.Display.V1.FormattedValue": "6/19/2026 9:41 AM", "modifiedon": "2026-06-19T07:41:07Z",
      "pluginpackage_pluginassembly": [
        {"pluginassemblyid": "5c0d91be-702e-ef11-840a-0022482d2c11", "name": "Contoso.Billing", "version": "2.1.0.0", "isolationmode": 2},
        {"pluginassemblyid": "5c0d91be-702e-ef11-840a-0022482d2c12", "name": "Contoso.Billing.Tax", "version": "2.1.0.0", "isolationmode": 2}
      ]
    },
    {
      "pluginpackageid": "3f1b7c5a-6d2e-ef11-840a-0022482d2c12", "name": "contoso_Empty", "version": "0.1.0",
      "statecode@OData.Community.Display.V1.FormattedValue": "Inactive", "statecode": 1,
      "modifiedon": null, "pluginpackage_pluginassembly": []
    }
  ],
  "@odata.nextLink": "{base}pluginpackages?$select=name&$skiptoken=2"
}"#;

const SECOND: &str = r#"{
  "value": [
    {
      "pluginpackageid": "3f1b7c5a-6d2e-ef11-840a-0022482d2c13", "name": "contoso_Shipping", "version": "1.0.4",
      "statecode@OData.Community.Display.V1.FormattedValue": "Active", "statecode": 0,
      "modifiedon@OData.Community.Display.V1.FormattedValue": "11/2/2026 4:05 PM", "modifiedon": "2026-11-02T15:05:30Z",
      "pluginpackage_pluginassembly": [
        {"pluginassemblyid": "5c0d91be-702e-ef11-840a-0022482d2c13", "name": "Contoso.Shipping", "version": "1.0.4.0", "isolationmode": 9}
      ]
    }
  ]
}"#;
