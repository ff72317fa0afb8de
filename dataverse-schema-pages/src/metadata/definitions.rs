use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::definition::Definition;
use super::file::MetadataFile;
use super::finder::{Finder, Part};
use super::json::Json;
use super::language::{LanguageCounts, Languages};
use super::node::{Node, Root};
use super::side::Side;
use super::summary::Subject;
use super::table;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Table;
use crate::source::Source;

/// The table definitions in response bodies of the Web API.
///
/// A body is a definition (`EntityDefinitions(…)`), a list of definitions, the response of
/// `RetrieveMetadataChanges`, or a list of attributes, relationships or keys, which are added to the
/// definitions. A definition may have several bodies.
///
/// A file is in memory while it is searched. Then only where the definitions are is kept, and
/// [`tables`](Self::tables) reads one after the other.
#[derive(Debug)]
pub struct Definitions {
    files: Vec<MetadataFile>,
    /// By logical name.
    tables: BTreeMap<String, Vec<Part>>,
    counts: LanguageCounts,
    languages: Languages,
    /// The number of tables without a member that pages can do without.
    left_out: RefCell<BTreeMap<&'static str, usize>>,
}

/// The members of a table without which a page is valid, but not complete.
const OPTIONAL: [&str; 4] = [
    "Keys",
    "ManyToManyRelationships",
    "OneToManyRelationships",
    "TableType",
];

/// Makes a table of a definition with its parts.
type MakeTable = fn(&Definition<'_>, &mut Vec<Diagnostic>) -> Result<Table, Diagnostic>;

impl Definitions {
    /// Finds the definitions in files.
    ///
    /// # Errors
    /// Returns the errors of files that can't be read, and of items without a table.
    pub fn find(files: Vec<MetadataFile>) -> Result<Self, Vec<Diagnostic>> {
        let (tables, counts) = Finder::new(&files).find()?;
        let languages = Languages {
            preferred: counts.by_count(),
            other: Cell::new(0),
        };
        Ok(Self {
            files,
            tables,
            counts,
            languages,
            left_out: RefCell::default(),
        })
    }

    /// Returns the languages of the labels as locale ids, in ascending order.
    pub fn languages(&self) -> Vec<i32> {
        self.counts.languages()
    }

    /// Returns the language of the pages as a locale id, or `None` if there are no labels.
    ///
    /// Unless [`set_language`](Self::set_language) was called, it is the one with the most labels. It
    /// doesn't depend on the language of the user who exported the definitions, if they have the
    /// labels of all languages.
    pub fn language(&self) -> Option<i32> {
        self.languages.own()
    }

    /// Returns true if the only labels are those in the language of the user who exported the
    /// definitions.
    pub fn has_only_user_labels(&self) -> bool {
        self.counts.are_of_user()
    }

    /// Sets the language of the pages.
    ///
    /// Items without a label in it keep the label that they have without this call.
    ///
    /// # Errors
    /// Returns an error if there are no labels in this language.
    pub fn set_language(&mut self, language: i32) -> Result<(), Diagnostic> {
        let mut preferred = self.counts.by_count();
        if !preferred.contains(&language) {
            let languages: Vec<String> = self.languages().iter().map(i32::to_string).collect();
            let message = format!("no labels in language {language}");
            let help = match &languages[..] {
                [] => "the definitions have no labels".to_owned(),
                _ => format!("languages of the definitions: {}", languages.join(", ")),
            };
            return Err(Diagnostic::general(Code::UnknownLanguage, message).help(help));
        }
        preferred.retain(|other| *other != language);
        preferred.insert(0, language);
        self.languages.preferred = preferred;
        Ok(())
    }

    /// Returns the number of labels in another language than that of the page, since their items have
    /// none in it. Counts the tables that were read.
    pub fn labels_in_other_languages(&self) -> usize {
        self.languages.other.get()
    }

    /// Returns the members that bodies left out, without which a page is valid, but not complete, each
    /// with the number of tables that were read.
    pub fn left_out(&self) -> Vec<(&'static str, usize)> {
        self.left_out
            .borrow()
            .iter()
            .map(|(name, count)| (*name, *count))
            .collect()
    }

    /// Reads the tables in the order of their logical names, one at a time.
    ///
    /// # Errors
    /// Each table has its own errors, with the file, the path of the value in its JSON, and the item
    /// that it belongs to.
    pub fn tables(&self) -> impl Iterator<Item = Result<Table, Vec<Diagnostic>>> {
        self.tables
            .iter()
            .map(|(name, parts)| self.table(name, parts, table::table))
    }

    /// Reads extensions of tables, of which the definitions contain only what was added to a table or
    /// changed in it.
    ///
    /// An attribute whose `IsCustomAttribute` is false is a change to a column of the base page, and a
    /// relationship whose `IsCustomRelationship` is false is a change to one of its relationships.
    /// Properties of the table are ignored, except its names.
    ///
    /// # Errors
    /// Returns the errors of each table, as [`tables`](Self::tables) does.
    pub fn extensions(&self) -> impl Iterator<Item = Result<Table, Vec<Diagnostic>>> {
        self.tables
            .iter()
            .map(|(name, parts)| self.table(name, parts, table::extension))
    }

    fn table(&self, name: &str, parts: &[Part], make: MakeTable) -> Result<Table, Vec<Diagnostic>> {
        let mut items = Vec::new();
        for part in parts {
            let item = part.entry.load(&self.files[part.file]);
            items.push(item.map_err(|error| vec![error])?);
        }
        let file = &self.files[parts[0].file];
        // The model refers to the file by its name only.
        let source = Source::new(file.name(), "");
        let mut diagnostics = Vec::new();
        let definition = self.definition(name, &source, parts, &items, &mut diagnostics);
        let table = make(&definition, &mut diagnostics);
        let mut left_out = self.left_out.borrow_mut();
        for member in OPTIONAL {
            if !definition.has_list(member) {
                *left_out.entry(member).or_default() += 1;
            }
        }
        match table {
            Ok(table) if diagnostics.is_empty() => Ok(table),
            Ok(_) => Err(diagnostics),
            Err(error) => {
                diagnostics.push(error);
                Err(diagnostics)
            }
        }
    }

    fn definition<'j>(
        &'j self,
        name: &str,
        source: &'j Source,
        parts: &[Part],
        items: &'j [Cow<'_, Json>],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Definition<'j> {
        let mut definition = Definition::new(source, name.to_owned());
        for (part, item) in parts.iter().zip(items) {
            let root = Root {
                file: self.files[part.file].name(),
                entry: part.entry,
                item,
                languages: &self.languages,
            };
            let node = Node::new(root);
            match part.subject {
                Subject::Table => definition.add_table(node, diagnostics),
                Subject::Attribute => definition.add_attribute(node, diagnostics),
                Subject::Key => diagnostics.extend(definition.add_key(node).err()),
                Subject::Relationship => {
                    for side in Side::ALL {
                        let mut ends = side.table_members().iter();
                        let is_end = |end: &&str| {
                            let end = item.get(end).and_then(Json::text);
                            end == Some(name)
                        };
                        if ends.any(is_end) {
                            let added = definition.add_relationship(side, node.clone());
                            diagnostics.extend(added.err());
                        }
                    }
                }
            }
        }
        definition
    }
}
