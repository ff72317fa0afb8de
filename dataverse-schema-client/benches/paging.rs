//! Measures paging through many rows, beside the same by hand with reqwest and serde's derive.
//!
//! ```text
//! cargo bench -p dataverse-schema-client --bench paging -- [ROWS] [RUNS]
//! ```
//!
//! The contestants take turns, each in a process of its own, against a server in this one that sends
//! the same page over and over. The peak of memory is that of the process (Linux only).

#![allow(clippy::print_stdout)] // The program prints a table.

use std::env;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use dataverse_schema::client::{Client, FixedToken};
use dataverse_schema::prelude::*;
use dataverse_schema::query::Query;
use serde::Deserialize;

mod schema {
    dataverse_schema::include_schema!("contoso_depot.md", dir = "../tests/pages");
}
use schema::ContosoDepot;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

const PAGE: usize = 5_000;
const CONTESTANTS: [&str; 4] = ["by hand", "pages", "rows", "projection"];

fn main() -> Outcome {
    let arguments: Vec<String> = env::args()
        .skip(1)
        .filter(|text| text != "--bench")
        .collect();
    if let [contestant, url] = &arguments[..]
        && CONTESTANTS.contains(&&**contestant)
    {
        return compete(contestant, url);
    }
    let mut numbers = arguments.iter().map(|text| text.parse::<usize>());
    let rows = numbers.next().unwrap_or(Ok(200_000))?;
    let runs = numbers.next().unwrap_or(Ok(21))?;
    let many = start(rows)?;
    let few = start(2_000)?;
    println!("{rows} rows, medians of {runs} runs\n");
    let mut results = CONTESTANTS.map(|_| Vec::new());
    for _ in 0..runs {
        for (contestant, results) in CONTESTANTS.iter().zip(&mut results) {
            results.push((run(contestant, &many)?, run(contestant, &few)?.memory));
        }
    }
    let rival = median(results[0].iter().map(|(run, _)| run.seconds));
    for (contestant, results) in CONTESTANTS.iter().zip(&results) {
        let seconds = median(results.iter().map(|(run, _)| run.seconds));
        let memory = median(results.iter().map(|(run, _)| run.memory));
        let few = median(results.iter().map(|(_, few)| *few));
        println!(
            "{contestant:12} {seconds:6.3} s  throughput {:5.2} of by hand  peak {memory:5.1} MB, of 2000 rows {few:5.1} MB",
            rival / seconds
        );
    }
    Ok(())
}

struct Run {
    seconds: f64,
    memory: f64,
}

fn run(contestant: &str, url: &str) -> Outcome<Run> {
    let output = Command::new(env::current_exe()?)
        .args([contestant, url])
        .stderr(Stdio::inherit())
        .output()?;
    let text = String::from_utf8(output.stdout)?;
    let mut numbers = text.split_whitespace().map(str::parse);
    let mut number = || numbers.next().ok_or("a contestant failed");
    let (seconds, memory) = (number()??, number()??);
    Ok(Run { seconds, memory })
}

fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<_> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

/// Reads all rows and prints the seconds and the peak of memory.
fn compete(contestant: &str, url: &str) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let start = Instant::now();
    let length = runtime.block_on(async {
        match contestant {
            "pages" => pages(url).await,
            "rows" => rows(url).await,
            "projection" => projection(url).await,
            _ => by_hand(url).await,
        }
    })?;
    let seconds = start.elapsed().as_secs_f64();
    assert!(length > 0);
    println!("{seconds} {}", peak());
    Ok(())
}

/// Returns the peak of memory in MB.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok());
    kilobytes.unwrap_or(f64::NAN) / 1024.0
}

fn client(url: &str) -> Outcome<Client> {
    Ok(Client::new(
        url.parse()?,
        Arc::new(FixedToken::new("token")),
    )?)
}

fn query() -> Query<ContosoDepot> {
    let c = ContosoDepot::columns();
    ContosoDepot::query().select((
        c.contoso_name,
        c.contoso_town,
        c.contoso_description,
        c.contoso_calls,
        c.contoso_opened_on,
        c.contoso_parent_depot,
    ))
}

async fn pages(url: &str) -> Outcome<usize> {
    let mut pages = client(url)?.pages(query());
    let mut length = 0;
    while let Some(page) = pages.next().await {
        let names = page?;
        let names = names.iter().filter_map(|row| row.contoso_name.as_ref());
        length += names.map(String::len).sum::<usize>();
    }
    Ok(length)
}

async fn rows(url: &str) -> Outcome<usize> {
    let mut rows = client(url)?.rows(query());
    let mut length = 0;
    while let Some(row) = rows.next().await {
        length += row?.contoso_name.map_or(0, |name| name.len());
    }
    Ok(length)
}

#[derive(Projection)]
#[projection(table = ContosoDepot)]
#[allow(dead_code)] // They are read as a program's would be.
struct Depot {
    contoso_depot_id: Id<ContosoDepot>,
    contoso_name: String,
    contoso_town: Option<String>,
    contoso_description: Option<String>,
    contoso_calls: Option<i32>,
    contoso_opened_on: Option<dataverse_schema::DateTime>,
    contoso_parent_depot: Option<dataverse_schema::Reference>,
}

async fn projection(url: &str) -> Outcome<usize> {
    let mut rows = client(url)?.rows(Depot::query());
    let mut length = 0;
    while let Some(row) = rows.next().await {
        length += row?.contoso_name.len();
    }
    Ok(length)
}

#[derive(Deserialize)]
struct Page {
    value: Vec<Row>,
    #[serde(rename = "@odata.nextLink")]
    next: Option<String>,
}

#[derive(Deserialize)]
#[allow(dead_code)] // They are read as a program's would be.
struct Row {
    contoso_depotid: String,
    contoso_name: String,
    contoso_town: Option<String>,
    contoso_description: Option<String>,
    contoso_calls: Option<i32>,
    contoso_openedon: Option<String>,
    #[serde(rename = "_contoso_parentdepot_value")]
    parent: Option<String>,
}

async fn by_hand(url: &str) -> Outcome<usize> {
    // Without a provider, reqwest refuses to start.
    let provider = rustls::crypto::ring::default_provider();
    provider
        .install_default()
        .map_err(|_| "a second provider")?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    let mut next = Some(format!("{url}/api/data/v9.2/contoso_depots"));
    let mut length = 0;
    while let Some(link) = next {
        let request = client.get(link).bearer_auth("token");
        let response = request.header("Accept", "application/json").send().await?;
        let page: Page = serde_json::from_slice(&response.error_for_status()?.bytes().await?)?;
        length += page
            .value
            .iter()
            .map(|row| row.contoso_name.len())
            .sum::<usize>();
        next = page.next;
    }
    Ok(length)
}

/// Starts a server with this number of rows, and returns its URL.
fn start(rows: usize) -> Outcome<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    let length = rows.min(PAGE);
    let row = |index| {
        format!(
            r#"{{"@odata.etag":"W/\"{}\"","contoso_depotid":"78914942-34cb-ed11-b596-{index:012x}","contoso_name":"Depot {index}","contoso_town":"Redmond","contoso_description":"{}","contoso_calls":{index},"contoso_openedon":"2026-11-02T15:05:30Z","_contoso_parentdepot_value":"78914942-34cb-ed11-b596-0022481d68cd"}}"#,
            915_244 + index,
            "Parcels wait here. ".repeat(index % 5),
        )
    };
    let page: Vec<_> = (0..length).map(row).collect();
    let (page, base) = (page.join(","), url.clone());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A contestant closes its connection in the end.
            let _ = serve(stream, &base, &page, rows.div_ceil(PAGE));
        }
    });
    Ok(url)
}

fn serve(mut stream: TcpStream, base: &str, rows: &str, pages: usize) -> io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    while let Some(line) = lines.next() {
        let line = line?;
        let token = line
            .split_once("skiptoken=")
            .map_or("1", |(_, token)| token);
        let number: usize = token.trim_end_matches(" HTTP/1.1").parse().unwrap_or(pages);
        lines.by_ref().map_while(Result::ok).find(String::is_empty);
        let next = if number < pages {
            let path = "api/data/v9.2/contoso_depots?$skiptoken";
            format!(r#","@odata.nextLink":"{base}/{path}={}""#, number + 1)
        } else {
            String::new()
        };
        let (before, after) = (r#"{"value":["#, format!("]{next}}}"));
        let length = before.len() + rows.len() + after.len();
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
        );
        for text in [&head, before, rows, &after] {
            stream.write_all(text.as_bytes())?;
        }
    }
    Ok(())
}
