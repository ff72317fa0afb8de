//! Reads numbers into columns in every way, and prints them as they are written again.

use std::io::Read;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

mod schema {
    dataverse_schema::include_schema!("contoso_parcel.md");
}
use schema::ContosoParcel;

#[derive(Serialize, Deserialize)]
struct Outer {
    #[serde(flatten)]
    row: ContosoParcel,
    mine: String,
}

/// A reader that returns one byte at a time.
struct Slow<'a>(&'a [u8]);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = usize::from(!self.0.is_empty() && !buffer.is_empty());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

fn show<T: Serialize>(read: Result<T, serde_json::Error>) -> String {
    match read {
        Ok(row) => {
            let text = serde_json::to_string(&row).expect("it can be written");
            text.trim_start_matches('{').split([':', ',', '}']).nth(1).unwrap_or_default().to_owned()
        }
        Err(error) => format!("error: {error}"),
    }
}

fn value<T: DeserializeOwned>(body: &str) -> Result<T, serde_json::Error> {
    serde_json::from_value(serde_json::from_str(body)?)
}

fn main() {
    for line in std::io::read_to_string(std::io::stdin()).expect("cases").lines() {
        let (property, number) = line.split_once(' ').expect("a property and a number");
        let body = format!("{{\"{property}\":{number}}}");
        let outer = format!("{{\"{property}\":{number},\"mine\":\"x\"}}");
        println!("str\t{}", show(serde_json::from_str::<ContosoParcel>(&body)));
        println!("slice\t{}", show(serde_json::from_slice::<ContosoParcel>(body.as_bytes())));
        println!("reader\t{}", show(serde_json::from_reader::<_, ContosoParcel>(Slow(body.as_bytes()))));
        println!("value\t{}", show(value::<ContosoParcel>(&body)));
        println!("flatten\t{}", show(serde_json::from_str::<Outer>(&outer)));
        println!("flatten from a value\t{}", show(value::<Outer>(&outer)));
        let rows = format!("{{\"value\":[{body}]}}");
        let rows = serde_json::from_str::<dataverse_schema::Rows<ContosoParcel>>(&rows);
        println!("rows\t{}", show(rows.map(|rows| rows[0].clone())));
    }
}
