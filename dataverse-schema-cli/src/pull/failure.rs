//! What failed requests mean, and what to do.

use std::error::Error as StdError;

use dataverse_schema_client::{Error, ErrorKind};
use dataverse_schema_pages::{Code, Diagnostic};
use dataverse_schema_webapi::request::BaseUrl;

use crate::pull::sign_in::SignIn;

const CHECK_URL: &str = "check `--url`: expected the URL of the environment, such as `https://contoso.crm.dynamics.com`";

/// Returns the error of a request as a diagnostic.
pub(super) fn explain(error: &Error, base: &BaseUrl, sign_in: &SignIn) -> Diagnostic {
    let shown = error.to_string();
    let (message, help) = match shown.split_once("\nhelp: ") {
        Some((message, help)) => (message.to_owned(), Some(help.to_owned())),
        None => (shown, None),
    };
    let server = base.as_str();
    match error.kind() {
        ErrorKind::Credential => {
            Diagnostic::general(Code::NotSignedIn, message).help(sign_in.help(base))
        }
        ErrorKind::Unauthorized => {
            let message = format!("`{server}` rejected the access token: {message}");
            Diagnostic::general(Code::NotSignedIn, message).help(sign_in.help(base))
        }
        ErrorKind::Url | ErrorKind::Setup => {
            Diagnostic::general(Code::UnreachableEnvironment, message).help(CHECK_URL)
        }
        ErrorKind::Connect => {
            let message = format!("cannot connect to `{server}`: {message}");
            let diagnostic = Diagnostic::general(Code::UnreachableEnvironment, message);
            with_help(diagnostic, help)
        }
        ErrorKind::Lost | ErrorKind::Timeout => {
            let help = "check the network, and try again";
            Diagnostic::general(Code::UnreachableEnvironment, message).help(help)
        }
        ErrorKind::Redirect => {
            let message = format!("`{server}` isn't the Web API of an environment: {message}");
            Diagnostic::general(Code::UnreachableEnvironment, message).help(CHECK_URL)
        }
        ErrorKind::Rejected if error.status() == Some(403) => {
            let help = "ask an administrator to add this user to the environment, with a security role that may read table definitions, such as System Customizer";
            Diagnostic::general(Code::RejectedRequest, message).help(help)
        }
        // The service has an error in JSON, unlike other servers.
        ErrorKind::Rejected if error.is_not_found() && error.service_error().is_none() => {
            let message = format!("`{server}` isn't the Web API of an environment: {message}");
            Diagnostic::general(Code::UnreachableEnvironment, message).help(CHECK_URL)
        }
        ErrorKind::Busy => {
            Diagnostic::general(Code::RejectedRequest, message).help("try again later")
        }
        _ => with_help(Diagnostic::general(Code::RejectedRequest, message), help),
    }
}

fn with_help(diagnostic: Diagnostic, help: Option<String>) -> Diagnostic {
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// Returns the error of what requests need on this machine.
pub(super) fn setup(error: &dyn StdError) -> Diagnostic {
    let message = format!("cannot set up the HTTP client: {error}");
    Diagnostic::general(Code::UnreachableEnvironment, message)
        .help("check the certificates and the proxy that are set up on this machine")
}

/// Returns the error about a response that isn't what a Web API returns.
pub(super) fn invalid(resource: &str, error: &dyn StdError) -> Diagnostic {
    let message = format!("{resource}: invalid JSON: {error}");
    Diagnostic::general(Code::InvalidJson, message)
        .help("a proxy may have answered, or another server than the environment: check `--url`")
}
