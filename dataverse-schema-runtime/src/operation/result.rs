use super::complex::{Complex, Object};
use super::from_result::FromResult;
use crate::json::deserialize_row;
use crate::rows::Rows;
use crate::table::Table;
use crate::value::Json;

/// Reads the result of an operation that has none.
pub fn read_nothing(_body: &[u8]) -> Result<(), serde_json::Error> {
    Ok(())
}

/// Reads any JSON.
pub fn read_json(body: &[u8]) -> Result<Json, serde_json::Error> {
    serde_json::from_slice(body)
}

/// Reads a complex type.
pub fn read_complex<C: Complex>(json: &[u8]) -> Result<C, serde_json::Error> {
    C::read(&Object::parse(json)?)
}

/// Reads a single value, or a collection of values.
pub fn read_value<V: FromResult>(body: &[u8]) -> Result<V, serde_json::Error> {
    let object = Object::parse(body)?;
    object.expect_no_link("@odata.nextLink")?;
    object.get("value")
}

/// Reads a row.
pub fn read_row<T: Table>(body: &[u8]) -> Result<T, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let row = deserialize_row(&mut deserializer)?;
    deserializer.end()?;
    Ok(row)
}

/// Reads rows.
pub fn read_rows<T: Table>(body: &[u8]) -> Result<Rows<T>, serde_json::Error> {
    serde_json::from_slice(body)
}
