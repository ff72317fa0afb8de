use std::sync::Arc;
use std::time::Duration;

use azure_core::credentials::TokenCredential;
use dataverse_schema_webapi::request::BaseUrl;
use reqwest::redirect::Policy;
use rustls::ClientConfig;
use rustls::crypto::ring;
use rustls_platform_verifier::BuilderVerifierExt;

use crate::cause::Cause;
use crate::client::Client;
use crate::connection::Connection;
use crate::error::Error;
use crate::gate::Gate;
use crate::limits::Limits;
use crate::origin::Origin;
use crate::supported::Supported;
use crate::token::TokenCache;

/// A [`Client`] with other limits.
#[must_use]
pub struct ClientBuilder {
    base: BaseUrl,
    credential: Arc<dyn TokenCredential>,
    scope: Option<String>,
    allows_http: bool,
    limits: Limits,
}

impl Client {
    /// Creates a client with the default limits, for the environment at this URL.
    ///
    /// # Errors
    /// Returns an error if the scheme is `http` and the host isn't a loopback address, or if the
    /// HTTP client can't be set up.
    pub fn new(base: BaseUrl, credential: Arc<dyn TokenCredential>) -> Result<Self, Error> {
        Self::builder(base, credential).build()
    }

    /// Starts a client for the environment at this URL.
    pub fn builder(base: BaseUrl, credential: Arc<dyn TokenCredential>) -> ClientBuilder {
        ClientBuilder {
            base,
            credential,
            scope: None,
            allows_http: false,
            limits: Limits::default(),
        }
    }
}

impl ClientBuilder {
    /// Sets the scope of tokens. The default is `/.default` below the environment's URL.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// Allows a base URL with the scheme `http`, over which the token is sent without encryption.
    pub fn allow_http(mut self) -> Self {
        self.allows_http = true;
        self
    }

    /// Sets the maximum time for a connection to open. The default is 30 seconds.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.limits.connect_timeout = limit;
        self
    }

    /// Sets the maximum time for one attempt, from its first byte to the last one of the response.
    /// The default is 4 minutes.
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.limits.attempt_timeout = limit;
        self
    }

    /// Sets the maximum time for all attempts of a request and the pauses between them. The
    /// default is 15 minutes.
    pub fn total_timeout(mut self, limit: Duration) -> Self {
        self.limits.total_timeout = limit;
        self
    }

    /// Sets the maximum size of a response, in bytes after decompression. The default is 256 MiB.
    pub fn max_body(mut self, bytes: u64) -> Self {
        self.limits.max_body = bytes;
        self
    }

    /// Sets the maximum number of retries of a request. The default is 5.
    pub fn max_retries(mut self, retries: usize) -> Self {
        self.limits.max_retries = retries;
        self
    }

    /// Sets the delay before the first retry, which doubles for each further one. Up to as much
    /// again is added at random. The default is half a second.
    pub fn retry_delay(mut self, delay: Duration) -> Self {
        self.limits.retry_delay = delay;
        self
    }

    /// Sets the maximum time that the client waits when the service asks it to. A request for
    /// which the service asks more fails with [`ErrorKind::Busy`](crate::ErrorKind::Busy). The
    /// default is 5 minutes.
    pub fn max_pause(mut self, limit: Duration) -> Self {
        self.limits.max_pause = limit;
        self
    }

    /// Creates the client.
    ///
    /// # Errors
    /// Returns an error if the scheme is `http` and isn't allowed, or if the HTTP client can't be
    /// set up.
    pub fn build(self) -> Result<Client, Error> {
        let origin = Origin::new(self.base, self.allows_http)?;
        let mut http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls()?)
            .redirect(Policy::none())
            .connect_timeout(self.limits.connect_timeout)
            .user_agent(concat!("dataverse-schema/", env!("CARGO_PKG_VERSION")));
        if origin.is_loopback() {
            http = http.no_proxy();
        }
        let http = http
            .build()
            .map_err(|error| Cause::Setup(Box::new(error)))?;
        let scope = self.scope.unwrap_or_else(|| origin.scope());
        Ok(Client::over(Connection {
            http,
            origin,
            tokens: TokenCache::new(self.credential, scope),
            gate: Gate::default(),
            limits: self.limits,
            supported: Supported::default(),
        }))
    }
}

/// Names the crypto provider, so that another one that the program links makes no difference.
fn tls() -> Result<ClientConfig, Error> {
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier);
    let config = config.map_err(|error| Cause::Setup(Box::new(error)))?;
    Ok(config.with_no_client_auth())
}
