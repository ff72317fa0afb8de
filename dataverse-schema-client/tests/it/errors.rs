//! What errors and the client show.

use std::io;
use std::sync::Arc;

use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use dataverse_schema::client::Client;
use dataverse_schema::prelude::*;

use crate::schema::ContosoCarrier;
use crate::server::{Answer, Server, Step, error};
use crate::{Outcome, TOKEN, client, id};

#[tokio::test]
async fn neither_token_nor_bodies_are_shown() -> Outcome {
    let secret = Answer::new(400, "<html>secret-page</html>").header("x-secret", "secret-header");
    let faults = [
        Step::from(secret.clone()),
        Step::Reset,
        Step::Cut(secret),
        Answer::new(401, "secret").into(),
        Answer::new(302, "secret")
            .header("Location", "https://secret/")
            .into(),
    ];
    let c = ContosoCarrier::columns();
    for fault in faults {
        let server = Server::start(vec![fault; 9]).await?;
        let client = client(&server);
        let changes = ContosoCarrier::create().set(c.contoso_name, "secret-name");
        let created = client.create(changes).await.expect_err("a fault");
        let filter = c.contoso_name.eq("secret-filter");
        let read = client.first(ContosoCarrier::query().filter(filter)).await;
        for failed in [created, read.expect_err("a fault")] {
            let shown = format!("{failed} {failed:?} {failed:#?} {client:?}");
            assert!(!shown.contains("secret"), "{shown}");
            assert!(!shown.contains(TOKEN), "{shown}");
            assert!(shown.contains("contoso_carriers"), "{shown}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn main_shows_the_text() -> Outcome {
    let server = Server::answering([error(404, "0x80040217", "The row does not exist.")]).await?;
    let failed = client(&server).delete(id()).await.expect_err("no row");
    let text =
        "DELETE contoso_carriers: rejected with status 404: The row does not exist. (0x80040217)";
    assert_eq!(format!("{failed:?}"), text);
    Ok(())
}

/// A credential whose error has a source.
#[derive(Debug)]
struct SignedOut;

#[async_trait::async_trait]
impl TokenCredential for SignedOut {
    async fn get_token(
        &self,
        _: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let source = io::Error::other("no such host");
        let kind = azure_core::error::ErrorKind::Credential;
        Err(azure_core::Error::with_error(
            kind,
            source,
            "cannot sign in",
        ))
    }
}

#[tokio::test]
async fn the_sources_of_an_error_are_shown() -> Outcome {
    let server = Server::start([]).await?;
    let client = Client::new(server.base().parse()?, Arc::new(SignedOut))?;
    let failed = client.delete(id()).await.expect_err("no token");
    let text = "DELETE contoso_carriers: no access token: cannot sign in: no such host";
    assert_eq!(failed.to_string(), text);
    Ok(())
}
