//! Tables as the JSON of their model describes them.

use std::collections::BTreeMap;

use serde_json::Value;

/// The column with the owner of a row, and its navigation property in every table.
const OWNER: &str = "ownerid";

/// A table.
#[derive(Debug)]
pub struct Table {
    /// The logical name.
    pub name: String,
    /// The name of the entity set.
    pub entity_set: String,
    /// The logical name of the primary key.
    pub primary_id: String,
    /// True if an upsert replaces the whole row.
    pub is_elastic: bool,
    /// The columns.
    pub columns: Vec<Column>,
    /// The navigation properties; several relationships may share one.
    pub navigations: BTreeMap<String, Vec<Navigation>>,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// The logical name.
    pub name: String,
    /// The type, for example `Picklist`.
    pub kind: String,
    /// True if it only describes another column and has no property.
    pub is_description: bool,
    facts: Value,
}

/// A relationship over a navigation property.
#[derive(Debug)]
pub struct Navigation {
    /// The logical name of the table that it leads to.
    pub to: String,
    /// The lookup of this table; empty for lists.
    pub lookup: String,
    /// The lookup of the rows of a list; empty if they have none.
    pub lookup_of_rows: String,
    /// True if it leads to a list of rows.
    pub is_list: bool,
    /// True if the page lists the relationship.
    pub is_listed: bool,
}

impl Table {
    /// Reads a table from the JSON of its model, or returns `None` for one without an entity set.
    pub fn read(model: &Value) -> Option<Self> {
        let text = |key: &str| model[key].as_str().map(str::to_owned);
        let mut columns: Vec<Column> = list(model, "columns").map(Column::read).collect();
        describe(&mut columns);
        let mut table = Self {
            name: text("logical_name")?,
            entity_set: text("entity_set_name")?,
            primary_id: text("primary_id_attribute").unwrap_or_default(),
            is_elastic: model["table_type"] == "Elastic",
            columns,
            navigations: BTreeMap::new(),
        };
        for relationship in list(model, "many_to_one") {
            let lookup = name(relationship, "referencing_attribute");
            let property = "referencing_entity_navigation_property_name";
            table.navigate(relationship, property, "referenced_entity", lookup);
        }
        for relationship in list(model, "one_to_many") {
            let property = "referenced_entity_navigation_property_name";
            table.navigate(relationship, property, "referencing_entity", None);
        }
        for relationship in list(model, "many_to_many") {
            table.navigate(
                relationship,
                "navigation_property_name",
                "other_entity",
                None,
            );
        }
        table.navigate_to_owner();
        Some(table)
    }

    /// Adds the navigation property to the owner, which pages may lack.
    fn navigate_to_owner(&mut self) {
        let is_owner = |column: &Column| column.kind == "Owner" && column.name == OWNER;
        let is_known = self.navigations.contains_key(OWNER);
        if !is_known && self.columns.iter().any(is_owner) {
            let owner = Navigation {
                to: "owner".to_owned(),
                lookup: OWNER.to_owned(),
                lookup_of_rows: String::new(),
                is_list: false,
                is_listed: false,
            };
            self.navigations.insert(OWNER.to_owned(), vec![owner]);
        }
    }

    fn navigate(&mut self, relationship: &Value, property: &str, to: &str, lookup: Option<String>) {
        if let (Some(property), Some(to)) = (name(relationship, property), name(relationship, to)) {
            let navigations = self.navigations.entry(property).or_default();
            navigations.push(Navigation {
                to,
                is_list: lookup.is_none(),
                is_listed: true,
                lookup: lookup.unwrap_or_default(),
                lookup_of_rows: name(relationship, "referencing_attribute").unwrap_or_default(),
            });
        }
    }

    /// Returns the column with this logical name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Returns the column with this property.
    pub fn property(&self, name: &str) -> Option<&Column> {
        let mut columns = self.columns.iter();
        columns.find(|column| column.property().as_deref() == Some(name))
    }

    /// Returns the relationships over a navigation property.
    pub fn navigation(&self, name: &str) -> &[Navigation] {
        self.navigations.get(name).map_or(&[], Vec::as_slice)
    }
}

impl Column {
    fn read(model: &Value) -> Self {
        let text = |key: &str| model[key].as_str().unwrap_or_default();
        let name = match text("logical_name") {
            "" => text("schema_name").to_lowercase(),
            name => name.to_owned(),
        };
        Self {
            name,
            kind: text("type").to_owned(),
            is_description: false,
            facts: model.clone(),
        }
    }

    /// Returns the property that holds the column's value in a row, if any.
    pub fn property(&self) -> Option<String> {
        match &*self.kind {
            "PartyList" | "CalendarRules" | "Virtual" => None,
            _ if self.is_description => None,
            _ if self.is_lookup() => Some(format!("_{}_value", self.name)),
            _ => Some(self.name.clone()),
        }
    }

    /// Returns true if it points to one row.
    pub fn is_lookup(&self) -> bool {
        matches!(&*self.kind, "Lookup" | "Owner" | "Customer")
    }

    /// Returns true if the page has it in the writable section.
    pub fn is_writable(&self) -> bool {
        self.facts["writable"] == true && self.kind != "File"
    }

    /// Returns true if the page doesn't exclude it from new rows.
    pub fn is_for_create(&self) -> bool {
        self.is_writable() && self.facts["is_valid_for_create"] != false
    }

    /// Returns true if the page doesn't exclude it from updates.
    pub fn is_for_update(&self) -> bool {
        self.is_writable() && self.facts["is_valid_for_update"] != false
    }

    /// Returns true if responses contain it.
    pub fn is_readable(&self) -> bool {
        self.facts["is_valid_for_read"] != false
    }

    /// Returns true if it is an image that new rows can't have.
    pub fn is_secondary_image(&self) -> bool {
        self.kind == "Image" && self.facts["is_primary_image"] == false
    }

    /// Returns true if `RequiredLevel` is SystemRequired.
    pub fn is_required(&self) -> bool {
        self.facts["required_level"] == "SystemRequired"
    }

    /// Returns the maximum length.
    pub fn max_length(&self) -> Option<usize> {
        self.number("max_length").map(|length| length as usize)
    }

    /// Returns a number, such as `min_value`.
    pub fn number(&self, key: &str) -> Option<f64> {
        match &self.facts[key] {
            Value::String(text) => text.parse().ok(),
            other => other.as_f64(),
        }
    }

    /// Returns the number of decimal places.
    pub fn decimal_places(&self) -> Option<usize> {
        let source = self.facts["precision_source"].as_str().unwrap_or("0");
        if self.kind == "Money" && !source.starts_with('0') {
            return Some(4);
        }
        self.number("precision").map(|places| places as usize)
    }

    /// Returns the behavior of a date.
    pub fn behavior(&self) -> &str {
        self.facts["date_time_behavior"]
            .as_str()
            .unwrap_or("UserLocal")
    }

    /// Returns the options, each with its state; empty if the page lists none.
    pub fn options(&self) -> Vec<(i64, Option<i64>)> {
        list(&self.facts, "options")
            .filter_map(|option| Some((option["value"].as_i64()?, option["state"].as_i64())))
            .collect()
    }

    /// Returns the tables that a lookup points to.
    pub fn targets(&self) -> impl Iterator<Item = &str> {
        list(&self.facts, "targets").filter_map(Value::as_str)
    }
}

/// Finds the columns that only describe a lookup: its name, its phonetic name, and its table.
fn describe(columns: &mut [Column]) {
    let lookups = columns.iter().filter(|column| column.is_lookup());
    let lookups: Vec<String> = lookups.map(|column| column.name.clone()).collect();
    for column in columns {
        let suffixes: &[&str] = match &*column.kind {
            "String" if column.facts["writable"] == false => &["name", "yominame"],
            "EntityName" => &["type"],
            _ => continue,
        };
        column.is_description = lookups.iter().any(|lookup| {
            let suffix = column.name.strip_prefix(lookup.as_str());
            suffix.is_some_and(|suffix| suffixes.contains(&suffix))
        });
    }
}

fn list<'a>(model: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    model[key].as_array().into_iter().flatten()
}

/// Returns a name; models leave out unknown ones.
fn name(relationship: &Value, key: &str) -> Option<String> {
    let name = relationship[key].as_str()?;
    (!name.is_empty()).then(|| name.to_owned())
}
