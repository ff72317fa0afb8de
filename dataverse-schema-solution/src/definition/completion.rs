use serde_json::{Value, json};

use super::context::Context;
use super::table_type::table_type;
use crate::catalog::{column_name, entity};
use crate::xml::Element;

/// The language of the texts that are known: Dataverse translates its own into each language.
const ENGLISH: i32 = 1033;

impl Context<'_> {
    /// Returns the relationship with the parties of an activity, which solutions leave out.
    ///
    /// Microsoft's own activities have other names for it, so only tables whose names have the
    /// prefix of a publisher get it.
    pub(super) fn parties(&self, schema_name: &str) -> Option<Value> {
        let key = self.facts.primary_id.as_ref()?;
        let name = format!("{schema_name}_activity_parties");
        let is_listed = self
            .catalog
            .relationships(self.name)
            .any(|found| found.attribute("Name") == Some(&name));
        let is_custom = self.facts.is_activity && schema_name.contains('_');
        (is_custom && !is_listed).then(|| {
            json!({
                "SchemaName": name,
                "ReferencedEntity": self.name,
                "ReferencedAttribute": key,
                "ReferencingEntity": "activityparty",
                "ReferencingAttribute": key,
                "ReferencedEntityNavigationPropertyName": name,
            })
        })
    }

    /// Returns the lookups of the owning team and the owning user, if they are left out but have a
    /// relationship, as in old solutions.
    pub(super) fn owning_columns(&self, columns: &[Element]) -> impl Iterator<Item = Value> {
        let lookups = [
            ("owningteam", "OwningTeam", "Owning Team", "team"),
            ("owninguser", "OwningUser", "Owning User", "systemuser"),
        ];
        let is_left_out = move |name: &str| {
            let is_of_table = |found: &Element| {
                let is = |element, text: &str| {
                    let value = found.value(element);
                    value.is_some_and(|value| value.eq_ignore_ascii_case(text))
                };
                is("ReferencingEntityName", self.name) && is("ReferencingAttributeName", name)
            };
            let mut listed = columns.iter();
            self.catalog.relationships(self.name).any(is_of_table)
                && listed.all(|column| column_name(column).as_deref() != Some(name))
        };
        let left_out = lookups
            .into_iter()
            .filter(move |(name, ..)| is_left_out(name));
        left_out.map(|(name, schema_name, label, target)| {
            json!({
                "LogicalName": name,
                "SchemaName": schema_name,
                "EntityLogicalName": self.name,
                "DisplayName": self.own_text(label),
                "Description": self.own_text(""),
                "AttributeTypeName": { "Value": "LookupType" },
                "IsValidForCreate": false,
                "IsValidForRead": true,
                "IsValidForUpdate": false,
                "IsValidForForm": false,
                "RequiredLevel": { "Value": "None" },
                "Targets": [target],
            })
        })
    }

    /// Returns the column `versionnumber`, which solutions leave out of every table.
    ///
    /// Virtual tables don't have it, because Dataverse doesn't store their rows.
    pub(super) fn version_number(&self, table: &Element, columns: &[Element]) -> Option<Value> {
        const NAME: &str = "versionnumber";
        let is_virtual = table_type(entity(table)?) == "Virtual";
        let is_listed = columns
            .iter()
            .any(|column| column_name(column).as_deref() == Some(NAME));
        let description = if self.facts.is_activity {
            "Version number of the activity."
        } else {
            "Version Number"
        };
        (!is_virtual && !is_listed).then(|| {
            json!({
                "LogicalName": NAME,
                "SchemaName": "VersionNumber",
                "EntityLogicalName": self.name,
                "DisplayName": self.own_text("Version Number"),
                "Description": self.own_text(description),
                "AttributeTypeName": { "Value": "BigIntType" },
                "IsValidForCreate": false,
                "IsValidForRead": true,
                "IsValidForUpdate": false,
                "IsValidForForm": false,
                "RequiredLevel": { "Value": "None" },
                "MinValue": i64::MIN,
                "MaxValue": i64::MAX,
            })
        })
    }

    /// Returns a text that Dataverse gives to a column of its own, as a label of the Web API. It is
    /// empty unless the page is in English.
    fn own_text(&self, text: &str) -> Value {
        let is_known = self.language == Some(ENGLISH) && !text.is_empty();
        let own = is_known.then(|| json!({ "Label": text, "LanguageCode": ENGLISH }));
        json!({
            "LocalizedLabels": own.into_iter().collect::<Vec<_>>(),
        })
    }
}
