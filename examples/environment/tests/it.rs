//! The examples: by themselves, and against a server that acts as an environment.

use std::error::Error;
use std::process::{Command, Output};

use end_to_end::{Reply, Server};

type Outcome = Result<(), Box<dyn Error>>;

const INVENTORY: &str = env!("CARGO_BIN_EXE_inventory");
const IMPORT: &str = env!("CARGO_BIN_EXE_import");
const DRIFT: &str = env!("CARGO_BIN_EXE_drift");

/// Runs a program, with the environment variables of this server if there is one.
fn run(
    program: &str,
    arguments: &[&str],
    server: Option<&Server>,
) -> Result<Output, Box<dyn Error>> {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env_remove("DATAVERSE_URL")
        .env_remove("DATAVERSE_TOKEN");
    if let Some(server) = server {
        let url = server.base().as_str();
        let (host, _) = url.split_once("/api/").unwrap_or((url, ""));
        command
            .env("DATAVERSE_URL", host)
            .env("DATAVERSE_TOKEN", "a-token");
    }
    Ok(command.output()?)
}

fn text(output: &Output) -> String {
    let error = String::from_utf8_lossy(&output.stderr);
    format!("{}{error}", String::from_utf8_lossy(&output.stdout))
}

fn reply(status: u16, body: impl Into<String>) -> Reply {
    let json = "application/json; odata.metadata=minimal".to_owned();
    Reply {
        status,
        headers: vec![("Content-Type", json)],
        body: body.into(),
    }
}

#[test]
fn inventory_lists_packages() -> Outcome {
    let shown = text(&run(INVENTORY, &[], None)?);
    assert!(
        shown.contains("Contoso.Billing.Tax 2.1.0.0, Sandbox"),
        "{shown}"
    );
    assert!(
        shown.ends_with("3 packages with 3 assemblies, in 2 responses\n"),
        "{shown}"
    );

    let page = |name: &str, next: &str| {
        let row = format!(
            r#"{{"name": "{name}", "pluginpackage_pluginassembly": [{{"name": "{name}.A", "isolationmode": 2}}]}}"#
        );
        reply(200, format!(r#"{{"value": [{row}]{next}}}"#))
    };
    let next = r#", "@odata.nextLink": "{base}pluginpackages?$skiptoken=2""#;
    let mut busy = reply(429, "");
    busy.headers.push(("Retry-After", "0".to_owned()));
    let server = Server::start(vec![
        page("contoso_One", next),
        busy,
        page("contoso_Two", ""),
    ])?;
    let shown = text(&run(INVENTORY, &[], Some(&server))?);
    assert_eq!(
        shown,
        "contoso_One ? (?, last modified ?)\n    contoso_One.A ?, Sandbox\n\
         contoso_Two ? (?, last modified ?)\n    contoso_Two.A ?, Sandbox\n\
         2 packages with 2 assemblies, in 2 responses\n"
    );
    let received = server.finish()?;
    assert_eq!(received[0].header("authorization"), Some("Bearer a-token"));
    let prefer = received[0].header("prefer").unwrap_or_default();
    assert!(prefer.contains("odata.maxpagesize=500"), "{prefer}");
    assert_eq!(
        received[1].url, received[2].url,
        "requests to a busy service are retried"
    );
    assert!(received[2].url.ends_with("/pluginpackages?$skiptoken=2"));
    Ok(())
}

const REPORT: &str = "\
5 lines not imported
  line 5, contoso_name: string is 56 UTF-16 code units long; MaxLength is 40
  line 6, bought_on: \"2021-02-30\": expected a date such as 2019-12-18, found `2021-02-30`
  line 6, contoso_weight: 310.125 has more decimal places than Precision 2, so the service rounds it
  line 7, contoso_name: missing value (SystemRequired)
  line 9, contoso_weight: 61000 is greater than MaxValue 50000
  line 11, kind: \"Shaper\": unknown option
";

#[test]
fn import_reports_errors_and_resumes() -> Outcome {
    let folder = tempfile::tempdir()?;
    let journal = folder.path().join("journal");
    let arguments = [
        "--journal",
        journal.to_str().ok_or("the path is not UTF-8")?,
    ];
    let shown = text(&run(IMPORT, &arguments, None)?);
    let refused = "  line 12, (service): A record that has the attribute value Serial number already exists.\n";
    assert_eq!(
        shown,
        format!("6 lines imported\n6{}{refused}", &REPORT[1..])
    );
    let again = text(&run(IMPORT, &arguments, None)?);
    assert!(
        again.starts_with("6 lines already imported\n0 lines imported\n"),
        "{again}"
    );

    // An interrupted import has created a row.
    let ids = r#"{"Ids": []}"#;
    let duplicate =
        r#"{"error": {"code": "0x80040237", "message": "Cannot insert duplicate key."}}"#;
    let replies = [
        (500, duplicate),
        (500, duplicate),
        (200, ids),
        (200, ids),
        (200, ids),
        (200, ids),
    ];
    let replies = replies.map(|(status, body)| reply(status, body)).into();
    let server = Server::start(replies)?;
    let shown = text(&run(IMPORT, &["--batch", "2"], Some(&server))?);
    assert_eq!(shown, format!("7 lines imported\n{REPORT}"));
    let received = server.finish()?;
    assert!(
        received[0]
            .url
            .ends_with("/contoso_machines/Microsoft.Dynamics.CRM.CreateMultiple")
    );
    let body: serde_json::Value = serde_json::from_slice(&received[1].body)?;
    let row = &body["Targets"][0];
    assert_eq!(row["contoso_serial"], "M-0001");
    assert_eq!(row["contoso_boughton"], "2019-04-01");
    assert_eq!(row["contoso_kind"], 1);
    let body = String::from_utf8(received[0].body.clone())?;
    assert!(body.contains("\"contoso_price\":48000.00"), "{body}");
    Ok(())
}

#[test]
fn drift_reports_breaking_changes() -> Outcome {
    let output = run(DRIFT, &[], None)?;
    let shown = text(&output);
    assert_eq!(output.status.code(), Some(1), "{shown}");
    assert!(
        shown.contains("column `contoso_weight`: MaxValue narrowed 50000 -> 20000 (breaks data)"),
        "{shown}"
    );
    assert!(
        shown.ends_with("compared 1 table: 8 changes, 4 of them breaking\n"),
        "{shown}"
    );

    let definition = include_str!("../data/contoso_machine.json");
    let none = r#"{"value": []}"#;
    let mut replies = vec![reply(200, definition)];
    replies.extend((0..5).map(|_| reply(200, none)));
    let server = Server::start(replies)?;
    assert_eq!(text(&run(DRIFT, &[], Some(&server))?), shown);
    let received = server.finish()?;
    assert!(
        received[0]
            .url
            .contains("EntityDefinitions(LogicalName='contoso_machine')?$expand=Attributes,")
    );
    assert!(
        received[1]
            .url
            .contains("/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?")
    );
    Ok(())
}

#[test]
fn url_without_token_is_an_error() -> Outcome {
    let output = Command::new(INVENTORY)
        .env("DATAVERSE_URL", "https://contoso.crm4.dynamics.com")
        .env_remove("DATAVERSE_TOKEN")
        .output()?;
    assert!(
        text(&output).contains("missing DATAVERSE_TOKEN"),
        "{}",
        text(&output)
    );
    Ok(())
}
