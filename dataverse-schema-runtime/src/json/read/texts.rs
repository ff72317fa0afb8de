use std::borrow::Cow;

use serde::de::Error;

use super::error::property_error;
use super::slots::Slots;
use crate::info::TableInfo;
use crate::row::{Extras, Storage, Texts, UncheckedTexts};
use crate::value::Value;

/// Puts the texts of columns into their slots, and returns the texts, empty.
pub(super) fn set_texts<E: Error>(
    table: &TableInfo,
    texts: UncheckedTexts,
    slots: &mut Slots<'_, '_>,
    extras: &mut Extras,
) -> Result<UncheckedTexts, E> {
    let name = |index: usize| table.columns[index].property.to_owned();
    let texts =
        checked(texts, extras, name).map_err(|(name, error)| property_error(table, name, error))?;
    for (index, text) in texts.iter() {
        let slot = slots.at(index.into());
        match slot.storage_mut() {
            Storage::Text(target) => *target = Some(text.to_owned()),
            _ => slot.set(Some(Value::Text(Cow::Borrowed(text)))),
        }
    }
    Ok(texts.into_unchecked())
}

/// Checks texts, and lists the names of those whose string isn't the original.
///
/// The error has the name of a text that is invalid.
pub(super) fn checked(
    texts: UncheckedTexts,
    extras: &mut Extras,
    name: impl Fn(usize) -> String,
) -> Result<Texts, (String, &'static str)> {
    let (texts, lossy) = texts
        .check()
        .map_err(|(index, error)| (name(index), error))?;
    lossy
        .into_iter()
        .for_each(|index| extras.add_lossy(name(index)));
    Ok(texts)
}
