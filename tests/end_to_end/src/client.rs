use std::error::Error;

use dataverse_schema::request::BaseUrl;
use dataverse_schema::{Request, Response};
use ureq::Agent;

/// Sends requests to an environment.
pub struct Client {
    agent: Agent,
    base: BaseUrl,
    token: String,
}

impl Client {
    /// Creates a client of the environment at this URL, with an access token.
    pub fn new(base: BaseUrl, token: impl Into<String>) -> Self {
        let config = Agent::config_builder().http_status_as_error(false);
        Self {
            agent: config.build().into(),
            base,
            token: token.into(),
        }
    }

    /// Returns the URL of the environment.
    pub fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// Sends a request and waits for the response.
    ///
    /// # Errors
    /// Returns an error if there is no connection, or no response.
    pub fn send(&self, request: Request) -> Result<Response, Box<dyn Error>> {
        let mut request = request.into_http(&self.base)?;
        let authorization = format!("Bearer {}", self.token).parse()?;
        request.headers_mut().insert("Authorization", authorization);
        let (head, mut body) = self.agent.run(request)?.into_parts();
        let body = body.read_to_vec()?;
        Ok(ureq::http::Response::from_parts(head, body).into())
    }
}
