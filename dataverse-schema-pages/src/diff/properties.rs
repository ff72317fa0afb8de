use std::collections::BTreeMap;

use crate::model::{CellValue, ColumnFacts, Fact, FactValue, Property, without_alerts};

/// The properties of an item, each with its value.
#[derive(PartialEq)]
pub(super) struct Properties {
    /// By the property's name in the model's JSON.
    values: BTreeMap<&'static str, (Property, FactValue)>,
}

impl Properties {
    pub(super) fn new(values: Vec<(Property, FactValue)>) -> Self {
        let mut properties = Self {
            values: BTreeMap::new(),
        };
        for (property, value) in values {
            properties.add(property, value);
        }
        properties
    }

    /// Adds a property, if it has a value.
    pub(super) fn with_value(mut self, property: Property, value: Option<FactValue>) -> Self {
        if let Some(value) = value {
            self.add(property, value);
        }
        self
    }

    /// Adds a property. Descriptions are compared without the alerts at their heads.
    fn add(&mut self, property: Property, value: FactValue) {
        let value = match value {
            FactValue::Text(text) if property.name() == ColumnFacts::description.name() => {
                FactValue::Text(without_alerts(&text).to_owned())
            }
            value => value,
        };
        self.values.insert(property.name(), (property, value));
    }

    /// Adds a property, if there is such a fact.
    pub(super) fn with_fact<T: CellValue>(
        self,
        property: Property,
        fact: Option<&Fact<T>>,
    ) -> Self {
        self.with_value(property, fact.map(|fact| fact.value.value()))
    }

    /// Adds a property whose value is a list, unless the list is empty.
    pub(super) fn with_list(
        self,
        property: Property,
        items: impl IntoIterator<Item = FactValue>,
    ) -> Self {
        let items: Vec<FactValue> = items.into_iter().collect();
        self.with_value(
            property,
            (!items.is_empty()).then_some(FactValue::List(items)),
        )
    }

    /// Removes properties.
    pub(super) fn without_properties(mut self, properties: &[Property]) -> Self {
        let names = properties.iter().map(|property| property.name());
        for name in names {
            self.values.remove(name);
        }
        self
    }

    /// Returns the properties as the parts of a value.
    pub(super) fn into_value(self) -> FactValue {
        let parts = self.values.into_iter();
        FactValue::Parts(
            parts
                .map(|(name, (_, value))| (name.to_owned(), value))
                .collect(),
        )
    }

    /// Returns the properties that `self` or `new` has, each with both values.
    pub(super) fn zip(self, new: Self) -> impl Iterator<Item = Pair> {
        let mut pairs: BTreeMap<&str, Pair> = BTreeMap::new();
        for (name, (property, old)) in self.values {
            let pair = Pair {
                property,
                old: Some(old),
                new: None,
            };
            pairs.insert(name, pair);
        }
        for (name, (property, new)) in new.values {
            let pair = Pair {
                property,
                old: None,
                new: None,
            };
            pairs.entry(name).or_insert(pair).new = Some(new);
        }
        pairs.into_values()
    }
}

/// A property with its values on the older and on the newer page.
pub(super) struct Pair {
    pub(super) property: Property,
    pub(super) old: Option<FactValue>,
    pub(super) new: Option<FactValue>,
}

impl Pair {
    /// Returns true if only one of the pages has the property.
    pub(super) fn is_one_sided(&self) -> bool {
        self.old.is_none() || self.new.is_none()
    }

    /// Returns true if both values are the same. Numbers may have different forms.
    pub(super) fn is_same(&self) -> bool {
        match (&self.old, &self.new) {
            (Some(FactValue::Number(old)), Some(FactValue::Number(new))) => {
                old.compare(new).is_eq()
            }
            (old, new) => old == new,
        }
    }

    /// Returns true if both values are equal, ignoring what only one layout has.
    pub(super) fn is_alike(&self) -> bool {
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => is_alike(old, new),
            _ => false,
        }
    }
}

/// Returns true if two values are equal, ignoring what only one layout has: text in parentheses,
/// and parts of a cell.
fn is_alike(old: &FactValue, new: &FactValue) -> bool {
    match (old, new) {
        (FactValue::Parts(old), FactValue::Parts(new)) => old
            .iter()
            .all(|(key, value)| new.get(key).is_none_or(|other| is_alike(value, other))),
        (FactValue::Text(old), FactValue::Text(new)) => {
            let start = |text: &str| {
                let (start, _) = text.split_once(" (").unwrap_or((text, ""));
                start.trim().to_owned()
            };
            old.trim() == new.trim() || start(old) == start(new)
        }
        (old, new) => old == new,
    }
}
