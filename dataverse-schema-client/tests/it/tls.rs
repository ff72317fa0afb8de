//! Certificates.

use std::env;
use std::process::Command;
use std::sync::Arc;

use dataverse_schema::client::{Client, ErrorKind, FixedToken};
use dataverse_schema::prelude::*;
use rcgen::CertifiedKey;
use rustls::ServerConfig;
use rustls::crypto::ring;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;
use tokio_rustls::TlsAcceptor;

use crate::schema::ContosoCarrier;
use crate::{Outcome, TOKEN};

const URL: &str = "DATAVERSE_SCHEMA_TEST_TLS_URL";
const BODY: &str = r#"{"value": [{"contoso_name": "Fabrikam"}]}"#;

/// Starts a server with a certificate that it issued itself, and returns its URL and the
/// certificate.
async fn server() -> Result<(String, String), Box<dyn std::error::Error>> {
    let CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(["localhost".to_owned()])?;
    let key = signing_key.serialize_der().try_into()?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("https://localhost:{}", listener.local_addr()?.port());
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // Clients that refuse the certificate close the connection.
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let mut request = [0; 4_096];
            if stream.read(&mut request).await.is_ok() {
                let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", BODY.len());
                let _ = stream.write_all((head + BODY).as_bytes()).await;
            }
        }
    });
    Ok((url, cert.pem()))
}

fn client(url: &str) -> Result<Client, Box<dyn std::error::Error>> {
    Ok(Client::new(url.parse()?, Arc::new(FixedToken::new(TOKEN)))?)
}

#[tokio::test]
async fn a_certificate_of_an_unknown_issuer_is_refused_at_once() -> Outcome {
    let (url, _) = server().await?;
    let read = client(&url)?.first(ContosoCarrier::query()).await;
    let failed = read.expect_err("an unknown issuer");
    assert_eq!(failed.kind(), ErrorKind::Connect);
    assert_eq!(failed.attempts(), 1);
    let shown = failed.to_string();
    let expected = "GET contoso_carriers: no connection to the service: invalid peer certificate: UnknownIssuer\nhelp: check the URL and this machine's clock; if the issuer is your own";
    assert!(shown.starts_with(expected), "{shown}");
    Ok(())
}

/// Other systems keep their trusted certificates elsewhere.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn certificates_that_the_machine_trusts_are_accepted() -> Outcome {
    if let Ok(url) = env::var(URL) {
        let row = client(&url)?.first(ContosoCarrier::query()).await?;
        let name = row.and_then(|row| row.contoso_name);
        assert_eq!(name.as_deref(), Some("Fabrikam"));
        return Ok(());
    }
    let (url, certificate) = server().await?;
    let trusted = tempfile::NamedTempFile::new()?;
    std::fs::write(&trusted, certificate)?;
    let mut child = Command::new(env::current_exe()?);
    child
        .args([
            "tls::certificates_that_the_machine_trusts_are_accepted",
            "--exact",
        ])
        .env(URL, url)
        .env("SSL_CERT_FILE", trusted.path());
    let output = spawn_blocking(move || child.output()).await??;
    let shown = String::from_utf8(output.stdout)?;
    assert!(shown.contains("1 passed"), "{shown}");
    Ok(())
}
