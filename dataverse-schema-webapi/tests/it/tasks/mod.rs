//! Tasks of programs that know columns only by name, each for any table.

mod exchange;
mod rows;
mod screens;

use dataverse_schema::prelude::*;
use dataverse_schema::table::AnyColumn;

mod schema {
    dataverse_schema::include_schema!("contoso_machine.md", dir = "../examples/pages");
}
use schema::ContosoMachine;

type AnyError = Box<dyn std::error::Error>;

fn column(name: &str) -> AnyColumn<ContosoMachine> {
    ContosoMachine::column(name).expect("a column")
}

fn machine() -> ContosoMachine {
    let body = r#"{
        "contoso_machineid": "4026be43-6b69-e111-8f65-78e7d1620f5e",
        "contoso_name": "Lathe, \"big\"",
        "contoso_serial": "L-17",
        "contoso_kind": 1,
        "contoso_kind@OData.Community.Display.V1.FormattedValue": "Drehbank",
        "contoso_price": 1250.50,
        "contoso_weight": null,
        "contoso_boughton": "2024-05-06",
        "statecode": 0,
        "statuscode": 1
    }"#;
    serde_json::from_str(body).expect("a row")
}
