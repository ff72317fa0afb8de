use core::fmt::Display;
use std::borrow::Cow;

use serde::Deserializer;
use serde::de::DeserializeSeed;
use uuid::Uuid;

use super::value::text;
use crate::annotation::Annotation;
use crate::{ColumnInfo, Json, Reference, Row, TableInfo, Value};

/// The lookups of a row while it is read: id and annotations come as separate properties, in any order.
#[derive(Default)]
pub(super) struct Lookups(Vec<PartialLookup>);

struct PartialLookup {
    column: usize,
    id: Option<Uuid>,
    annotations: [Option<Cow<'static, str>>; 3],
}

impl Lookups {
    fn entry(&mut self, column: usize) -> &mut PartialLookup {
        // The properties of one lookup come one after the other.
        let found = self.0.iter().rposition(|lookup| lookup.column == column);
        let place = found.unwrap_or_else(|| {
            self.0.push(PartialLookup {
                column,
                id: None,
                annotations: [const { None }; 3],
            });
            self.0.len() - 1
        });
        &mut self.0[place]
    }

    pub(super) fn set_id(&mut self, column: usize, id: Uuid) {
        self.entry(column).id = Some(id);
    }

    /// Answers whether it is the first annotation of this kind.
    pub(super) fn annotate(
        &mut self,
        column: usize,
        annotation: Annotation,
        text: Cow<'static, str>,
    ) -> bool {
        let place = &mut self.entry(column).annotations[annotation as usize];
        place.replace(text).is_none()
    }

    /// Puts the lookups into the row. Annotations of one that has no id are kept as properties.
    pub(super) fn store(
        self,
        table_info: &TableInfo,
        row: &mut dyn Row,
    ) -> Result<(), serde_json::Error> {
        for lookup in self.0 {
            let [name, table, navigation_property] = lookup.annotations;
            let column = &table_info.columns[lookup.column];
            if let Some(id) = lookup.id {
                let implied = match (&table, &navigation_property) {
                    (None, Some(property)) => implied_table(table_info, column, property),
                    _ => None,
                };
                let reference = Reference {
                    id,
                    name: name.map(|name| name.into_owned().into()),
                    is_implied: implied.is_some(),
                    table: table.or(implied.map(Cow::Borrowed)),
                    navigation_property,
                };
                let value = Value::Lookup(Cow::Owned(reference));
                row.slot_mut(lookup.column).set(Some(value));
                continue;
            }
            let property = column.property;
            for (annotation, text) in Annotation::ALL
                .iter()
                .zip([name, table, navigation_property])
            {
                if let Some(text) = text {
                    let name = format!("{property}@{}", annotation.name());
                    let properties = &mut row.extras_mut().properties;
                    properties.push((name.into(), Json::new(&text)?));
                }
            }
        }
        Ok(())
    }
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

/// Reads an annotation of a lookup. A text that the page knows isn't copied.
pub(super) struct AnnotationSeed {
    pub(super) table: &'static TableInfo,
    pub(super) column: &'static ColumnInfo,
    pub(super) annotation: Annotation,
}

impl<'de> DeserializeSeed<'de> for AnnotationSeed {
    type Value = Option<Cow<'static, str>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        text(deserializer, |text| {
            let known = self.known(text);
            Ok::<_, &dyn Display>(known.map_or_else(|| text.to_owned().into(), Cow::Borrowed))
        })
    }
}

impl AnnotationSeed {
    fn known(&self, text: &str) -> Option<&'static str> {
        let column = self.column;
        match self.annotation {
            Annotation::FormattedValue => None,
            Annotation::LookupLogicalName => {
                let mut targets = column.kind.targets().iter().copied();
                targets.find(|target| *target == text)
            }
            Annotation::NavigationProperty => {
                // Most navigation properties are named after their column.
                let names = [column.logical_name, column.schema_name];
                let relationships = self.table.many_to_one.iter();
                let properties = relationships.map(|relationship| relationship.navigation_property);
                names
                    .into_iter()
                    .chain(properties)
                    .find(|name| *name == text)
            }
        }
    }
}
