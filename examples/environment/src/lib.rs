//! Connects the examples to an environment of Dataverse, or to a made-up service.

mod made_up;

use std::env;
use std::error::Error;
use std::sync::Arc;

use dataverse_schema::client::{Client, FixedToken};

pub use self::made_up::Answer;

/// Returns a client for the environment at `DATAVERSE_URL`, for example
/// `https://contoso.crm4.dynamics.com`, with the access token in `DATAVERSE_TOKEN`, or else for a
/// made-up service on this machine that answers by this function of path and body.
///
/// # Errors
/// Returns an error if the token is missing, the URL is invalid, or the service can't listen.
pub fn connect(
    answer: impl Fn(&str, &str) -> Answer + Send + 'static,
) -> Result<Client, Box<dyn Error>> {
    if let Some(client) = environment()? {
        return Ok(client);
    }
    let url = made_up::start(answer)?;
    let credential = Arc::new(FixedToken::new("made-up"));
    Ok(Client::new(url.parse()?, credential)?)
}

/// Returns a client for the environment, or `None` if `DATAVERSE_URL` is not set.
fn environment() -> Result<Option<Client>, Box<dyn Error>> {
    let Ok(url) = env::var("DATAVERSE_URL") else {
        return Ok(None);
    };
    let token = env::var("DATAVERSE_TOKEN")
        .map_err(|_| "missing DATAVERSE_TOKEN; `az account get-access-token --resource $DATAVERSE_URL` prints an access token")?;
    let credential = Arc::new(FixedToken::new(token));
    Ok(Some(Client::new(url.parse()?, credential)?))
}
