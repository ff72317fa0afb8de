use crate::layout::{LANGUAGE, Section};
#[cfg(feature = "json")]
use crate::layout::{OF_SOLUTION, is_of_solution};
use crate::model::facts::facts;
use crate::model::{
    AlternateKey, Column, Contradiction, Extra, Fact, Link, LocalizedLabel, Message, OwnershipType,
    Relationship, TableType, UnmatchedChange,
};
use crate::source::{Source, Span};

/// A table, as its page describes it.
///
/// A page without a property table is an extension. It contains the additions of another product or
/// of a user's overlay to the table of another page.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Table {
    /// The page, followed by the extensions merged into it.
    #[cfg_attr(feature = "json", serde(skip))]
    pub pages: Vec<Source>,
    /// The text between the `---` lines at the top of the page.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub front_matter: Option<Fact<String>>,
    /// The table's name in the page's title, for example `Plugin Package (PluginPackage)`.
    pub title: Fact<String>,
    /// The product in parentheses at the end of the page's title.
    ///
    /// An example is `Microsoft Dataverse`.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub product: Option<Fact<String>>,
    /// The rows of the Properties table.
    #[cfg_attr(feature = "json", serde(flatten))]
    pub facts: TableFacts,
    /// The text below the title.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub description: Option<Fact<String>>,
    /// The notes below the title, in Markdown.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Vec::is_empty"))]
    pub notes: Vec<Fact<String>>,
    /// The pages that this page extends, as its note names them.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Vec::is_empty"))]
    pub extends: Vec<Fact<Link>>,
    /// The solution that added the table.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub added_by: Option<Fact<String>>,
    /// The messages, or `None` if the page has no section for them.
    ///
    /// `None` doesn't mean that the table supports no messages.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub messages: Option<Vec<Message>>,
    /// The messages that exist only for subscriptions, or `None` if the page has no section for
    /// them.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub events: Option<Vec<Message>>,
    /// The columns, writable ones first.
    pub columns: Vec<Column>,
    /// The changes of an extension to columns of other pages.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Vec::is_empty"))]
    pub customized_columns: Vec<Column>,
    /// The alternate keys.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Vec::is_empty"))]
    pub alternate_keys: Vec<AlternateKey>,
    /// The labels in other languages.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Vec::is_empty"))]
    pub localized_labels: Vec<LocalizedLabel>,
    /// The relationships through a lookup column of this table.
    pub many_to_one: Vec<Relationship>,
    /// The relationships through a lookup column of another table.
    pub one_to_many: Vec<Relationship>,
    /// The relationships through an intersect table.
    pub many_to_many: Vec<Relationship>,
    /// The changes of an extension to many-to-one relationships of other pages.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Vec::is_empty"))]
    pub customized_many_to_one: Vec<Relationship>,
    /// The changes of an extension to one-to-many relationships of other pages.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Vec::is_empty"))]
    pub customized_one_to_many: Vec<Relationship>,
    /// The changes of an extension to many-to-many relationships of other pages.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Vec::is_empty"))]
    pub customized_many_to_many: Vec<Relationship>,
    /// The links at the end of the page, in Markdown.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub see_also: Option<Fact<String>>,
    /// Unrecognized content.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Extra::is_empty"))]
    pub extra: Extra,
    /// The sections of the page, each with the span of its heading.
    #[cfg_attr(feature = "json", serde(skip))]
    pub sections: Vec<Fact<Section>>,
    /// The rows in which the merged pages contradict each other.
    #[cfg_attr(feature = "json", serde(skip))]
    pub contradictions: Vec<Contradiction>,
    /// The changes to items that none of the merged pages defines.
    #[cfg_attr(feature = "json", serde(skip))]
    pub unmatched_changes: Vec<UnmatchedChange>,
}

/// Two tables are equal if the contents of their pages are equal.
impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        self.front_matter == other.front_matter
            && self.title == other.title
            && self.product == other.product
            && self.facts == other.facts
            && self.description == other.description
            && self.notes == other.notes
            && self.extends == other.extends
            && self.added_by == other.added_by
            && self.messages == other.messages
            && self.events == other.events
            && self.columns == other.columns
            && self.customized_columns == other.customized_columns
            && self.alternate_keys == other.alternate_keys
            && self.localized_labels == other.localized_labels
            && self.many_to_one == other.many_to_one
            && self.one_to_many == other.one_to_many
            && self.many_to_many == other.many_to_many
            && self.customized_many_to_one == other.customized_many_to_one
            && self.customized_one_to_many == other.customized_one_to_many
            && self.customized_many_to_many == other.customized_many_to_many
            && self.see_also == other.see_also
            && self.extra == other.extra
    }
}

impl Table {
    /// Creates a table that has only a title.
    pub(crate) fn new(source: &Source, title: Fact<String>) -> Self {
        Self {
            pages: vec![source.clone()],
            front_matter: None,
            title,
            product: None,
            facts: TableFacts::default(),
            description: None,
            notes: Vec::new(),
            extends: Vec::new(),
            added_by: None,
            messages: None,
            events: None,
            columns: Vec::new(),
            customized_columns: Vec::new(),
            alternate_keys: Vec::new(),
            localized_labels: Vec::new(),
            many_to_one: Vec::new(),
            one_to_many: Vec::new(),
            many_to_many: Vec::new(),
            customized_many_to_one: Vec::new(),
            customized_one_to_many: Vec::new(),
            customized_many_to_many: Vec::new(),
            see_also: None,
            extra: Extra::default(),
            sections: Vec::new(),
            contradictions: Vec::new(),
            unmatched_changes: Vec::new(),
        }
    }

    /// Returns the page that the table was read from. For a merged table, that is its base page.
    pub fn source(&self) -> &Source {
        &self.pages[0]
    }

    /// Returns the page that contains a span.
    pub fn page_containing(&self, span: Span) -> &Source {
        let page = self.pages.iter().find(|page| page.contains(span));
        page.unwrap_or(&self.pages[0])
    }

    /// Returns the language of the page as a locale id, if its front matter has a line such as
    /// `language: 1031`.
    ///
    /// Pages without one are in English, as Microsoft's are.
    pub fn language(&self) -> Option<i32> {
        let lines = self.front_matter.as_ref()?.value.lines();
        let mut languages = lines.filter_map(|line| line.strip_prefix(LANGUAGE));
        languages.next()?.trim().parse().ok()
    }

    /// Returns true if the page was created from solutions, as its front matter notes.
    #[cfg(feature = "json")]
    pub fn is_of_solution(&self) -> bool {
        let front_matter = self.front_matter.as_ref();
        front_matter.is_some_and(|fact| is_of_solution(&fact.value))
    }

    /// Notes in the front matter that the page is that of solutions.
    ///
    /// These leave out facts, which `lint` doesn't miss on such a page.
    #[cfg(feature = "json")]
    pub fn mark_as_of_solution(&mut self) {
        let front_matter = match &self.front_matter {
            Some(others) => format!("{OF_SOLUTION}\n{}", others.value),
            None => OF_SOLUTION.to_owned(),
        };
        self.front_matter = Some(Fact::new(front_matter, self.title.span));
    }

    /// Returns true if the page only extends the table of another page.
    pub fn is_extension(&self) -> bool {
        self.section(Section::Properties).is_none()
    }

    /// Returns the span of a section's heading.
    pub(crate) fn section(&self, section: Section) -> Option<Span> {
        let found = self.sections.iter().find(|found| found.value == section);
        found.map(|found| found.span)
    }

    /// Returns the columns and the changes to columns.
    pub fn all_columns(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().chain(&self.customized_columns)
    }

    /// Returns the relationships of all kinds and the changes to relationships.
    pub fn all_relationships(&self) -> impl Iterator<Item = &Relationship> {
        let lists = [
            &self.many_to_one,
            &self.one_to_many,
            &self.many_to_many,
            &self.customized_many_to_one,
            &self.customized_one_to_many,
            &self.customized_many_to_many,
        ];
        lists.into_iter().flatten()
    }

    /// Returns the logical name, which an extension has only as the schema name in its title.
    pub fn logical_name(&self) -> String {
        match &self.facts.logical_name {
            Some(name) => name.value.clone(),
            None => self.schema_name().to_lowercase(),
        }
    }

    /// Returns the schema name. An extension has it only in its title.
    pub fn schema_name(&self) -> &str {
        if let Some(name) = &self.facts.schema_name {
            return &name.value;
        }
        name_in_title(&self.title.value)
    }
}

/// Returns the schema name in `Plugin Package (PluginPackage)`.
pub(crate) fn name_in_title(title: &str) -> &str {
    let parenthesis = title.strip_suffix(')').and_then(|t| t.rsplit_once('('));
    parenthesis.map_or(title, |(_, name)| name)
}

impl Table {
    /// Returns the product that the page belongs to.
    ///
    /// It is in parentheses after the title of the page, or after the title in the front matter.
    pub fn product_name(&self) -> &str {
        if let Some(product) = &self.product {
            return &product.value;
        }
        let front_matter = self.front_matter.as_ref().map_or("", |f| f.value.as_str());
        let title = front_matter.lines().find(|line| line.starts_with("title:"));
        let product = title.and_then(|title| title.rsplit_once(" reference ("));
        let product = product.and_then(|(_, product)| product.split_once(')'));
        product.map_or("", |(product, _)| product)
    }
}

facts! {
    /// The rows of the Properties table.
    TableFacts {
        "DisplayName" display_name: String,
        "DisplayCollectionName" display_collection_name: String,
        "SchemaName" schema_name: String,
        "CollectionSchemaName" collection_schema_name: String,
        "EntitySetName" entity_set_name: String,
        "LogicalName" logical_name: String,
        "LogicalCollectionName" logical_collection_name: String,
        "PrimaryIdAttribute" primary_id_attribute: String,
        "PrimaryNameAttribute" primary_name_attribute: String,
        "TableType" table_type: TableType,
        "OwnershipType" ownership_type: OwnershipType,
        "IsBPFEntity" is_bpf_entity: bool,
    }
}
