//! Ways to sign in.

use std::process::Command;

use super::environment::{Environment, Run, TOKEN};

fn pull(environment: &Environment, options: &[&str], variables: &[(&str, &str)]) -> Run {
    let arguments = [
        &["pull", "contoso_gadget", "--url", environment.url()],
        options,
    ]
    .concat();
    let mut command: Command = environment.command(&arguments);
    command.env("PATH", "").envs(variables.iter().copied());
    Run::of(&mut command)
}

#[test]
fn a_token_comes_from_a_variable() {
    let environment = Environment::start();
    // As `az account get-access-token --query accessToken` prints it.
    let token = format!("\"{TOKEN}\"\n");
    pull(
        &environment,
        &["--token-env", "MY_TOKEN"],
        &[("MY_TOKEN", &token)],
    )
    .succeeded();
    for request in environment.received() {
        let authorization = request.header("authorization");
        assert_eq!(authorization, Some(format!("Bearer {TOKEN}").as_str()));
    }
    for variables in [&[][..], &[("MY_TOKEN", " ")]] {
        pull(&environment, &["--token-env", "MY_TOKEN"], variables).failed(
            "error[DV0121]: environment variable `MY_TOKEN` isn't set",
            "set it to an access token for the environment",
        );
    }
    let both = pull(
        &environment,
        &["--token-env", "MY_TOKEN", "--managed-identity"],
        &[],
    );
    assert_eq!(both.status, Some(2));
}

#[test]
fn no_credential_is_an_error() {
    let environment = Environment::start();
    pull(&environment, &[], &[]).failed("error[DV0121]: ", "sign in with `az login`");
    let secret = ("AZURE_CLIENT_SECRET", "made-up-secret");
    let run = pull(&environment, &[], &[secret]).failed(
        "error[DV0121]: environment variable `AZURE_TENANT_ID` isn't set",
        "`AZURE_CLIENT_SECRET` alone isn't enough to sign in",
    );
    assert!(!run.stderr.contains("made-up-secret"), "{}", run.stderr);
    let tenant = ("AZURE_TENANT_ID", "not a tenant");
    let client = ("AZURE_CLIENT_ID", "contoso");
    let run = pull(&environment, &[], &[secret, tenant, client])
        .failed("error[DV0121]: cannot sign in: ", "check `AZURE_TENANT_ID`");
    assert!(!run.stderr.contains("made-up-secret"), "{}", run.stderr);
    let file = ("AZURE_FEDERATED_TOKEN_FILE", "missing");
    pull(&environment, &[], &[file]).failed("error[DV0121]: ", "AZURE_FEDERATED_TOKEN_FILE");
    assert!(environment.received().is_empty(), "nothing is sent");
}
