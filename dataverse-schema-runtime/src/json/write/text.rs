use std::io;

use serde::Serialize;
use serde_json::Error;

use super::sink::{Sink, write_columns};
use crate::info::TableInfo;
use crate::json::annotation::Annotation;
use crate::row::{Row, with_slots};
use crate::table::Table;
use crate::value::Json;
use crate::value::form::Form;

/// Appends a row to a string.
pub(crate) fn row_to_text(
    table: &'static TableInfo,
    row: &dyn Row,
    to: &mut String,
) -> Result<(), Error> {
    to.push('{');
    let mut sink = TextSink {
        keys: keys(table),
        to,
    };
    with_slots(row, |slots| write_columns(slots, row.extras(), &mut sink))?;
    end(to, '}');
    Ok(())
}

/// Returns the body of a collection of rows.
pub(crate) fn rows_to_text<T: Table>(
    rows: &[T],
    annotations: &[(Box<str>, Json)],
) -> Result<String, Error> {
    let mut to = String::from("{");
    for (name, json) in annotations {
        property(&mut to, name, json)?;
    }
    to.push_str("\"value\":[");
    for (index, row) in rows.iter().enumerate() {
        row_to_text(T::info(), row, &mut to)?;
        to.push(',');
        if index == 0 {
            to.reserve(to.len().min(USUAL) * (rows.len() - 1));
        }
    }
    end(&mut to, ']');
    to.push('}');
    Ok(to)
}

/// Returns the properties of a row's columns as keys.
fn keys(table: &TableInfo) -> &[String] {
    table.cache.json_keys.get_or_init(|| {
        let names = table.row().iter().map(|column| column.property);
        names
            .map(|name| format!("{}:", serde_json::Value::from(name)))
            .collect()
    })
}

/// The maximum number of bytes to reserve for each further row.
const USUAL: usize = 1 << 14;

/// The end of a key: the closing quotation mark and the colon.
const KEY_END: &str = "\":";

/// The text of a row, with a comma after each property.
struct TextSink<'a> {
    keys: &'a [String],
    to: &'a mut String,
}

impl Sink for TextSink<'_> {
    type Error = Error;

    fn text(&mut self, name: &str, text: &str) -> Result<(), Error> {
        quote(self.to, name)?;
        self.to.push(':');
        quote(self.to, text)?;
        self.to.push(',');
        Ok(())
    }

    fn annotation(
        &mut self,
        index: usize,
        annotation: Annotation,
        text: &str,
    ) -> Result<(), Error> {
        let key = &self.keys[index];
        self.to.push_str(&key[..key.len() - KEY_END.len()]);
        self.to.push_str(annotation.suffix());
        self.to.push_str(KEY_END);
        quote(self.to, text)?;
        self.to.push(',');
        Ok(())
    }

    fn value(&mut self, index: usize, value: Form<'_>) -> Result<(), Error> {
        self.to.push_str(&self.keys[index]);
        match value {
            Form::Text(text) => quote(self.to, text)?,
            Form::Plain(text) => plain(self.to, text),
            Form::Integer(value) => self.to.push_str(itoa::Buffer::new().format(value)),
            Form::Digits(digits) => self.to.push_str(digits),
            Form::Boolean(value) => self.to.push_str(if value { "true" } else { "false" }),
            value => json(self.to, &value)?,
        }
        self.to.push(',');
        Ok(())
    }

    fn null(&mut self, index: usize) -> Result<(), Error> {
        self.to.push_str(&self.keys[index]);
        self.to.push_str("null,");
        Ok(())
    }

    fn property(&mut self, name: &str, json: &Json) -> Result<(), Error> {
        property(self.to, name, json)
    }
}

fn property(to: &mut String, name: &str, json: &Json) -> Result<(), Error> {
    quote(to, name)?;
    to.push(':');
    to.push_str(json.as_str());
    to.push(',');
    Ok(())
}

/// Ends a list or an object, replacing a trailing comma.
fn end(to: &mut String, with: char) {
    if to.ends_with(',') {
        to.pop();
    }
    to.push(with);
}

fn quote(to: &mut String, text: &str) -> Result<(), Error> {
    // Without an early exit, the compiler can process many bytes at a time.
    let is_plain = text.bytes().fold(true, |is_plain, byte| {
        is_plain & (byte >= b' ') & (byte != b'"') & (byte != b'\\')
    });
    if !is_plain {
        return json(to, text);
    }
    plain(to, text);
    Ok(())
}

fn plain(to: &mut String, text: &str) {
    to.push('"');
    to.push_str(text);
    to.push('"');
}

fn json(to: &mut String, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
    serde_json::to_writer(Bytes(to), value)
}

/// A writer of UTF-8 text: each chunk that serde_json writes is valid UTF-8.
struct Bytes<'a>(&'a mut String);

impl io::Write for Bytes<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = core::str::from_utf8(bytes).map_err(io::Error::other)?;
        self.0.push_str(text);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
