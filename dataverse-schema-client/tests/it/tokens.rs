//! Tokens that the service rejects.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::time::OffsetDateTime;
use dataverse_schema::client::{Client, ErrorKind};
use dataverse_schema::prelude::*;

use crate::schema::ContosoCarrier;
use crate::server::{Answer, Server, page};
use crate::{Outcome, client};

/// A credential with another token for each call.
#[derive(Debug)]
pub(crate) struct Numbered {
    calls: AtomicUsize,
    lifetime: Duration,
    scopes: Mutex<Vec<String>>,
}

impl Numbered {
    pub(crate) fn new(lifetime: Duration) -> Arc<Self> {
        Arc::new(Self {
            calls: AtomicUsize::new(0),
            lifetime,
            scopes: Mutex::default(),
        })
    }
}

#[async_trait::async_trait]
impl TokenCredential for Numbered {
    async fn get_token(
        &self,
        scopes: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let number = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        let scopes = scopes.iter().map(|scope| (*scope).to_owned());
        self.scopes.lock().expect("no panic").extend(scopes);
        let expires_on = OffsetDateTime::now_utc() + self.lifetime;
        Ok(AccessToken::new(format!("token-{number}"), expires_on))
    }
}

const HOUR: Duration = Duration::from_secs(60 * 60);

fn signing_in(server: &Server, credential: Arc<Numbered>) -> Client {
    let base = server.base().parse().expect("a valid URL");
    Client::new(base, credential).expect("a valid client")
}

fn sent(server: &Server) -> Vec<String> {
    let authorization = |request: &crate::server::Received| {
        let header = request.header("authorization").unwrap_or_default();
        header.trim_start_matches("Bearer ").to_owned()
    };
    server.received().iter().map(authorization).collect()
}

#[tokio::test]
async fn requests_share_a_token_until_it_expires() -> Outcome {
    let server = Server::answering([page("", None), page("", None)]).await?;
    let credential = Numbered::new(HOUR);
    let client = signing_in(&server, credential.clone());
    client.first(ContosoCarrier::query()).await?;
    client.first(ContosoCarrier::query()).await?;
    assert_eq!(sent(&server), ["token-1", "token-1"]);
    let host = server.base().replace("/api/data/v9.2/", "");
    let scopes = credential.scopes.lock().expect("no panic").clone();
    assert_eq!(scopes, [format!("{host}/.default")]);

    let server = Server::answering([page("", None), page("", None)]).await?;
    let client = signing_in(&server, Numbered::new(Duration::from_secs(60)));
    client.first(ContosoCarrier::query()).await?;
    client.first(ContosoCarrier::query()).await?;
    assert_eq!(sent(&server), ["token-1", "token-2"]);
    Ok(())
}

#[tokio::test]
async fn a_rejected_token_is_replaced_once() -> Outcome {
    let rejected = Answer::new(401, "");
    let server = Server::answering([rejected.clone(), page("", None), page("", None)]).await?;
    let client = signing_in(&server, Numbered::new(HOUR));
    client.first(ContosoCarrier::query()).await?;
    client.first(ContosoCarrier::query()).await?;
    assert_eq!(sent(&server), ["token-1", "token-2", "token-2"]);

    let server = Server::answering([rejected.clone(), rejected]).await?;
    let client = signing_in(&server, Numbered::new(HOUR));
    let failed = client.create(ContosoCarrier::create()).await;
    let failed = failed.expect_err("a rejected token");
    assert_eq!(failed.kind(), ErrorKind::Unauthorized);
    assert_eq!(failed.attempts(), 2);
    assert!(!failed.may_have_happened());
    assert_eq!(sent(&server), ["token-1", "token-2"]);
    Ok(())
}

#[tokio::test]
async fn a_fresh_token_comes_once_for_all_attempts() -> Outcome {
    let rejected = Answer::new(401, "");
    let server = Server::answering([rejected.clone(), Answer::new(502, ""), rejected]).await?;
    let client = signing_in(&server, Numbered::new(HOUR));
    let failed = client.first(ContosoCarrier::query()).await;
    assert_eq!(
        failed.expect_err("a rejected token").kind(),
        ErrorKind::Unauthorized
    );
    assert_eq!(sent(&server), ["token-1", "token-2", "token-2"]);
    Ok(())
}

#[tokio::test]
async fn the_same_token_is_not_sent_again() -> Outcome {
    let server = Server::answering([Answer::new(401, "")]).await?;
    let failed = client(&server).first(ContosoCarrier::query()).await;
    let failed = failed.expect_err("a rejected token");
    assert_eq!(failed.kind(), ErrorKind::Unauthorized);
    assert_eq!(server.received().len(), 1);
    assert_eq!(
        failed.to_string(),
        "GET contoso_carriers: unexpected status 401\n\
         help: the credential returned the rejected token again: it keeps tokens until they expire"
    );
    Ok(())
}

/// A credential without tokens.
#[derive(Debug)]
struct Broken;

#[async_trait::async_trait]
impl TokenCredential for Broken {
    async fn get_token(
        &self,
        _: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let kind = azure_core::error::ErrorKind::Credential;
        Err(azure_core::Error::with_message(kind, "not signed in"))
    }
}

#[tokio::test]
async fn no_token_is_an_error() -> Outcome {
    let server = Server::answering([]).await?;
    let client = Client::new(server.base().parse()?, Arc::new(Broken))?;
    let failed = client.first(ContosoCarrier::query()).await;
    let failed = failed.expect_err("no token");
    assert_eq!(failed.kind(), ErrorKind::Credential);
    assert_eq!(
        failed.to_string(),
        "GET contoso_carriers: no access token: not signed in"
    );
    assert!(server.received().is_empty());
    Ok(())
}
