use core::fmt::{self, Display};
use core::str::FromStr;

/// The base URL of an environment's Web API: `https://<org>.api.crm.dynamics.com/api/data/v9.2/`.
///
/// ```
/// # use dataverse_schema_webapi::request::BaseUrl;
/// let base: BaseUrl = "https://contoso.api.crm.dynamics.com".parse()?;
/// assert_eq!(base.as_str(), "https://contoso.api.crm.dynamics.com/api/data/v9.2/");
/// assert_eq!(base.join("accounts"), "https://contoso.api.crm.dynamics.com/api/data/v9.2/accounts");
/// # Ok::<(), dataverse_schema_webapi::request::BaseUrlError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl(String);

/// The path of the Web API below an environment's URL.
const SERVICE: &str = "/api/data/";
const VERSION: &str = "v9.2";

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
    path.starts_with("https://") || path.starts_with("http://")
}

impl Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Parses the URL of an environment (`https://contoso.crm.dynamics.com`) and appends
/// `/api/data/v9.2/` unless the URL already has a version.
impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(text: &str) -> Result<Self, BaseUrlError> {
        let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '?' | '#');
        let url = text.trim_end_matches('/');
        let host = url.split_once("://").map_or("", |(_, rest)| rest);
        let host = host.split('/').next().unwrap_or_default();
        if !is_absolute(url) || host.is_empty() || !url.chars().all(is_plain) {
            return Err(BaseUrlError(text.to_owned()));
        }
        Ok(Self(match url.find(SERVICE) {
            Some(_) => format!("{url}/"),
            None => format!("{url}{SERVICE}{VERSION}/"),
        }))
    }
}

/// The error of parsing an invalid environment URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrlError(String);

impl Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "invalid environment URL `{}`; expected something like `https://contoso.crm.dynamics.com`",
            self.0
        )
    }
}

impl core::error::Error for BaseUrlError {}
