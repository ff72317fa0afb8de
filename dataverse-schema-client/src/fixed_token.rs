use core::fmt::{self, Debug};
use std::time::Duration;

use azure_core::credentials::{AccessToken, Secret, TokenCredential, TokenRequestOptions};
use azure_core::time::OffsetDateTime;

/// A credential that always returns the same token: for tests, and for tokens that another program
/// has obtained.
///
/// The service rejects the token when it expires, after about an hour.
pub struct FixedToken(Secret);

impl FixedToken {
    /// Creates a credential from an access token.
    pub fn new(token: impl Into<String>) -> Self {
        Self(Secret::new(token.into()))
    }
}

/// Doesn't show the token.
impl Debug for FixedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FixedToken")
    }
}

/// The token has no known lifetime: the service decides.
const LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

#[async_trait::async_trait]
impl TokenCredential for FixedToken {
    async fn get_token(
        &self,
        _: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let expires_on = OffsetDateTime::now_utc() + LIFETIME;
        Ok(AccessToken::new(self.0.clone(), expires_on))
    }
}
