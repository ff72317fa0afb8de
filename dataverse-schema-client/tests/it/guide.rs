//! The example of `src/guide/testing.md`, which has what follows the first blank line after `mod`.

mod schema {
    dataverse_schema::include_schema!("contoso_machine.md", dir = "../examples/pages");
}

use std::error::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::{net::TcpListener, sync::Arc, thread};

use dataverse_schema::client::{Client, FixedToken, WriteOptions};
use dataverse_schema::prelude::*;
use futures_util::stream;
use schema::ContosoMachine;

/// Starts a service that answers the line and the body of each request with JSON. Returns its URL.
fn serve(answer: impl Fn(&str, &str) -> String + Send + 'static) -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || -> io::Result<()> {
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream?);
            let (mut line, mut header, mut length) = (String::new(), String::new(), 0);
            stream.read_line(&mut line)?;
            while stream.read_line(&mut header)? > "\r\n".len() {
                if let Some(value) = header.to_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().map_err(io::Error::other)?;
                }
                header.clear();
            }
            let mut body = vec![0; length];
            stream.read_exact(&mut body)?;
            let answer = answer(&line, &String::from_utf8_lossy(&body));
            let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close";
            let length = answer.len();
            write!(
                stream.get_mut(),
                "{head}\r\nContent-Length: {length}\r\n\r\n{answer}"
            )?;
        }
        Ok(())
    });
    Ok(url)
}

#[tokio::test]
async fn machines_are_written() -> Result<(), Box<dyn Error>> {
    let url = serve(|line, body| {
        if line.contains("/sdkmessagefilters?") {
            // The table doesn't support `CreateMultiple`.
            return r#"{"value": []}"#.to_owned();
        }
        // A batch: its second row is rejected.
        let rows = body.matches(" HTTP/1.1").count();
        let mut answers = vec![r#"{"status": 204}"#; rows];
        answers[1] = r#"{"status": 400, "body": {"error": {"code": "0x0", "message": "No."}}}"#;
        format!(r#"{{"responses": [{}]}}"#, answers.join(", "))
    })?;
    let client = Client::new(url.parse()?, Arc::new(FixedToken::new("a-token")))?;

    let c = ContosoMachine::columns();
    let names = ["Lathe 1", "Lathe 2", "Saw"];
    let rows = names.map(|name| (name, ContosoMachine::create().set(c.contoso_name, name)));
    let report = client
        .write_all(stream::iter(rows), WriteOptions::new())
        .await?;
    assert_eq!(report.progress().written, 2);
    assert_eq!(report.failures()[0].label, "Lathe 2");
    Ok(())
}

#[test]
fn the_guide_has_this_example() {
    let guide = include_str!("../../../src/guide/testing.md");
    let file = include_str!("guide.rs");
    let (_, rest) = file.split_once("}\n\n").expect("a module");
    let (example, _) = rest.split_once("\n#[test]").expect("this test");
    assert!(guide.contains(example), "{example}");
}
