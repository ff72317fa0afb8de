use std::collections::{BTreeMap, BTreeSet};

use super::entry::{Entry, Envelope, scan};
use super::file::MetadataFile;
use super::json::Json;
use super::language::LanguageCounts;
use super::node::incomplete;
use super::summary::{Address, Subject, Summary};
use crate::diagnostic::{Code, Diagnostic};

/// An item of a file that belongs to a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// The index of the file.
    pub(super) file: usize,
    pub(super) entry: Entry,
    pub(super) subject: Subject,
}

/// Finds the items of files, and the tables that they belong to.
pub(super) struct Finder<'f> {
    files: &'f [MetadataFile],
    /// By logical name.
    tables: BTreeMap<String, Vec<Part>>,
    /// The logical names of tables by their metadata ids.
    ids: BTreeMap<String, String>,
    /// The items that aren't tables.
    others: Vec<Other>,
    counts: LanguageCounts,
    diagnostics: Vec<Diagnostic>,
    /// True if a file can't be read, which may have the definitions that others lack.
    has_unread: bool,
}

/// An item that isn't a table.
struct Other {
    part: Part,
    /// The names in the item, or the name or the id in its body's address.
    tables: Vec<String>,
    name: String,
}

type Found = (BTreeMap<String, Vec<Part>>, LanguageCounts);

impl<'f> Finder<'f> {
    pub(super) fn new(files: &'f [MetadataFile]) -> Self {
        Self {
            files,
            tables: BTreeMap::new(),
            ids: BTreeMap::new(),
            others: Vec::new(),
            counts: LanguageCounts::default(),
            diagnostics: Vec::new(),
            has_unread: false,
        }
    }

    /// Returns the items of each table, by the table's logical name, and counts the labels.
    pub(super) fn find(mut self) -> Result<Found, Vec<Diagnostic>> {
        for file in 0..self.files.len() {
            self.scan(file);
        }
        for other in std::mem::take(&mut self.others) {
            self.assign(other);
        }
        if self.tables.is_empty() && self.diagnostics.is_empty() {
            let error =
                Diagnostic::general(Code::MissingDefinition, "missing definition of a table");
            self.diagnostics.push(error.help(
                "add the body of the first request that `dataverse-schema page --how-to` prints",
            ));
        }
        if self.diagnostics.is_empty() {
            Ok((self.tables, self.counts))
        } else {
            Err(self.diagnostics)
        }
    }

    fn scan(&mut self, index: usize) {
        let file = &self.files[index];
        let mut items = Vec::new();
        let counts = &mut self.counts;
        let scanned = scan(file, &mut |entry, item| {
            counts.add(item);
            let summary = match item {
                Json::Object(_) => Ok(Summary::new(item)),
                other => Err(format!("expected an object, found {}", other.shown())),
            };
            items.push((entry, summary));
        });
        let envelope = match scanned {
            Ok(envelope) => envelope,
            Err(error) => {
                self.diagnostics.push(error);
                self.has_unread = true;
                return;
            }
        };
        if let Some(error) = rejection(file, &envelope) {
            self.diagnostics.push(error);
            self.has_unread = true;
        }
        if envelope.is_partial {
            self.diagnostics
                .push(incomplete(&format!("{}: $", file.name())));
        }
        let address = envelope.context.as_deref().map(Address::parse);
        let address = address.unwrap_or_default();
        for (entry, summary) in items {
            if let Err((code, message)) = self.add(index, entry, summary, &address) {
                let message = format!("{}: {}: {message}", file.name(), entry.path());
                self.diagnostics.push(Diagnostic::general(code, message));
            }
        }
    }

    fn add(
        &mut self,
        file: usize,
        entry: Entry,
        summary: Result<Summary, String>,
        address: &Address,
    ) -> Result<(), (Code, String)> {
        let summary = summary.map_err(|message| (Code::InvalidDefinition, message))?;
        let Some(subject) = summary.subject.or(address.subject) else {
            let message =
                "expected the definition of a table, an attribute, a relationship, or a key";
            return Err((Code::InvalidDefinition, message.to_owned()));
        };
        let part = Part {
            file,
            entry,
            subject,
        };
        if subject == Subject::Table {
            let Some(name) = summary.logical_name else {
                return Err((Code::MissingMember, "missing `LogicalName`".to_owned()));
            };
            if let Some(id) = summary.metadata_id {
                self.ids.insert(id, name.clone());
            }
            self.tables.entry(name).or_default().push(part);
            return Ok(());
        }
        let mut tables = summary.tables;
        if tables.is_empty() {
            tables.extend(address.table.clone());
        }
        self.others.push(Other {
            part,
            tables,
            name: summary.logical_name.unwrap_or_default(),
        });
        Ok(())
    }

    /// Adds an item to its tables. A relationship may belong to several of them.
    fn assign(&mut self, other: Other) {
        let mut tables: BTreeSet<&str> = BTreeSet::new();
        for table in &other.tables {
            let table = self.ids.get(table).unwrap_or(table);
            if let Some((table, _)) = self.tables.get_key_value(table) {
                tables.insert(table);
            }
        }
        // Where there is only one table, an item that doesn't say otherwise belongs to it.
        if other.tables.is_empty() && self.tables.len() == 1 {
            tables.extend(self.tables.keys().map(String::as_str));
        }
        if tables.is_empty() {
            if !self.has_unread {
                self.diagnostics.push(self.missing_table(&other));
            }
            return;
        }
        let tables: Vec<String> = tables.into_iter().map(str::to_owned).collect();
        for table in tables {
            self.tables.entry(table).or_default().push(other.part);
        }
    }

    fn missing_table(&self, other: &Other) -> Diagnostic {
        let file = self.files[other.part.file].name();
        let mut location = format!("{file}: {}", other.part.entry.path());
        if !other.name.is_empty() {
            location = format!("{location} (`{}`)", other.name);
        }
        if other.tables.is_empty() && !self.tables.is_empty() {
            let message = format!("{location}: missing `EntityLogicalName`");
            return Diagnostic::general(Code::MissingMember, message).help(
                "request it with `$select`, save the body with its `@odata.context`, or pass the bodies of one table at a time",
            );
        }
        let name = match &other.tables[..] {
            [] => "its table".to_owned(),
            names => format!("`{}`", names.join("` or `")),
        };
        let message = format!("{location}: missing definition of {name}");
        Diagnostic::general(Code::MissingDefinition, message).help(
            "add the body of the first request that `dataverse-schema page --how-to` prints for it",
        )
    }
}

/// Returns true if a file has a body with table definitions, or with parts of them.
pub fn has_definitions(file: &MetadataFile) -> bool {
    let mut has_some = false;
    let scanned = scan(file, &mut |_, item| {
        has_some |= Summary::new(item).is_part();
    });
    let address = scanned.ok().and_then(|envelope| envelope.context);
    has_some || address.is_some_and(|address| Address::parse(&address).subject.is_some())
}

/// Returns the error of the service, if the body is one.
fn rejection(file: &MetadataFile, envelope: &Envelope) -> Option<Diagnostic> {
    let error = envelope.error.as_ref()?;
    let text = |name| error.get(name).and_then(Json::text).unwrap_or_default();
    let message = format!(
        "{}: $.error: the service rejected the request: {} ({})",
        file.name(),
        text("message"),
        text("code")
    );
    Some(Diagnostic::general(Code::RejectedRequest, message))
}
