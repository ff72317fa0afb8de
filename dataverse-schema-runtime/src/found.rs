use core::fmt::{self, Debug};
use core::mem::discriminant;
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock};

use crate::read::Order;
use crate::rule::has_rules;
use crate::{ColumnKind, RequiredLevel, TableInfo};

/// What is found out of a table's columns when it is first asked for, and of its rows as they are read.
pub(crate) struct Found {
    places: OnceLock<HashMap<&'static str, usize>>,
    json_keys: OnceLock<Vec<String>>,
    required: OnceLock<Vec<usize>>,
    ruled: OnceLock<Vec<(usize, ColumnKind)>>,
    order: Mutex<Option<Order>>,
}

impl Found {
    pub(crate) const fn nothing() -> Self {
        Self {
            places: OnceLock::new(),
            json_keys: OnceLock::new(),
            required: OnceLock::new(),
            ruled: OnceLock::new(),
            order: Mutex::new(None),
        }
    }
}

impl Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}

impl TableInfo {
    /// The place in a row of the column that comes as this property.
    pub(crate) fn place(&self, property: &str) -> Option<usize> {
        let places = self.found.places.get_or_init(|| {
            let columns = self.row().iter().enumerate();
            columns
                .map(|(place, column)| (column.property, place))
                .collect()
        });
        places.get(property).copied()
    }

    /// The properties of a row's columns as keys in JSON, for example `"name":`.
    pub(crate) fn json_keys(&self) -> &[String] {
        self.found.json_keys.get_or_init(|| {
            let names = self.row().iter().map(|column| column.property);
            names
                .map(|name| format!("{}:", serde_json::Value::from(name)))
                .collect()
        })
    }

    /// The places in a row of the columns that someone may want a value of: those with a level above none.
    pub(crate) fn required(&self) -> &[usize] {
        self.found.required.get_or_init(|| {
            let columns = self.row().iter().enumerate();
            let required = columns.filter(|(_, column)| column.required > RequiredLevel::None);
            required.map(|(place, _)| place).collect()
        })
    }

    /// The places in a row of the columns that have rules, with what is checked: closer together than the columns, those of
    /// one type one behind the other.
    pub(crate) fn ruled(&self) -> &[(usize, ColumnKind)] {
        self.found.ruled.get_or_init(|| {
            let kinds = || self.row().iter().map(|column| column.kind).enumerate();
            let first_of_type = |kind: &ColumnKind| {
                kinds().position(|(_, other)| discriminant(&other) == discriminant(kind))
            };
            let mut ruled: Vec<_> = kinds().filter(|(_, kind)| has_rules(kind)).collect();
            ruled.sort_by_cached_key(|(_, kind)| first_of_type(kind));
            ruled
        })
    }

    /// The order of properties that was noted last. One reader at a time has it; others do without, rather than wait.
    pub(crate) fn take_order(&self) -> Option<Order> {
        self.found.order.try_lock().ok()?.take()
    }

    /// Keeps an order for the next reader.
    pub(crate) fn keep_order(&self, order: Order) {
        if let Ok(mut kept) = self.found.order.try_lock() {
            *kept = Some(order);
        }
    }
}
