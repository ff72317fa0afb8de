//! A server that answers by a script.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep};

/// What the server does with a request.
#[derive(Clone)]
pub enum Step {
    /// Answers.
    Answer(Answer),
    /// Answers after this time.
    Late(Duration, Answer),
    /// Resets the connection without an answer.
    Reset,
    /// Sends the headers of an answer and half of its body, and then resets the connection.
    Cut(Answer),
    /// Sends the headers of an answer and half of its body, and then nothing.
    Stall(Answer),
    /// Sends nothing.
    Silence,
}

/// A response. `{base}` in it stands for the server's base URL.
#[derive(Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers besides the length of the body.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
}

impl Answer {
    /// Creates an answer without further headers.
    pub fn new(status: u16, body: impl Into<String>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
        }
    }

    /// Adds a header.
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    fn head(&self, base: &str, length: usize) -> String {
        let mut head = format!(
            "HTTP/1.1 {} Planted\r\ncontent-length: {length}\r\n",
            self.status
        );
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {}\r\n", value.replace("{base}", base)));
        }
        head + "\r\n"
    }
}

impl From<Answer> for Step {
    fn from(answer: Answer) -> Self {
        Self::Answer(answer)
    }
}

/// A page of rows.
pub fn page(rows: &str, next: Option<&str>) -> Answer {
    let next = next.map_or(String::new(), |link| {
        format!(r#", "@odata.nextLink": "{link}""#)
    });
    Answer::new(200, format!(r#"{{"value": [{rows}]{next}}}"#))
}

/// An error of the service.
pub fn error(status: u16, code: &str, message: &str) -> Answer {
    let body = format!(r#"{{"error": {{"code": "{code}", "message": "{message}"}}}}"#);
    Answer::new(status, body)
}

/// The response to a write.
pub fn written() -> Answer {
    let id = "{base}contoso_carriers(78914942-34cb-ed11-b596-0022481d68cd)";
    Answer::new(204, "").header("OData-EntityId", id)
}

/// A request that the server received.
#[derive(Clone)]
pub struct Received {
    /// The method and the path with the query.
    pub line: String,
    /// The headers, with lowercase names.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// The time at which its head was read.
    pub at: Instant,
}

impl Received {
    /// Returns the value of a header, by its lowercase name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find_map(|(known, value)| (known == name).then_some(&**value))
    }
}

struct State {
    script: Box<dyn FnMut(&Received) -> Step + Send>,
    received: Vec<Received>,
}

/// A server on loopback, which needs a Tokio runtime.
pub struct Server {
    base: String,
    state: Arc<Mutex<State>>,
}

impl Server {
    /// Starts a server that does these steps, one for each request.
    pub async fn start(steps: impl IntoIterator<Item = Step>) -> io::Result<Self> {
        let mut steps: VecDeque<Step> = steps.into_iter().collect();
        Self::scripted(move |_| {
            let unexpected = Answer::new(400, "the script has no further step");
            steps.pop_front().unwrap_or(Step::Answer(unexpected))
        })
        .await
    }

    /// Starts a server that asks a function for each step.
    pub async fn scripted(
        script: impl FnMut(&Received) -> Step + Send + 'static,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base = format!("http://{}/api/data/v9.2/", listener.local_addr()?);
        let state = Arc::new(Mutex::new(State {
            script: Box::new(script),
            received: Vec::new(),
        }));
        let server = Self { base, state };
        tokio::spawn(accept(listener, server.base.clone(), server.state.clone()));
        Ok(server)
    }

    /// Starts a server that gives these answers.
    pub async fn answering(answers: impl IntoIterator<Item = Answer>) -> io::Result<Self> {
        Self::start(answers.into_iter().map(Step::Answer)).await
    }

    /// Returns the base URL of its Web API.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Returns the requests that the server received.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.state).received.clone()
    }

    /// Returns the request lines.
    pub fn lines(&self) -> Vec<String> {
        self.received()
            .into_iter()
            .map(|request| request.line)
            .collect()
    }

    /// Waits until the server has received this number of requests.
    pub async fn until(&self, requests: usize) {
        while lock(&self.state).received.len() < requests {
            sleep(Duration::from_millis(1)).await;
        }
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn accept(listener: TcpListener, base: String, state: Arc<Mutex<State>>) {
    while let Ok((stream, _)) = listener.accept().await {
        let (base, state) = (base.clone(), state.clone());
        tokio::spawn(async move {
            // A client may close its connection at any time.
            let _ = serve(stream, &base, &state).await;
        });
    }
}

async fn serve(mut stream: TcpStream, base: &str, state: &Mutex<State>) -> io::Result<()> {
    let mut bytes = Vec::new();
    loop {
        let Some(received) = receive(&mut stream, &mut bytes).await? else {
            return Ok(());
        };
        let step = {
            let mut state = lock(state);
            let step = (state.script)(&received);
            state.received.push(received);
            step
        };
        match step {
            Step::Answer(answer) => write(&mut stream, &answer, base).await?,
            Step::Late(delay, answer) => {
                sleep(delay).await;
                write(&mut stream, &answer, base).await?;
            }
            Step::Reset => return stream.set_zero_linger(),
            Step::Cut(answer) => {
                write_half(&mut stream, &answer, base).await?;
                return stream.set_zero_linger();
            }
            Step::Stall(answer) => {
                write_half(&mut stream, &answer, base).await?;
                return wait_for_end(&mut stream).await;
            }
            Step::Silence => return wait_for_end(&mut stream).await,
        }
    }
}

async fn write(stream: &mut TcpStream, answer: &Answer, base: &str) -> io::Result<()> {
    let body = answer.body.replace("{base}", base);
    let text = answer.head(base, body.len()) + &body;
    stream.write_all(text.as_bytes()).await
}

async fn write_half(stream: &mut TcpStream, answer: &Answer, base: &str) -> io::Result<()> {
    let head = answer.head(base, answer.body.len());
    let half = &answer.body[..answer.body.len() / 2];
    stream.write_all((head + half).as_bytes()).await?;
    stream.flush().await?;
    // A reset discards what the client hasn't read yet.
    sleep(Duration::from_millis(20)).await;
    Ok(())
}

async fn wait_for_end(stream: &mut TcpStream) -> io::Result<()> {
    while stream.read(&mut [0; 64]).await? > 0 {}
    Ok(())
}

async fn receive(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> io::Result<Option<Received>> {
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break bytes.drain(..end + 4).collect::<Vec<u8>>();
        }
        if stream.read_buf(bytes).await? == 0 {
            return Ok(None);
        }
    };
    let at = Instant::now();
    let head = String::from_utf8_lossy(&head).into_owned();
    let mut lines = head.lines();
    let line = lines.next().unwrap_or_default();
    let headers = lines.filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
    let mut received = Received {
        line: line.trim_end_matches(" HTTP/1.1").to_owned(),
        headers: headers.collect(),
        body: String::new(),
        at,
    };
    let length = received.header("content-length").unwrap_or("0");
    let length: usize = length.parse().map_err(io::Error::other)?;
    while bytes.len() < length {
        if stream.read_buf(bytes).await? == 0 {
            return Ok(None);
        }
    }
    received.body = String::from_utf8_lossy(&bytes.drain(..length).collect::<Vec<u8>>()).into();
    Ok(Some(received))
}
