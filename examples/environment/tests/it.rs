//! The examples: by themselves, and against a server that acts as an environment.

use std::error::Error;
use std::process::{Command, Output};

use end_to_end::{Reply, Server};

type Outcome = Result<(), Box<dyn Error>>;

const PACKAGES: &str = env!("CARGO_BIN_EXE_packages");
const INVENTORY: &str = env!("CARGO_BIN_EXE_inventory");
const IMPORT: &str = env!("CARGO_BIN_EXE_import");

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
line 5: 1 rule violation in table `contoso_machine`:
  contoso_name: string is 56 UTF-16 code units long; MaxLength is 40
line 6: `contoso_boughton`: expected a date such as `2019-12-18`, found `2021-02-30`
line 7: 1 rule violation in table `contoso_machine`:
  contoso_name: missing value (SystemRequired)
line 9: 1 rule violation in table `contoso_machine`:
  contoso_weight: 61000 is greater than MaxValue 50000
line 11: `contoso_kind`: expected the label of an option (`Lathe`, `Press`, `Saw`), found `Shaper`
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
    let refused = "line 12: PATCH contoso_machines: rejected with status 400: \
        The serial number belongs to a machine that was sold. (0x80040265)\n";
    assert_eq!(
        shown,
        format!("{REPORT}{refused}6 written, 0 already there, 6 failed\n")
    );
    let again = text(&run(IMPORT, &arguments, None)?);
    assert!(
        again.ends_with("0 written, 6 already there, 6 failed\n"),
        "{again}"
    );

    let part = "--a\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n\r\n";
    let mut written = reply(200, format!("{}--a--\r\n", part.repeat(7)));
    let mixed = "multipart/mixed; boundary=a".to_owned();
    written.headers = vec![("Content-Type", mixed)];
    // The client asks first whether the table supports bulk messages.
    let unsupported = reply(200, r#"{"value": []}"#.to_owned());
    let server = Server::start(vec![unsupported, written])?;
    let shown = text(&run(IMPORT, &[], Some(&server))?);
    assert_eq!(
        shown,
        format!("{REPORT}7 written, 0 already there, 5 failed\n")
    );
    let received = server.finish()?;
    assert!(received[0].url.contains("/sdkmessagefilters?"));
    assert!(received[1].url.ends_with("/$batch"));
    let body = String::from_utf8(received[1].body.clone())?;
    let first = r#"{"contoso_boughton":"2019-04-01","contoso_kind":1,"contoso_name":"Lathe 1","contoso_price":48000.00,"contoso_serial":"M-0001","contoso_weight":1250.5}"#;
    assert!(body.contains(first), "{body}");
    assert_eq!(body.matches("If-None-Match: *").count(), 7);
    Ok(())
}

#[test]
fn readme_has_the_program_that_lists_rows() -> Outcome {
    let program = include_str!("../src/bin/packages.rs");
    let (_, program) = program.split_once("\nmod schema").ok_or("a program")?;
    let program = program.replace(r#", dir = "../../schemas""#, "");
    let readme = include_str!("../../../README.md");
    assert!(
        readme.contains(&format!("mod schema{program}```")),
        "the README has another program"
    );

    let page = |name: &str, next: &str| {
        let row = format!(r#"{{"name": "{name}", "version": "1.0.0"}}"#);
        reply(200, format!(r#"{{"value": [{row}]{next}}}"#))
    };
    let next = r#", "@odata.nextLink": "{base}pluginpackages?$skiptoken=2""#;
    let server = Server::start(vec![page("contoso_One", next), page("contoso_Two", "")])?;
    let shown = text(&run(PACKAGES, &[], Some(&server))?);
    assert_eq!(
        shown,
        "Some(\"contoso_One\") Some(\"1.0.0\")\nSome(\"contoso_Two\") Some(\"1.0.0\")\n"
    );
    let received = server.finish()?;
    assert!(received[1].url.ends_with("/pluginpackages?$skiptoken=2"));
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
