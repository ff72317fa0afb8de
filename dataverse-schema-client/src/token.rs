use std::sync::Arc;
use std::time::Duration;

use azure_core::credentials::{AccessToken, Secret, TokenCredential};
use azure_core::time::OffsetDateTime;
use tokio::sync::Mutex;

/// How long before its expiry a token is replaced.
const MARGIN: Duration = Duration::from_secs(5 * 60);

/// The token of a client, which its requests share. Some credentials start a process for each.
pub(crate) struct TokenCache {
    credential: Arc<dyn TokenCredential>,
    scope: String,
    token: Mutex<Option<AccessToken>>,
}

impl TokenCache {
    pub(crate) fn new(credential: Arc<dyn TokenCredential>, scope: String) -> Self {
        Self {
            credential,
            scope,
            token: Mutex::new(None),
        }
    }

    pub(crate) async fn get(&self) -> azure_core::Result<Secret> {
        let mut cached = self.token.lock().await;
        if let Some(token) = &*cached
            && token.expires_on > OffsetDateTime::now_utc() + MARGIN
        {
            return Ok(token.token.clone());
        }
        let token = self.credential.get_token(&[&self.scope], None).await?;
        Ok(cached.insert(token).token.clone())
    }

    /// Returns another token than the one that the service rejected, or `None` if the credential
    /// returns that one again. Nothing in its interface makes it forget a token.
    pub(crate) async fn replace(&self, rejected: &Secret) -> azure_core::Result<Option<Secret>> {
        let mut cached = self.token.lock().await;
        if cached
            .as_ref()
            .is_some_and(|known| known.token == *rejected)
        {
            *cached = None;
        }
        drop(cached);
        let token = self.get().await?;
        Ok((token != *rejected).then_some(token))
    }
}
