//! Faults of the network, the service, and the user.

use std::fs;
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use test_support::server::{Answer, Step, error};

use super::environment::{Environment, Run};

/// Starts an environment that answers one request otherwise: the one with this number.
fn with_step(number: usize, step: Step) -> Environment {
    let count = AtomicUsize::new(0);
    Environment::with_fault(move |_| {
        (count.fetch_add(1, Ordering::Relaxed) == number).then(|| step.clone())
    })
}

/// Pulls a table from an environment that answers one request otherwise, the first or a later one.
#[track_caller]
fn assert_fails(step: impl Into<Step>, error: &str, help: &str) {
    let step = step.into();
    for number in [0, 1, 4] {
        let environment = with_step(number, step.clone());
        environment.write("schemas/contoso_gauge.md", "# A page\n");
        environment.pull(&["contoso_gadget"]).failed(error, help);
        assert!(!environment.path("schemas/contoso_gadget.md").exists());
        assert_eq!(environment.read("schemas/contoso_gauge.md"), "# A page\n");
    }
}

#[test]
fn rejected_requests_say_what_to_do() {
    assert_fails(
        Answer::new(401, ""),
        "error[DV0121]: `http://127.0.0.1:",
        "set `TOKEN_OF_THE_TEST` to a new token for this environment",
    );
    assert_fails(
        error(
            403,
            "0x80040220",
            "Principal user is missing prvReadEntity privilege.",
        ),
        "missing prvReadEntity privilege.",
        "ask an administrator to add this user to the environment",
    );
    assert_fails(
        error(400, "0x80060888", "Something about the request."),
        "Something about the request.",
        "error[DV0077]: GET EntityDefinitions: ",
    );
    assert_fails(
        error(404, "0x80060888", "There is no such table."),
        "error[DV0077]: GET EntityDefinitions: ",
        "There is no such table.",
    );
    assert_fails(
        Answer::new(404, "<html>Not found</html>"),
        "/api/data/v9.2/` isn't the Web API of an environment",
        "check `--url`: expected the URL of the environment",
    );
    assert_fails(
        Answer::new(302, "").header("Location", "https://login.contoso.example/"),
        "refused redirect (status 302)",
        "check `--url`: expected the URL of the environment",
    );
    assert_fails(
        Answer::new(429, "").header("Retry-After", "3600"),
        "the service is too busy: it asked to wait 3600s",
        "try again later",
    );
    assert_fails(
        Answer::new(500, ""),
        "unexpected status 500",
        "error[DV0077]",
    );
}

#[test]
fn invalid_bodies_are_errors() {
    for body in [
        "<html>Sign in</html>",
        "",
        "{\"value\": [",
        "null",
        "[]",
        "{\"value\": [{}]",
    ] {
        assert_fails(
            Answer::new(200, body),
            "error[DV0072]: EntityDefinitions",
            "a proxy may have answered",
        );
    }
    let environment = with_step(
        0,
        Answer::new(200, r#"{"value": [{"LogicalName": 1}]}"#).into(),
    );
    environment
        .pull(&["contoso_gadget"])
        .failed("error[DV0072]: EntityDefinitions: invalid JSON: ", "");
    let environment = with_step(1, Answer::new(200, "{}").into());
    environment.pull(&["contoso_gadget"]).failed(
        "EntityDefinitions(LogicalName='contoso_gadget'): $: ",
        "error[DV",
    );
    let rejected = r#"{"error": {"code": "0x80040220", "message": "Not today."}}"#;
    let environment = with_step(1, Answer::new(200, rejected).into());
    environment
        .pull(&["contoso_gadget"])
        .failed("error[DV0077]: ", "Not today.");
}

#[test]
fn lost_connections_are_errors() {
    let answer = Answer::new(200, "{\"value\": []}");
    for step in [Step::Reset, Step::Cut(answer)] {
        assert_fails(
            step,
            "connection lost before the end of the response",
            "check the network, and try again",
        );
    }
}

#[test]
fn a_busy_service_is_asked_again() {
    let busy = Answer::new(429, "").header("Retry-After", "1");
    let environment = with_step(2, busy.into());
    let variables = [("DATAVERSE_URL", environment.url()), ("T", "t")];
    let arguments = [
        "pull",
        "contoso_gadget",
        "--token-env",
        "T",
        "--retries",
        "1",
    ];
    let mut command = environment.command(&arguments);
    Run::of(command.envs(variables)).succeeded();
    let received = environment.received();
    assert_eq!(received.len(), 8);
    assert_eq!(received[2].line, received[3].line);
    let pause = received[3].at.duration_since(received[2].at);
    assert!(pause >= Duration::from_millis(990), "{pause:?}");
}

#[test]
fn the_token_stays_with_its_host() {
    let stranger = TcpListener::bind("127.0.0.1:0").expect("a port");
    stranger.set_nonblocking(true).expect("a socket");
    let address = stranger.local_addr().expect("an address");
    let link = format!(r#"{{"value": [], "@odata.nextLink": "http://{address}/api/data/v9.2/x"}}"#);
    assert_fails(
        Answer::new(200, link),
        "the token must not leave the origin of the base URL",
        "",
    );
    let moved = Answer::new(307, "").header("Location", format!("http://{address}/"));
    assert_fails(moved, "refused redirect", "");
    assert!(stranger.accept().is_err(), "nobody connected");
}

#[test]
fn a_link_to_an_earlier_page_is_an_error() {
    let link = r#"{"value": [], "@odata.nextLink": "{base}again"}"#;
    let environment = Environment::with_fault(move |_| Some(Answer::new(200, link).into()));
    environment
        .pull(&["contoso_gadget"])
        .failed("EntityDefinitions: a page links to an earlier one", "");
}

#[test]
fn urls_are_completed_or_refused() {
    let environment = Environment::start();
    let pull = |url: &str| {
        let arguments = [
            "pull",
            "contoso_gadget",
            "--url",
            url,
            "--token-env",
            "T",
            "--retries",
            "0",
        ];
        Run::of(environment.command(&arguments).env("T", "t"))
    };
    let url = environment.url();
    for path in ["", "/", "/api/data", "/api/data/v9.2", "/api/data/v9.2/"] {
        pull(&format!("{url}{path}")).succeeded();
    }
    for (wrong, expected) in [
        (
            "contoso.crm.dynamics.com",
            "https://contoso.crm.dynamics.com",
        ),
        (
            "https://contoso.crm.dynamics.com/main.aspx?appid=1",
            "https://contoso.crm.dynamics.com",
        ),
        (
            "https://contoso.crm.dynamics.com/api/data/v9.2/accounts",
            "https://contoso.crm.dynamics.com/api/data/v9.2/",
        ),
        (
            "https://make.powerapps.com/environments/1",
            "https://contoso.crm.dynamics.com",
        ),
        ("Contoso", "https://contoso.crm.dynamics.com"),
    ] {
        let run = pull(wrong);
        assert_eq!(run.status, Some(2), "{wrong}");
        let expected = format!("expected a URL like `{expected}`");
        assert!(run.stderr.contains(&expected), "{}", run.stderr);
    }
    pull("http://contoso.crm.dynamics.com").failed(
        "error[DV0120]: refused URL: the token would be sent without encryption: use `https`",
        "check `--url`",
    );
    let run = Run::of(&mut environment.command(&["pull", "contoso_gadget"]));
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.contains("--url <URL>"), "{}", run.stderr);
}

#[test]
fn no_network_is_an_error() {
    let environment = Environment::start();
    let url = environment.url().to_owned();
    let folder = environment.stop();
    let other = Environment::start();
    let arguments = [
        "pull",
        "contoso_gadget",
        "--url",
        &url,
        "--token-env",
        "T",
        "--retries",
        "0",
    ];
    let mut command = other.command(&arguments);
    command.current_dir(folder.path()).env("T", "t");
    Run::of(&mut command).failed(
        &format!("error[DV0120]: cannot connect to `{url}/api/data/v9.2/`: "),
        "check the URL of the environment, the network, and, behind a proxy, `HTTPS_PROXY`",
    );
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn errors_have_another_status_with_check() {
    let environment = Environment::start();
    let run = environment.pull(&["contoso_gadgt", "--check"]);
    assert_eq!(run.status, Some(2), "{}", run.stderr);
}

#[test]
fn a_table_with_errors_has_no_page() {
    let environment = Environment::start();
    environment.pull(&["contoso_gadget"]).succeeded();
    let page = environment.read("schemas/contoso_gadget.md");
    environment.change(|tables| {
        let gadget = tables
            .definitions
            .get_mut("contoso_gadget")
            .expect("it exists");
        gadget["Attributes"][1]
            .as_object_mut()
            .expect("an object")
            .remove("SchemaName");
    });
    let run = environment.pull(&["contoso_*"]).failed(
        "error[DV0074]: EntityDefinitions(LogicalName='contoso_gadget'): $.Attributes[1]",
        "missing `SchemaName`",
    );
    assert_eq!(run.stdout, "created schemas/contoso_gauge.md\n");
    assert_eq!(environment.read("schemas/contoso_gadget.md"), page);
}
