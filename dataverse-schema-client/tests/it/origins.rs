//! The token leaves for no other place than the base URL.

use std::sync::Arc;

use dataverse_schema::batch::Batch;
use dataverse_schema::client::{Client, ErrorKind, FixedToken};
use dataverse_schema::prelude::*;
use dataverse_schema::request::{Method, Request};

use crate::schema::ContosoCarrier;
use crate::server::{Answer, Server, page};
use crate::{Outcome, client, id};

#[tokio::test]
async fn links_to_other_places_are_refused() -> Outcome {
    let other = Server::answering([]).await?;
    let server = Server::answering([]).await?;
    let host = server.base().trim_start_matches("http://");
    let (host, _) = host.split_once('/').ok_or("a host")?;
    let (_, port) = host.split_once(':').ok_or("a port")?;
    let links = [
        other.base().to_owned(),
        format!("https://{host}/api/data/v9.2/"),
        "http://127.0.0.1/api/data/v9.2/".to_owned(),
        format!("http://localhost:{port}/api/data/v9.2/"),
        format!(
            "http://{host}@{}",
            other.base().trim_start_matches("http://")
        ),
        format!("http://user:password@{host}/api/data/v9.2/"),
        format!("http://user@{host}/api/data/v9.2/"),
        format!("http://:password@{host}/api/data/v9.2/"),
        format!("HTTP://127.0.0.2:{port}/"),
        format!("http://{host}.example.com/"),
    ];
    for link in links {
        let first = page(r#"{"contoso_name": "One"}"#, Some(&link));
        let server_of_link = Server::answering([first]).await?;
        let mut rows = client(&server_of_link).rows(ContosoCarrier::query());
        rows.next().await.ok_or("a row")??;
        let failed = rows.next().await.ok_or("an error")?;
        let failed = failed.expect_err("a link to another place");
        assert_eq!(failed.kind(), ErrorKind::Url, "{link}");

        let request = Request::new(Method::Get, link.clone());
        let failed = client(&server).send(request).await;
        assert_eq!(
            failed.expect_err("another place").kind(),
            ErrorKind::Url,
            "{link}"
        );
    }
    assert!(server.received().is_empty());

    // Other parsers than that of URLs take these for other hosts; here they are paths.
    let other_host = other.base().trim_start_matches("http:");
    for link in [other_host.to_owned(), other_host.replace('/', "\\")] {
        let failed = client(&server).send(Request::new(Method::Get, link)).await;
        assert_eq!(failed.expect_err("no script").status(), Some(400));
    }
    assert_eq!(server.received().len(), 2);
    assert!(other.received().is_empty());
    Ok(())
}

#[tokio::test]
async fn requests_of_a_batch_go_to_no_other_place() -> Outcome {
    let server = Server::answering([]).await?;
    let batch = |path: String| {
        let request = Request::new(Method::Get, path);
        Batch::new()
            .request(ContosoCarrier::delete(id()))
            .request(request)
    };
    let other = "http://127.0.0.2/api/data/v9.2/contoso_carriers".to_owned();
    let failed = client(&server).batch(batch(other)).await;
    assert_eq!(failed.expect_err("another place").kind(), ErrorKind::Url);
    assert!(server.received().is_empty());

    let own = format!("{}contoso_carriers", server.base());
    let failed = client(&server).batch(batch(own)).await;
    assert_eq!(failed.expect_err("no script").status(), Some(400));
    assert_eq!(server.received().len(), 1);
    Ok(())
}

#[tokio::test]
async fn redirects_are_not_followed() -> Outcome {
    let other = Server::answering([]).await?;
    for status in [301, 302, 303, 307, 308] {
        let redirect = Answer::new(status, "").header("Location", other.base());
        let server = Server::answering([redirect]).await?;
        let failed = client(&server).first(ContosoCarrier::query()).await;
        let failed = failed.expect_err("a redirect");
        assert_eq!(failed.kind(), ErrorKind::Redirect);
        assert_eq!(failed.status(), Some(status));
        assert_eq!(server.received().len(), 1);
    }
    assert!(other.received().is_empty());
    Ok(())
}

#[test]
fn the_token_is_not_sent_without_encryption() -> Outcome {
    let build = |url: &str| {
        let credential = Arc::new(FixedToken::new("token"));
        Ok::<_, Box<dyn std::error::Error>>(Client::builder(url.parse()?, credential))
    };
    for url in [
        "http://crm/Contoso",
        "http://127.0.0.1.example.com",
        "http://10.0.0.1",
    ] {
        let failed = build(url)?.build().expect_err("no encryption");
        assert_eq!(failed.kind(), ErrorKind::Url, "{url}");
        build(url)?.allow_http().build()?;
    }
    let allowed = [
        "https://contoso.api.crm.dynamics.com",
        "http://127.0.0.1:8080",
        "http://[::1]:8080",
        "http://localhost:8080",
    ];
    for url in allowed {
        build(url)?.build()?;
    }
    Ok(())
}
