use super::json::Json;
use super::side::Side;

/// What an item of a body describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Table,
    Attribute,
    Relationship,
    Key,
}

/// What has to be known of an item to find its table.
#[derive(Debug)]
pub(super) struct Summary {
    pub(super) subject: Option<Subject>,
    /// The logical names of the tables to which the item says that it belongs.
    pub(super) tables: Vec<String>,
    pub(super) logical_name: Option<String>,
    pub(super) metadata_id: Option<String>,
}

impl Summary {
    pub(super) fn new(item: &Json) -> Self {
        let text = |name: &str| item.get(name)?.text().map(str::to_owned);
        let has = |name: &str| item.member(name).is_some();
        let lists = ["Attributes", "Keys"];
        let lists = lists.into_iter().chain(Side::ALL.map(Side::list));
        let subject = if has("KeyAttributes") {
            Some(Subject::Key)
        } else if has("ReferencingEntity")
            || has("IntersectEntityName") && has("Entity1LogicalName")
        {
            Some(Subject::Relationship)
        } else if has("EntityLogicalName") || has("AttributeType") || has("AttributeTypeName") {
            Some(Subject::Attribute)
        } else if has("EntitySetName") || has("PrimaryIdAttribute") || lists.into_iter().any(has) {
            Some(Subject::Table)
        } else if has("OptionSet") || has("GlobalOptionSet") {
            Some(Subject::Attribute)
        } else {
            None
        };
        let tables: &[&str] = match subject {
            Some(Subject::Table) => &["LogicalName"],
            Some(Subject::Relationship) => &[
                "ReferencingEntity",
                "ReferencedEntity",
                "Entity1LogicalName",
                "Entity2LogicalName",
            ],
            _ => &["EntityLogicalName"],
        };
        let mut tables: Vec<String> = tables.iter().filter_map(|name| text(name)).collect();
        tables.sort_unstable();
        tables.dedup();
        Self {
            subject,
            tables,
            logical_name: text("LogicalName"),
            metadata_id: text("MetadataId").map(|id| id.to_ascii_lowercase()),
        }
    }

    /// Returns true if the item describes a table or a part of one, and has a name.
    pub(super) fn is_part(&self) -> bool {
        self.subject.is_some() && (self.logical_name.is_some() || !self.tables.is_empty())
    }
}

/// What `@odata.context` says about the items of a body.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Address {
    /// The logical name or the metadata id of the table whose parts the items are.
    pub(super) table: Option<String>,
    pub(super) subject: Option<Subject>,
}

impl Address {
    /// Parses the end of `…/$metadata#EntityDefinitions('contoso_gadget')/Attributes/…`.
    pub(super) fn parse(context: &str) -> Self {
        let Some((_, after)) = context.split_once("#EntityDefinitions") else {
            return Self::default();
        };
        let of_table = Self {
            table: None,
            subject: Some(Subject::Table),
        };
        let Some((key, list)) = after.split_once(")/") else {
            return of_table;
        };
        let subject = match list.split(['/', '(']).next() {
            Some("Attributes") => Subject::Attribute,
            Some("Keys") => Subject::Key,
            Some(list) if Side::ALL.iter().any(|side| side.list() == list) => Subject::Relationship,
            Some("$entity") => return of_table,
            _ => return Self::default(),
        };
        let key = key.trim_start_matches('(');
        let key = key.strip_prefix("LogicalName=").unwrap_or(key);
        Self {
            table: Some(key.trim_matches('\'').to_ascii_lowercase()),
            subject: Some(subject),
        }
    }
}
