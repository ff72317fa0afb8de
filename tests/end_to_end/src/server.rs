use std::io;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use dataverse_schema::request::BaseUrl;

/// A server that sends prepared replies, one after the other, and records the requests.
pub struct Server {
    base: BaseUrl,
    server: Arc<tiny_http::Server>,
    thread: JoinHandle<io::Result<Vec<Received>>>,
}

/// A reply. `{base}` in headers and body is replaced by the server's URL.
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
}

/// A received request.
#[derive(Debug)]
pub struct Received {
    /// The method.
    pub method: String,
    /// The encoded path and query.
    pub url: String,
    /// The headers, with names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Received {
    /// Returns a header by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find_map(|(known, value)| (known == name).then_some(&**value))
    }
}

impl Server {
    /// Starts a server.
    ///
    /// # Errors
    /// Returns an error if it can't listen.
    pub fn start(replies: Vec<Reply>) -> io::Result<Self> {
        let server = tiny_http::Server::http("127.0.0.1:0").map_err(io::Error::other)?;
        let address = server.server_addr();
        let base: BaseUrl = format!("http://{address}")
            .parse()
            .map_err(io::Error::other)?;
        let server = Arc::new(server);
        let listener = Arc::clone(&server);
        let own_base = base.clone();
        let thread = thread::spawn(move || {
            let replies = replies.into_iter();
            replies
                .map(|reply| answer(&listener, &own_base, reply))
                .collect()
        });
        Ok(Self {
            base,
            server,
            thread,
        })
    }

    /// Returns its URL.
    pub fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// Returns the requests, after all replies were sent.
    ///
    /// # Errors
    /// Returns an error if a request could not be read, or there were fewer requests than replies.
    pub fn finish(self) -> io::Result<Vec<Received>> {
        self.server.unblock();
        let received = self.thread.join();
        received.map_err(|_| io::Error::other("the server has panicked"))?
    }
}

fn answer(server: &tiny_http::Server, base: &BaseUrl, reply: Reply) -> io::Result<Received> {
    let mut request = server.recv()?;
    let mut body = Vec::new();
    request.as_reader().read_to_end(&mut body)?;
    let headers = request.headers().iter().map(|header| {
        let name = header.field.as_str().as_str().to_ascii_lowercase();
        (name, header.value.as_str().to_owned())
    });
    let received = Received {
        method: request.method().to_string(),
        url: request.url().to_owned(),
        headers: headers.collect(),
        body,
    };
    let text = |text: &str| text.replace("{base}", base.as_str());
    let mut response = tiny_http::Response::from_string(text(&reply.body));
    for (name, value) in &reply.headers {
        let header = tiny_http::Header::from_bytes(*name, text(value));
        response.add_header(header.map_err(|()| io::Error::other("invalid header"))?);
    }
    request.respond(response.with_status_code(reply.status))?;
    Ok(received)
}
