use crate::info::cache::Cache;
use crate::info::{ColumnInfo, ColumnKind, RequiredLevel, TableInfo};
use crate::value::party_role::ROLES;

const fn column(
    property: &'static str,
    logical_name: &'static str,
    kind: ColumnKind,
) -> ColumnInfo {
    ColumnInfo {
        logical_name,
        schema_name: logical_name,
        display_name: "",
        description: "",
        format: "",
        deprecated: false,
        property,
        kind,
        required: RequiredLevel::None,
        valid_for_create: true,
        valid_for_read: true,
        valid_for_update: false,
        has_default: false,
        labels: &[],
        auto_number: "",
        formula: "",
        language: 0,
    }
}

static COLUMNS: [ColumnInfo; 4] = [
    column(
        "_partyid_value",
        "partyid",
        ColumnKind::Lookup { targets: &[] },
    ),
    column(
        "activitypartyid",
        "activitypartyid",
        ColumnKind::Uniqueidentifier,
    ),
    column(
        "addressused",
        "addressused",
        ColumnKind::String { max_length: 200 },
    ),
    column(
        "participationtypemask",
        "participationtypemask",
        ColumnKind::Picklist { choice: &ROLES },
    ),
];
pub(crate) static ADDRESS: &ColumnInfo = &COLUMNS[2];
pub(super) static ROLE: &ColumnInfo = &COLUMNS[3];

pub(super) static TABLE: TableInfo = TableInfo {
    logical_name: "activityparty",
    schema_name: "ActivityParty",
    display_name: "Activity Party",
    description: "",
    language: 1033,
    deprecated: false,
    labels: &[],
    collection_labels: &[],
    entity_set: "activityparties",
    primary_id: "activitypartyid",
    primary_name: "",
    ownership: "None",
    table_type: "Standard",
    messages: None,
    columns: &COLUMNS,
    row_columns: COLUMNS.len(),
    state_and_status: None,
    keys: &[],
    many_to_one: &[],
    one_to_many: &[],
    many_to_many: &[],
    entity_sets: &[],
    cache: Cache::new(),
};

/// The prefix of a table's name in the navigation property to a party: `partyid_contact`.
pub(super) const NAVIGATION: &str = "partyid_";
