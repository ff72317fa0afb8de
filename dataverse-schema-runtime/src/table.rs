use core::fmt::Debug;

use uuid::Uuid;

use crate::found::Found;
use crate::{Choice, ColumnInfo, RelationshipInfo, Row, StateChoice, StatusChoice};

/// What the page says of a table.
#[derive(Debug)]
#[non_exhaustive]
pub struct TableInfo {
    /// The logical name.
    pub logical_name: &'static str,
    /// The schema name.
    pub schema_name: &'static str,
    /// The display name in the language of the page; empty where it gives none.
    pub display_name: &'static str,
    /// The display name and the description in further languages, from an overlay.
    pub labels: &'static [LocalizedLabel],
    /// The name of several rows in further languages, from an overlay.
    pub collection_labels: &'static [LocalizedLabel],
    /// The name of the entity set: the first segment of the table's URLs.
    pub entity_set: &'static str,
    /// The logical name of the primary key.
    pub primary_id: &'static str,
    /// The logical name of the primary name column; empty where there is none.
    pub primary_name: &'static str,
    /// Who owns the rows: `UserOwned`, `OrganizationOwned`, `BusinessOwned` or `None`.
    pub ownership: &'static str,
    /// The kind of table: `Standard`, `Virtual` or `Elastic`.
    pub table_type: &'static str,
    /// The messages that the table supports; `None` where the page has no list of them.
    pub messages: Option<&'static [MessageInfo]>,
    /// The columns. The first [`row_columns`](Self::row_columns) of them are those of the row, sorted by `property`.
    pub columns: &'static [ColumnInfo],
    /// How many columns a row has.
    pub row_columns: usize,
    /// The places in `columns` of the State and the Status column that are set together; `None` where a table hasn't both.
    pub state_and_status: Option<(u16, u16)>,
    /// The alternate keys. Microsoft's pages don't list them, an overlay may.
    pub keys: &'static [KeyInfo],
    /// The many-to-one relationships.
    pub many_to_one: &'static [RelationshipInfo],
    /// The one-to-many relationships.
    pub one_to_many: &'static [RelationshipInfo],
    /// The many-to-many relationships.
    pub many_to_many: &'static [RelationshipInfo],
    /// The logical names and entity sets of the tables that lookups and relationships lead to, as far as they are known: from
    /// their pages, or from the option `entity_sets`.
    pub entity_sets: &'static [(&'static str, &'static str)],
    pub(crate) found: Found,
}

impl TableInfo {
    /// The columns of a row, sorted by `property`.
    pub fn row(&self) -> &'static [ColumnInfo] {
        &self.columns[..self.row_columns]
    }

    /// The display name in a language, a locale id such as 1031; `None` where the pages give none. The page's own language, which
    /// it doesn't name, is [`display_name`](Self::display_name).
    pub fn label_in(&self, language: i32) -> Option<&'static str> {
        label_in(self.labels, language)
    }

    /// The column with this logical name.
    pub fn column(&self, logical_name: &str) -> Option<&'static ColumnInfo> {
        self.columns.iter().find(|c| c.logical_name == logical_name)
    }

    /// The one-to-many relationship to those who take part in an activity.
    pub(crate) fn parties(&self) -> Option<&'static RelationshipInfo> {
        self.one_to_many.iter().find(|relationship| {
            relationship.table == "activityparty"
                && relationship.attribute == "activityid"
                && !relationship.navigation_property.is_empty()
        })
    }

    /// Whether the table supports a message; `None` where the page has no list of them.
    pub fn supports(&self, message: &str) -> Option<bool> {
        Some(self.messages?.iter().any(|m| m.name == message))
    }
}

/// What people read in a language other than the page's. A text is empty where nothing is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LocalizedLabel {
    /// The language as a locale id, for example 1031 for German.
    pub language: i32,
    /// The label.
    pub label: &'static str,
    /// The description.
    pub description: &'static str,
}

/// The label in a language, if there is one.
pub(crate) fn label_in(labels: &[LocalizedLabel], language: i32) -> Option<&'static str> {
    let label = labels.iter().find(|label| label.language == language)?;
    Some(label.label).filter(|text| !text.is_empty())
}

/// An alternate key: columns whose values identify a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeyInfo {
    /// The logical name.
    pub logical_name: &'static str,
    /// The logical names of its columns.
    pub columns: &'static [&'static str],
}

/// A message that a table supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MessageInfo {
    /// The name, for example `Create`.
    pub name: &'static str,
    /// Whether it can be subscribed to as an event; `None` where the page, one of before 2024, doesn't say.
    pub is_event: Option<bool>,
}

/// A table of which at least the logical name is known.
pub trait Named: 'static {
    /// The logical name.
    fn logical_name() -> &'static str;
}

impl<T: Table> Named for T {
    fn logical_name() -> &'static str {
        T::info().logical_name
    }
}

/// A table whose entity set is known, so that URLs of its rows can be written.
#[diagnostic::on_unimplemented(
    message = "the entity set of `{Self}` isn't known",
    label = "no URL can be made for a row of this table",
    note = "add the table's page to `include_schema!`, or name its entity set there: `entity_sets(the_table = \"the_tables\")`"
)]
pub trait EntitySet: Named {
    /// The name of the entity set.
    fn entity_set() -> &'static str;
}

/// What says where a row of table `R` is: its id, or what takes the place of one, such as an alternate key.
#[diagnostic::on_unimplemented(
    message = "`{Self}` doesn't say where a row of `{R}` is",
    label = "a row of `{R}` is expected here"
)]
pub trait Locator<R> {
    /// The row's address as a body names it (`@odata.bind`).
    fn locate(self) -> String;
}

impl<T: EntitySet> Locator<T> for crate::Id<T> {
    fn locate(self) -> String {
        bind_path(T::entity_set(), self.uuid())
    }
}

/// What a row is bound by: the path to it, below the Web API's base address.
pub(crate) fn bind_path(entity_set: &str, id: Uuid) -> String {
    format!("/{entity_set}({id})")
}

impl<T: Table> EntitySet for T {
    fn entity_set() -> &'static str {
        T::info().entity_set
    }
}

/// The row type of a table whose page is included.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a table whose page is included",
    note = "add the table's page to `include_schema!`"
)]
pub trait Table: Row + Clone + Debug + Default + PartialEq + Send + Sync + 'static {
    /// What [`info`](Self::info) is made of, or nothing: for constants, which can't call it.
    #[doc(hidden)]
    const DESCRIPTION: &'static str = "";

    /// Which messages the page lists: what it [`Lists`](crate::message::Lists).
    type Messages;

    /// What the page says of the table.
    fn info() -> &'static TableInfo;
}

/// A table with a State and a Status column.
pub trait HasState: Table {
    /// The enum of the State column.
    type State: StateChoice<Status = Self::Status> + Choice;
    /// The enum of the Status column.
    type Status: StatusChoice<State = Self::State> + Choice;
}
