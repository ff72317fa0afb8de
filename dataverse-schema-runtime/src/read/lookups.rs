use core::convert::Infallible;
use std::borrow::Cow;

use serde::Deserializer;
use serde::de::DeserializeSeed;
use uuid::Uuid;

use super::Order;
use super::value::text;
use crate::annotation::Annotation;
use crate::name::Name;
use crate::value::Place;
use crate::{ColumnInfo, Extras, Json, Reference, Slot, TableInfo};

/// The annotations of one lookup, which come one after the other.
#[derive(Default)]
pub(super) struct Annotations {
    column: usize,
    name: Option<Name>,
    table: Option<Cow<'static, str>>,
    navigation_property: Option<Cow<'static, str>>,
}

impl Annotations {
    pub(super) fn are_of(&self, column: usize) -> bool {
        self.column == column
    }

    /// Gives them to the lookup, whose id may come later, and goes on with another. Fails with one that the lookup has already.
    pub(super) fn put(
        &mut self,
        order: &mut Order,
        slots: &mut [&mut dyn Slot],
        extras: &Extras,
        next: usize,
    ) -> Result<(), (usize, Annotation)> {
        let of_next = Self {
            column: next,
            ..Self::default()
        };
        let Self {
            column,
            name,
            table,
            navigation_property,
        } = std::mem::replace(self, of_next);
        if name.is_none() && table.is_none() && navigation_property.is_none() {
            return Ok(());
        }
        let Place::Lookup(reference) = slots[column].place() else {
            return Ok(());
        };
        let has_id = order.has_come(column) && !extras.is_null(column);
        let is_complete = has_id && table.is_some();
        let twice = |annotation| Err((column, annotation));
        if let Some(name) = name
            && reference.name.replace(name).is_some()
        {
            return twice(Annotation::FormattedValue);
        }
        if let Some(table) = table
            && reference.table.replace(table).is_some()
        {
            return twice(Annotation::LookupLogicalName);
        }
        if let Some(property) = navigation_property
            && reference.navigation_property.replace(property).is_some()
        {
            return twice(Annotation::NavigationProperty);
        }
        if !is_complete {
            order.annotated.push(column);
        }
        Ok(())
    }
}

/// Completes the lookups that annotations have come of, but not all that they need. Those of one that has no id are kept as properties.
pub(super) fn complete(
    table: &TableInfo,
    order: &Order,
    slots: &mut [&mut dyn Slot],
    extras: &mut Extras,
) -> Result<(), serde_json::Error> {
    for &index in &order.annotated {
        let column = &table.columns[index];
        let has_id = order.has_come(index) && !extras.is_null(index);
        let slot = &mut *slots[index];
        let Place::Lookup(reference) = slot.place() else {
            continue;
        };
        if has_id {
            if reference.table.is_none()
                && let Some(property) = &reference.navigation_property
            {
                let implied = implied_table(table, column, property);
                reference.is_implied = implied.is_some();
                reference.table = implied.map(Cow::Borrowed);
            }
            continue;
        }
        let Reference {
            name,
            table,
            navigation_property,
            ..
        } = std::mem::replace(reference, Reference::new(Uuid::nil()));
        slot.set(None);
        let texts = [
            name.as_ref().map(Name::as_str),
            table.as_deref(),
            navigation_property.as_deref(),
        ];
        for (annotation, text) in Annotation::ALL.iter().zip(texts) {
            if let Some(text) = text {
                let name = format!("{}{}", column.property, annotation.suffix());
                extras.properties.push((name.into(), Json::new(&text)?));
            }
        }
    }
    Ok(())
}

/// The table that a lookup's navigation property leads to, where it is one only.
fn implied_table(table: &TableInfo, column: &ColumnInfo, property: &str) -> Option<&'static str> {
    let mut tables = table.many_to_one.iter().filter(|relationship| {
        relationship.navigation_property == property
            && relationship.attribute == column.logical_name
    });
    let first = tables.next()?.table;
    let is_target = column.kind.targets().contains(&first);
    (is_target && tables.all(|relationship| relationship.table == first)).then_some(first)
}

/// Reads an annotation of a lookup; answers whether it is the first of its kind. A text that the page knows isn't copied.
pub(super) struct AnnotationSeed<'a> {
    pub(super) table: &'static TableInfo,
    pub(super) column: &'static ColumnInfo,
    pub(super) annotation: Annotation,
    pub(super) annotations: &'a mut Annotations,
}

impl<'de> DeserializeSeed<'de> for AnnotationSeed<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let is_first = text(deserializer, |text| Ok::<_, Infallible>(self.add(text)))?;
        Ok(is_first.unwrap_or(true))
    }
}

impl AnnotationSeed<'_> {
    fn add(self, text: &str) -> bool {
        let column = self.column;
        let annotations = self.annotations;
        match self.annotation {
            Annotation::FormattedValue => annotations.name.replace(Name::new(text)).is_none(),
            Annotation::LookupLogicalName => {
                let targets = column.kind.targets().iter().copied();
                annotations.table.replace(known(text, targets)).is_none()
            }
            Annotation::NavigationProperty => {
                // Most navigation properties are named after their column.
                let names = [column.logical_name, column.schema_name];
                let relationships = self.table.many_to_one.iter();
                let properties = relationships.map(|relationship| relationship.navigation_property);
                let property = known(text, names.into_iter().chain(properties));
                annotations.navigation_property.replace(property).is_none()
            }
        }
    }
}

fn known(text: &str, mut names: impl Iterator<Item = &'static str>) -> Cow<'static, str> {
    let known = names.find(|name| *name == text);
    known.map_or_else(|| text.to_owned().into(), Cow::Borrowed)
}
