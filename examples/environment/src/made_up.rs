use std::io;
use std::thread;

use tiny_http::{Header, Request, Response, Server};

/// What a made-up service answers. `{base}` in the body stands for its URL.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The content type.
    pub content_type: &'static str,
    /// The body.
    pub body: String,
}

impl Answer {
    /// Creates an answer in JSON.
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        Self {
            status,
            content_type: "application/json; odata.metadata=minimal",
            body: body.into(),
        }
    }
}

/// Starts a service on this machine and returns its URL.
pub(crate) fn start(answer: impl Fn(&str, &str) -> Answer + Send + 'static) -> io::Result<String> {
    let server = Server::http("127.0.0.1:0").map_err(io::Error::other)?;
    let url = format!("http://{}", server.server_addr());
    let base = format!("{url}/api/data/v9.2/");
    thread::spawn(move || {
        for request in server.incoming_requests() {
            // The client reports a connection that is lost.
            let _ = respond(request, &answer, &base);
        }
    });
    Ok(url)
}

fn respond(
    mut request: Request,
    answer: impl Fn(&str, &str) -> Answer,
    base: &str,
) -> io::Result<()> {
    let mut body = String::new();
    request.as_reader().read_to_string(&mut body)?;
    let answer = answer(request.url(), &body);
    let content_type = Header::from_bytes("Content-Type", answer.content_type);
    let content_type = content_type.map_err(|()| io::Error::other("invalid header"))?;
    let response = Response::from_string(answer.body.replace("{base}", base))
        .with_header(content_type)
        .with_status_code(answer.status);
    request.respond(response)
}
