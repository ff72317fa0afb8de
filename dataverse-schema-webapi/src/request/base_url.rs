use core::fmt::{self, Display};
use core::str::FromStr;

/// The base address of the Web API of an environment: `https://<org>.api.crm.dynamics.com/api/data/v9.2/`.
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

/// What stands below the address of an environment.
const SERVICE: &str = "/api/data/";
const VERSION: &str = "v9.2";

impl BaseUrl {
    /// The address, with a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of a path below this one. An absolute address, such as the link to a next page, stays as it is.
    pub fn join(&self, path: &str) -> String {
        match is_absolute(path) {
            true => path.to_owned(),
            false => format!("{}{}", self.0, path.trim_start_matches('/')),
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

/// From the address of an environment (`https://contoso.crm.dynamics.com`), which gets `/api/data/v9.2/`, or from one that has a
/// version already.
impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(text: &str) -> Result<Self, BaseUrlError> {
        let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '?' | '#');
        let address = text.trim_end_matches('/');
        let host = address.split_once("://").map_or("", |(_, rest)| rest);
        let host = host.split('/').next().unwrap_or_default();
        if !is_absolute(address) || host.is_empty() || !address.chars().all(is_plain) {
            return Err(BaseUrlError(text.to_owned()));
        }
        Ok(Self(match address.find(SERVICE) {
            Some(_) => format!("{address}/"),
            None => format!("{address}{SERVICE}{VERSION}/"),
        }))
    }
}

/// A text that is no address of an environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrlError(String);

impl Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no address of an environment, such as `https://contoso.api.crm.dynamics.com`",
            self.0
        )
    }
}

impl core::error::Error for BaseUrlError {}
