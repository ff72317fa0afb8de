use smol_str::SmolStr;
use uuid::Uuid;

use super::key_predictor::KeyPredictor;
use super::slots::Slots;
use super::value::text_of;
use crate::info::{ColumnInfo, TableInfo};
use crate::json::annotation::Annotation;
use crate::row::{Extras, Storage};
use crate::value::lossy::Passed;
use crate::value::name::Name;
use crate::value::{Json, Reference};

/// The annotations of one lookup, which are usually consecutive.
#[derive(Default)]
pub(super) struct Annotations {
    column: usize,
    name: Option<SmolStr>,
    table: Option<Name>,
    navigation_property: Option<Name>,
}

impl Annotations {
    pub(super) fn belong_to(&self, column: usize) -> bool {
        self.column == column
    }

    /// Adds an annotation. Returns true if it is the first of its kind.
    ///
    /// Sets `is_lossy` if half of a surrogate pair was replaced.
    pub(super) fn add(
        &mut self,
        table: &'static TableInfo,
        column: &'static ColumnInfo,
        annotation: Annotation,
        text: Passed<'_>,
        is_lossy: &mut bool,
    ) -> Result<bool, &'static str> {
        let mut found = |name: Option<Name>| match name {
            Some(name) => Ok(name),
            None => text_of(text, is_lossy).map(|text| Name::new(text.into_owned())),
        };
        let is_first = match annotation {
            Annotation::FormattedValue => {
                let name = text_of(text, is_lossy)?;
                self.name.replace(name.into()).is_none()
            }
            Annotation::LookupLogicalName => {
                let table = Name::find(text.as_bytes(), column.kind.targets().iter());
                self.table.replace(found(table)?).is_none()
            }
            Annotation::NavigationProperty => {
                // Most navigation properties are named after their column.
                let names = [&column.logical_name, &column.schema_name];
                let relationships = table.many_to_one.iter();
                let properties =
                    relationships.map(|relationship| &relationship.navigation_property);
                let property = Name::find(text.as_bytes(), names.into_iter().chain(properties));
                self.navigation_property.replace(found(property)?).is_none()
            }
        };
        Ok(is_first)
    }

    /// Moves the annotations to their lookup, whose id may come later, and starts those of `next`.
    ///
    /// Returns the column and the annotation as an error if the lookup has it already.
    pub(super) fn put(
        &mut self,
        predictor: &mut KeyPredictor,
        slots: &mut Slots<'_, '_>,
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
        let Storage::Lookup(reference) = slots.at(column).storage_mut() else {
            return Ok(());
        };
        let has_id = predictor.has_seen(column) && !extras.is_null(column);
        let is_complete = has_id && table.is_some();
        let duplicate = |annotation| Err((column, annotation));
        if let Some(name) = name
            && reference.name.replace(name).is_some()
        {
            return duplicate(Annotation::FormattedValue);
        }
        if let Some(table) = table
            && reference.table.replace(table).is_some()
        {
            return duplicate(Annotation::LookupLogicalName);
        }
        if let Some(property) = navigation_property
            && reference.navigation_property.replace(property).is_some()
        {
            return duplicate(Annotation::NavigationProperty);
        }
        if !is_complete {
            predictor.annotated.push(column);
        }
        Ok(())
    }
}

/// Completes the lookups that have annotations but lack an id or a table.
///
/// The annotations of a lookup without an id are kept as properties.
pub(super) fn complete(
    table: &'static TableInfo,
    predictor: &KeyPredictor,
    slots: &mut Slots<'_, '_>,
    extras: &mut Extras,
) -> Result<(), serde_json::Error> {
    for &index in &predictor.annotated {
        let column = &table.columns[index];
        let has_id = predictor.has_seen(index) && !extras.is_null(index);
        let slot = slots.at(index);
        let Storage::Lookup(reference) = slot.storage_mut() else {
            continue;
        };
        if has_id {
            if reference.table.is_none()
                && let Some(property) = &reference.navigation_property
            {
                let implied = implied_table(table, column, property);
                reference.is_implied = implied.is_some();
                reference.table = implied.map(Name::Known);
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
            name.as_deref(),
            table.as_ref().map(Name::as_str),
            navigation_property.as_ref().map(Name::as_str),
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

/// Returns the only table that a lookup's navigation property leads to.
fn implied_table(
    table: &'static TableInfo,
    column: &ColumnInfo,
    property: &Name,
) -> Option<&'static &'static str> {
    let mut tables = table.many_to_one.iter().filter(|relationship| {
        relationship.navigation_property == property.as_str()
            && relationship.attribute == column.logical_name
    });
    let first = &tables.next()?.table;
    let is_target = column.kind.targets().contains(first);
    (is_target && tables.all(|relationship| relationship.table == *first)).then_some(first)
}
