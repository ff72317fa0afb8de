//! What the tables of all solutions share: option sets, relationships, and facts about each other.

use std::collections::{BTreeMap, BTreeSet};

use dataverse_schema_pages::{Code, Diagnostic};

use crate::flag::check_flags;
use crate::input::Input;
use crate::parts::Parts;
use crate::report::Report;
use crate::xml::{Element, Item, Origin};

/// The maximum memory of all relationships and option sets. Ten thousand of them fit.
const MAX_SHARED: usize = 32 << 20;

/// The maximum size of all formulas.
const MAX_FORMULAS: usize = 32 << 20;

#[derive(Default)]
pub(crate) struct Catalog {
    base_language: Option<i32>,
    first_language: Option<i32>,
    tables: BTreeMap<String, Facts>,
    option_sets: BTreeMap<String, Element>,
    relationships: Vec<Element>,
    /// The indexes of relationships by schema name, and by the tables at their ends.
    by_name: BTreeMap<String, usize>,
    by_table: BTreeMap<String, BTreeSet<usize>>,
    /// The texts of formulas by the file of the table and the path in it.
    formulas: BTreeMap<(String, String), Option<String>>,
    /// The memory of all relationships and option sets.
    shared: usize,
    formula_bytes: usize,
}

/// What other tables need to know of a table.
#[derive(Default)]
pub(crate) struct Facts {
    /// The number of parts that the table consists of.
    pub(crate) parts: usize,
    pub(crate) is_activity: bool,
    /// The logical name of the primary key. Only tables that a solution contains completely have
    /// one.
    pub(crate) primary_id: Option<String>,
    /// The columns that the table has without the solution.
    base_columns: BTreeSet<String>,
}

impl Catalog {
    /// Adds a part of a solution, unless that exceeds a limit. Tables are handed on to `parts`.
    pub(crate) fn add(
        &mut self,
        item: Item,
        parts: &mut Parts,
        report: &mut Report,
    ) -> Result<(), String> {
        match item {
            Item::BaseLanguage(language) => {
                self.base_language.get_or_insert(language);
            }
            Item::Language(language) => {
                self.first_language.get_or_insert(language);
            }
            Item::Table(table) => {
                self.add_table(&table, report);
                parts.add(table);
            }
            Item::Relationship(relationship) => {
                self.keep(&relationship)?;
                self.add_relationship(relationship, report);
            }
            Item::OptionSet(set) => {
                self.keep(&set)?;
                self.add_option_set(set);
            }
        }
        Ok(())
    }

    fn keep(&mut self, element: &Element) -> Result<(), String> {
        self.shared += element.memory();
        if self.shared > MAX_SHARED {
            let limit = MAX_SHARED >> 20;
            return Err(format!(
                "relationships and option sets take up more than {limit} MiB"
            ));
        }
        Ok(())
    }

    fn add_table(&mut self, table: &Element, report: &mut Report) {
        let Some(name) = table_name(table) else {
            let message = "missing name of a table";
            report.error(table.origin, Code::InvalidSolution, message);
            return;
        };
        let entity = entity(table);
        if let Some(entity) = entity {
            check_flags(entity, &format!("table `{name}`"), report);
        }
        let facts = self.tables.entry(name).or_default();
        facts.parts += 1;
        let is_activity = entity.and_then(|entity| entity.flag("IsActivity"));
        facts.is_activity |= is_activity == Some(true);
        for column in entity.map_or(&[][..], |entity| entity.list("attributes")) {
            let Some(name) = column_name(column) else {
                continue;
            };
            check_flags(column, &format!("column `{name}`"), report);
            if column.value("Type") == Some("primarykey") {
                facts.primary_id = Some(name.clone());
            }
            if column.flag("IsCustomField") == Some(false) {
                facts.base_columns.insert(name);
            }
            if let Some(path) = column.value("FormulaDefinitionFileName") {
                let file = report.name(column.origin).to_owned();
                self.formulas.insert((file, path.to_owned()), None);
            }
        }
    }

    fn add_relationship(&mut self, relationship: Element, report: &mut Report) {
        let Some(name) = relationship.attribute("Name") else {
            let message = "missing `Name` of a relationship";
            report.error(relationship.origin, Code::InvalidSolution, message);
            return;
        };
        check_flags(&relationship, &format!("relationship `{name}`"), report);
        let index = self.relationships.len();
        for end in ENDS {
            if let Some(table) = relationship.value(end) {
                let table = self.by_table.entry(table.to_lowercase()).or_default();
                table.insert(index);
            }
        }
        if let Some(replaced) = self.by_name.insert(name.to_owned(), index) {
            for table in self.by_table.values_mut() {
                table.remove(&replaced);
            }
        }
        self.relationships.push(relationship);
    }

    fn add_option_set(&mut self, set: Element) {
        if let Some(name) = set.attribute("Name") {
            self.option_sets.insert(name.to_lowercase(), set);
        }
    }

    /// Reads the formulas that tables of this input name.
    pub(crate) fn read_formulas(&mut self, input: &mut Input, report: &mut Report) {
        for ((table, path), formula) in &mut self.formulas {
            // Formulas of Power Fx are in YAML.
            let is_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
            if is_yaml || formula.is_some() {
                continue;
            }
            match input.formula(table, path) {
                Ok(text) => {
                    self.formula_bytes += text.as_ref().map_or(0, String::len);
                    *formula = text;
                }
                Err(error) => report.errors.push(error),
            }
            if self.formula_bytes > MAX_FORMULAS {
                let message = format!("formulas are larger than {} MiB", MAX_FORMULAS >> 20);
                let error = Diagnostic::general(Code::UnsafeArchive, message);
                report.errors.push(error);
                return;
            }
        }
    }

    /// Returns the language of the pages: that of the organization, else the first one.
    pub(crate) fn language(&self) -> Option<i32> {
        self.base_language.or(self.first_language)
    }

    pub(crate) fn table(&self, name: &str) -> Option<&Facts> {
        self.tables.get(name)
    }

    pub(crate) fn option_set(&self, name: &str) -> Option<&Element> {
        self.option_sets.get(&name.to_lowercase())
    }

    /// Returns the relationships that have a table at either end.
    pub(crate) fn relationships(&self, table: &str) -> impl Iterator<Item = &Element> {
        let indexes = self.by_table.get(table).into_iter().flatten();
        indexes.filter_map(|index| self.relationships.get(*index))
    }

    pub(crate) fn formula(&self, file: &str, path: &str) -> Option<&str> {
        let key = (file.to_owned(), path.to_owned());
        self.formulas.get(&key)?.as_deref()
    }

    /// Returns true if a solution only changes a column: neither the column nor its table is new.
    pub(crate) fn is_base_column(&self, table: &str, column: &str) -> bool {
        let facts = self.tables.get(table);
        facts.is_some_and(|facts| facts.primary_id.is_none() && facts.base_columns.contains(column))
    }
}

/// The elements of a relationship that name its tables.
const ENDS: [&str; 4] = [
    "ReferencingEntityName",
    "ReferencedEntityName",
    "FirstEntityName",
    "SecondEntityName",
];

/// Returns the element with the facts of a table.
pub(crate) fn entity(table: &Element) -> Option<&Element> {
    table.child("EntityInfo")?.child("entity")
}

/// Returns the schema name of a table.
pub(crate) fn schema_name(table: &Element) -> Option<&str> {
    let name = entity(table).and_then(|entity| entity.attribute("Name"));
    name.or_else(|| table.value("Name"))
}

/// Returns the logical name of a table.
pub(crate) fn table_name(table: &Element) -> Option<String> {
    schema_name(table).map(str::to_lowercase)
}

/// Returns the logical name of a column.
pub(crate) fn column_name(column: &Element) -> Option<String> {
    let name = column.value("LogicalName").or_else(|| column.value("Name"));
    name.map(str::to_owned)
}

/// Returns the place where a table is defined.
pub(crate) fn origin(table: &Element) -> Origin {
    entity(table).map_or(table.origin, |entity| entity.origin)
}
