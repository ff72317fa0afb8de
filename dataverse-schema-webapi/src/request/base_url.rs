use core::fmt::{self, Display};
use core::str::FromStr;

use super::service_url::service_url;

/// The base URL of an environment's Web API: `https://<org>.api.crm.dynamics.com/api/data/v9.2/`.
///
/// ```
/// # use dataverse_schema_webapi::request::BaseUrl;
/// let base: BaseUrl = "https://contoso.api.crm.dynamics.com".parse()?;
/// assert_eq!(base.as_str(), "https://contoso.api.crm.dynamics.com/api/data/v9.2/");
/// let accounts = base.join("accounts");
/// assert_eq!(accounts, "https://contoso.api.crm.dynamics.com/api/data/v9.2/accounts");
/// # Ok::<(), dataverse_schema_webapi::request::BaseUrlError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Returns the URL, which ends in a slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the URL of a path below this one. An absolute URL, such as the link to a next page,
    /// is returned unchanged.
    pub fn join(&self, path: &str) -> String {
        if is_absolute(path) {
            path.to_owned()
        } else {
            format!("{}{}", self.0, path.trim_start_matches('/'))
        }
    }
}

fn is_absolute(path: &str) -> bool {
    let scheme = path.split_once("://").map_or("", |(scheme, _)| scheme);
    scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
}

impl Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Parses the URL of an environment, of its Web API, or of its organization service.
///
/// | URL | completed with |
/// |---|---|
/// | `https://contoso.crm.dynamics.com`; on premises `http://crm/Contoso` | `/api/data/v9.2/` |
/// | `https://contoso.crm.dynamics.com/api/data` | `/v9.2/` |
/// | `https://contoso.crm.dynamics.com/api/data/v9.1` | `/` |
/// | `https://contoso.crm.dynamics.com/XRMServices/2011/Organization.svc` | `/api/data/v9.2/` instead of the path of the service |
///
/// A server on premises may need an earlier version. A path of several segments, such as that of a
/// gateway, must end in `/api/data` or a version.
impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(text: &str) -> Result<Self, BaseUrlError> {
        service_url(text)
            .map(Self)
            .map_err(|expected| BaseUrlError {
                text: without_credentials(text),
                expected,
            })
    }
}

/// Returns the URL with `…` instead of a user name and password, which must not be shown.
fn without_credentials(url: &str) -> String {
    let start = url.find("://").map_or(0, |scheme| scheme + 3);
    match url.rfind('@') {
        Some(end) if end >= start => format!("{}…{}", &url[..start], &url[end..]),
        _ => url.to_owned(),
    }
}

/// The error for a string that isn't a valid environment URL. It doesn't contain credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrlError {
    text: String,
    /// An example of a valid URL.
    expected: String,
}

impl Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "invalid environment URL `{}`: expected a URL like `{}`",
            self.text, self.expected
        )
    }
}

impl core::error::Error for BaseUrlError {}
