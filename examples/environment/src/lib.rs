//! Sends the requests of the examples to an environment of Dataverse.

use std::error::Error;
use std::time::Duration;
use std::{env, thread};

use dataverse_schema::{BaseUrl, Request, Response};
use ureq::Agent;

/// The maximum number of retries if the service is too busy.
const RETRIES: u32 = 5;

/// A service that responds to requests: an environment, or an example's own responses.
pub trait Service {
    /// Sends a request and waits for the response.
    ///
    /// # Errors
    /// If there is no response. A response with an error status is not an error here.
    fn send(&mut self, request: Request) -> Result<Response, Box<dyn Error>>;
}

/// An environment, over HTTP.
pub struct Tenant {
    agent: Agent,
    base: BaseUrl,
    token: String,
}

impl Tenant {
    /// Returns the environment at `DATAVERSE_URL`, for example `https://contoso.crm4.dynamics.com`, with the access token in
    /// `DATAVERSE_TOKEN`, or `None` if `DATAVERSE_URL` is not set.
    ///
    /// # Errors
    /// If the token is missing, or the URL is invalid.
    pub fn from_env() -> Result<Option<Self>, Box<dyn Error>> {
        let Ok(url) = env::var("DATAVERSE_URL") else {
            return Ok(None);
        };
        let token = env::var("DATAVERSE_TOKEN")
            .map_err(|_| "DATAVERSE_URL is set, but DATAVERSE_TOKEN isn't: it holds an access token, for example that of `az account get-access-token --resource $DATAVERSE_URL`")?;
        let config = Agent::config_builder().http_status_as_error(false);
        Ok(Some(Self {
            agent: config.build().into(),
            base: url.parse()?,
            token,
        }))
    }
}

impl Service for Tenant {
    fn send(&mut self, request: Request) -> Result<Response, Box<dyn Error>> {
        for retry in 0.. {
            let mut http = ureq::http::Request::builder()
                .method(request.method.as_str())
                .uri(request.url(&self.base))
                .header("Authorization", format!("Bearer {}", self.token));
            for (name, value) in &request.headers {
                http = http.header(*name, value);
            }
            let body = request.body.as_bytes();
            let mut answer = self.agent.run(http.body(body)?)?;
            let status = answer.status().as_u16();
            let headers = answer.headers().iter().map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                (name.to_string(), value)
            });
            let headers: Vec<(String, String)> = headers.collect();
            let body = answer
                .body_mut()
                .with_config()
                .limit(u64::MAX)
                .read_to_vec()?;
            let response = Response::new(status, headers, body);
            // The limits that protect the service: it says in seconds when to come back.
            match response.header("Retry-After").map(str::parse) {
                Some(Ok(seconds)) if retry < RETRIES && matches!(status, 429 | 503) => {
                    thread::sleep(Duration::from_secs(seconds));
                }
                _ => return Ok(response),
            }
        }
        unreachable!("the loop ends with a response")
    }
}
