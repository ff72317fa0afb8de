//! Turns the parts of each table into the table.

use std::collections::{BTreeMap, BTreeSet};

use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Code, Definitions, Diagnostic, MetadataFile};

use crate::catalog::{Catalog, column_name, table_name};
use crate::definition::{Definition, definition};
use crate::report::Report;
use crate::xml::Element;

/// What solutions don't contain.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// The names of entity sets by the logical names of their tables. Solutions that were exported
    /// before 2016 don't contain them.
    pub entity_sets: BTreeMap<String, String>,
    /// The language of the pages as a locale id.
    ///
    /// By default, it is that of the organization that exported the solution.
    pub language: Option<i32>,
}

/// The tables that have been read, and those of which there are more parts.
pub(crate) struct Tables<'c> {
    catalog: &'c Catalog,
    options: &'c Options,
    tables: BTreeMap<String, Table>,
    /// The languages of labels.
    languages: BTreeSet<i32>,
    /// The parts of a table so far, and their number.
    parts: BTreeMap<String, (usize, Element)>,
}

impl<'c> Tables<'c> {
    pub(crate) fn new(catalog: &'c Catalog, options: &'c Options) -> Self {
        Self {
            catalog,
            options,
            languages: BTreeSet::new(),
            tables: BTreeMap::new(),
            parts: BTreeMap::new(),
        }
    }

    /// Adds a part of a table.
    pub(crate) fn add(&mut self, part: Element, report: &mut Report) {
        let Some(name) = table_name(&part) else {
            return;
        };
        let expected = self.catalog.table(&name).map_or(1, |facts| facts.parts);
        let (number, table) = match self.parts.remove(&name) {
            Some((number, earlier)) => (number + 1, combined(earlier, part)),
            None => (1, part),
        };
        if number < expected {
            self.parts.insert(name, (number, table));
            return;
        }
        if let Some(table) = self.table(&name, &table, report) {
            self.tables.insert(name, table);
        }
    }

    fn table(&mut self, name: &str, table: &Element, report: &mut Report) -> Option<Table> {
        let entity_set = self.options.entity_sets.get(name).map(String::as_str);
        let definition = definition(table, name, entity_set, self.catalog, report)?;
        match self.read(report.name(table.origin), &definition) {
            Ok(table) => {
                let mut table = table?;
                table.mark_as_of_solution();
                Some(table)
            }
            Err(errors) => {
                report.errors.extend(errors);
                None
            }
        }
    }

    fn read(
        &mut self,
        file: &str,
        definition: &Definition,
    ) -> Result<Option<Table>, Vec<Diagnostic>> {
        let file = MetadataFile::of_definition(file, &definition.json);
        let file = file.map_err(|error| vec![error])?;
        let mut definitions = Definitions::find(vec![file])?;
        let known = definitions.languages();
        let wanted = [self.options.language, self.catalog.language()];
        let language = wanted
            .into_iter()
            .flatten()
            .find(|wanted| known.contains(wanted));
        if let Some(language) = language {
            definitions
                .set_language(language)
                .map_err(|error| vec![error])?;
        }
        self.languages.extend(known);
        if definition.is_whole {
            definitions.tables().next().transpose()
        } else {
            definitions.extensions().next().transpose()
        }
    }

    /// Returns the tables, and reports options that fit none of them.
    pub(crate) fn finish(self, report: &mut Report) -> Vec<Table> {
        for name in self.options.entity_sets.keys() {
            if self.catalog.table(name).is_none() {
                let message = format!("unknown table `{name}`, for which there is an entity set");
                let known: Vec<&str> = self.tables.keys().map(String::as_str).collect();
                let error = Diagnostic::general(Code::UnknownTable, message);
                report
                    .errors
                    .push(error.suggest_or_list("known tables", name, &known));
            }
        }
        if let Some(language) = self.options.language
            && !self.languages.contains(&language)
            && !self.tables.is_empty()
        {
            let languages: Vec<String> = self.languages.iter().map(i32::to_string).collect();
            let message = format!("no labels in language {language}");
            let error = Diagnostic::general(Code::UnknownLanguage, message);
            let help = format!("languages of the solutions: {}", languages.join(", "));
            report.errors.push(error.help(help));
        }
        self.tables.into_values().collect()
    }
}

/// Combines two parts of a table. What both have is that of the later one.
fn combined(earlier: Element, later: Element) -> Element {
    let Element { children, .. } = later;
    let mut table = earlier;
    for child in children {
        let known = table
            .children
            .iter()
            .position(|known| known.name == child.name);
        match (known, child.name) {
            (Some(index), "EntityInfo" | "entity") => {
                let known = table.children.remove(index);
                table.children.insert(index, combined(known, child));
            }
            (Some(index), "attributes" | "EntityKeys") => {
                let known = table.children.remove(index);
                table.children.insert(index, combined_list(known, child));
            }
            (Some(index), _) => table.children[index] = child,
            (None, _) => table.children.push(child),
        }
    }
    table
}

/// Combines two lists of columns or keys.
fn combined_list(mut earlier: Element, later: Element) -> Element {
    for item in later.children {
        let name = column_name(&item);
        let known = earlier
            .children
            .iter()
            .position(|known| column_name(known) == name);
        match known {
            Some(index) => earlier.children[index] = item,
            None => earlier.children.push(item),
        }
    }
    earlier
}
