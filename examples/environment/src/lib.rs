//! Sends the requests of the examples to an environment of Dataverse.

use std::error::Error;
use std::time::Duration;
use std::{env, thread};

use dataverse_schema::request::BaseUrl;
use dataverse_schema::{Request, Response};
use ureq::Agent;

/// The maximum number of retries if the service is too busy.
const MAX_RETRIES: u32 = 5;

/// A service that responds to requests: an environment, or an example's own responses.
pub trait Service {
    /// Sends a request and waits for the response.
    ///
    /// # Errors
    /// Returns an error if there is no response. A response with an error status is not an error
    /// here.
    fn send(&mut self, request: Request) -> Result<Response, Box<dyn Error>>;
}

/// Returns a number and what it counts: `1 line`, `2 lines`.
pub fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// An environment, over HTTP.
pub struct Tenant {
    agent: Agent,
    base: BaseUrl,
    token: String,
}

impl Tenant {
    /// Returns the environment at `DATAVERSE_URL`, for example `https://contoso.crm4.dynamics.com`,
    /// with the access token in `DATAVERSE_TOKEN`, or `None` if `DATAVERSE_URL` is not set.
    ///
    /// # Errors
    /// Returns an error if the token is missing, or the URL is invalid.
    pub fn from_env() -> Result<Option<Self>, Box<dyn Error>> {
        let Ok(url) = env::var("DATAVERSE_URL") else {
            return Ok(None);
        };
        let token = env::var("DATAVERSE_TOKEN")
            .map_err(|_| "missing DATAVERSE_TOKEN; `az account get-access-token --resource $DATAVERSE_URL` prints an access token")?;
        let config = Agent::config_builder().http_status_as_error(false);
        Ok(Some(Self {
            agent: config.build().into(),
            base: url.parse()?,
            token,
        }))
    }
}

impl Tenant {
    fn send_once(&self, request: &Request) -> Result<Response, Box<dyn Error>> {
        let mut http = ureq::http::Request::builder()
            .method(request.method.as_str())
            .uri(request.url(&self.base))
            .header("Authorization", format!("Bearer {}", self.token));
        for (name, value) in &request.headers {
            http = http.header(*name, value);
        }
        let mut response = self.agent.run(http.body(request.body.as_bytes())?)?;
        let status = response.status().as_u16();
        let headers: Vec<(String, String)> = response
            .headers()
            .iter()
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                (name.to_string(), value)
            })
            .collect();
        let body = response
            .body_mut()
            .with_config()
            .limit(u64::MAX)
            .read_to_vec()?;
        Ok(Response::new(status, headers, body))
    }
}

impl Service for Tenant {
    fn send(&mut self, request: Request) -> Result<Response, Box<dyn Error>> {
        let mut retries = 0;
        loop {
            let response = self.send_once(&request)?;
            let is_busy = matches!(response.status, 429 | 503);
            // The service protection limits: the header has the seconds to wait.
            match response.header("Retry-After").map(str::parse) {
                Some(Ok(seconds)) if is_busy && retries < MAX_RETRIES => {
                    thread::sleep(Duration::from_secs(seconds));
                    retries += 1;
                }
                _ => return Ok(response),
            }
        }
    }
}
