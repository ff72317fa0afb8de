//! What errors and the client show.

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
