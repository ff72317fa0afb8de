use dataverse_schema_webapi::request::BaseUrl;
use reqwest::Url;

use crate::cause::Cause;
use crate::error::Error;

/// The only place to which the token is sent.
#[derive(Clone)]
pub(crate) struct Origin {
    base: BaseUrl,
    url: Url,
}

impl Origin {
    /// Checks that a token may be sent to the base URL.
    pub(crate) fn new(base: BaseUrl, allows_http: bool) -> Result<Self, Error> {
        let url = parse(base.as_str())?;
        let origin = Self { base, url };
        if origin.url.scheme() == "https" || allows_http || origin.is_loopback() {
            Ok(origin)
        } else {
            Err(Cause::Url("the token would be sent without encryption: use `https`").into())
        }
    }

    pub(crate) fn base(&self) -> &BaseUrl {
        &self.base
    }

    pub(crate) fn is_loopback(&self) -> bool {
        let host = self.url.host_str().unwrap_or_default();
        let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
        host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    }

    /// Returns the scope of tokens for the environment.
    pub(crate) fn scope(&self) -> String {
        format!("{}/.default", self.url.origin().ascii_serialization())
    }

    /// Returns the URL of a path below the base URL, or of a link.
    pub(crate) fn url(&self, path: &str) -> Result<Url, Error> {
        let url = parse(&self.base.join(path))?;
        let has_user = !url.username().is_empty() || url.password().is_some();
        if has_user || url.origin() != self.url.origin() {
            let reason = "the token must not leave the origin of the base URL";
            return Err(Cause::Url(reason).into());
        }
        Ok(url)
    }
}

fn parse(url: &str) -> Result<Url, Error> {
    Url::parse(url).map_err(|_| Cause::Url("expected an absolute URL").into())
}
