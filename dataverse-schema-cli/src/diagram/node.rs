use clap::ValueEnum;
use dataverse_schema_pages::model::{Column, ColumnType, Fact, Table};

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColumnSet {
    /// No columns
    None,
    /// The primary key, the primary name, and lookups; of the outermost tables, only those lookups
    /// whose relationships are shown
    Keys,
    /// All columns
    All,
}

/// A table in a diagram.
#[derive(Default)]
pub(super) struct Node<'t> {
    /// Returns true if the page of the table is among the arguments.
    pub(super) has_page: bool,
    pub(super) display_name: &'t str,
    pub(super) description: &'t str,
    pub(super) entries: Vec<Entry<'t>>,
}

/// A column in a diagram.
pub(super) struct Entry<'t> {
    pub(super) r#type: String,
    pub(super) logical_name: String,
    pub(super) display_name: &'t str,
    /// `PK`, `FK`, or nothing.
    pub(super) key: &'static str,
}

impl<'t> Node<'t> {
    /// Creates a node with the wanted columns. Among the keys are those lookups that are shown.
    pub(super) fn new(
        table: &'t Table,
        wanted: ColumnSet,
        is_shown: &dyn Fn(&str) -> bool,
    ) -> Self {
        let columns = table.columns.iter();
        let entries = columns.filter_map(|column| {
            let (entry, is_name) = entry(table, column)?;
            let is_wanted = match (wanted, entry.key) {
                (ColumnSet::None, _) => false,
                (ColumnSet::All, _) => entry.r#type != ColumnType::Virtual.as_str(),
                (ColumnSet::Keys, "FK") => is_name || is_shown(&entry.logical_name),
                (ColumnSet::Keys, key) => is_name || !key.is_empty(),
            };
            is_wanted.then_some(entry)
        });
        Self {
            has_page: true,
            display_name: text(&table.facts.display_name).unwrap_or_default(),
            description: table.description(),
            entries: entries.collect(),
        }
    }
}

/// Returns the entry of a column, and true if it is the primary name.
fn entry<'t>(table: &'t Table, column: &'t Column) -> Option<(Entry<'t>, bool)> {
    let r#type = column.facts.r#type.as_ref()?.value;
    let logical_name = column.logical_name();
    let is_named_by = |fact| text(fact) == Some(&logical_name);
    let is_name = is_named_by(&table.facts.primary_name_attribute);
    let key = if is_named_by(&table.facts.primary_id_attribute) {
        "PK"
    } else if r#type.is_lookup() {
        "FK"
    } else {
        ""
    };
    let entry = Entry {
        r#type: r#type.as_str().to_owned(),
        logical_name,
        display_name: text(&column.facts.display_name).unwrap_or_default(),
        key,
    };
    Some((entry, is_name))
}

/// Returns the text of a fact.
pub(super) fn text(fact: &Option<Fact<String>>) -> Option<&str> {
    fact.as_ref().map(|fact| fact.value.as_str())
}
