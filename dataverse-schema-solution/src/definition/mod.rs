//! Turns a table into the definition that the Web API returns for it.

mod column;
mod completion;
mod context;
mod key;
mod label;
mod option_set;
mod relationship;
mod table_type;
mod target;

use dataverse_schema_pages::Code;
use serde_json::{Value, json};

use self::column::column;
use self::context::{Context, Members};
use self::label::label;
use self::relationship::Side;
use self::table_type::table_type;
use crate::catalog::{Catalog, column_name, entity, origin, schema_name};
use crate::report::Report;
use crate::xml::Element;

/// The definition of a table, as JSON.
pub(crate) struct Definition {
    pub(crate) json: Value,
    /// False if the solutions contain only additions to the table, and changes of it.
    pub(crate) is_whole: bool,
}

/// Returns the definition of a table, or `None` if the solutions add nothing to it, or after an
/// error.
pub(crate) fn definition(
    table: &Element,
    name: &str,
    entity_set: Option<&str>,
    catalog: &Catalog,
    report: &mut Report,
) -> Option<Definition> {
    let facts = catalog.table(name)?;
    let context = Context {
        catalog,
        name,
        facts,
        language: catalog.language(),
    };
    let is_whole = facts.primary_id.is_some();
    let mut members = context.relationships(report);
    let lists = entity(table).map_or((&[][..], &[][..]), |entity| {
        (entity.list("attributes"), entity.list("EntityKeys"))
    });
    let (columns, keys) = lists;
    let mut attributes: Vec<Value> = columns
        .iter()
        .filter(|column| !context.is_unchanged(column))
        .filter_map(|found| column(&context, found, report))
        .collect();
    let keys: Vec<Value> = keys
        .iter()
        .filter_map(|key| key::key(&context, key, report))
        .collect();
    report.finish_table(origin(table), name);
    let has_relationships = members.values().any(|list| list != &json!([]));
    let is_empty = attributes.is_empty() && keys.is_empty() && !has_relationships;
    if !is_whole && is_empty {
        return None;
    }
    if is_whole {
        context.properties(table, entity_set, &mut members, report)?;
        attributes.extend(context.version_number(table, columns));
        attributes.extend(context.owning_columns(columns));
    }
    let schema_name = schema_name(table)?;
    if let Some(parties) = context.parties(schema_name) {
        add_relationship(&mut members, Side::OneToMany, parties);
    }
    members.insert("LogicalName".to_owned(), json!(name));
    members.insert("SchemaName".to_owned(), json!(schema_name));
    members.insert("Attributes".to_owned(), attributes.into());
    members.insert("Keys".to_owned(), keys.into());
    Some(Definition {
        json: members.into(),
        is_whole,
    })
}

impl Context<'_> {
    /// Returns true for a column of the base page that a solution can't change. Solutions contain
    /// some of them nevertheless.
    fn is_unchanged(&self, column: &Element) -> bool {
        let name = column_name(column).unwrap_or_default();
        self.catalog.is_base_column(self.name, &name)
            && column.flag("IsCustomizable") == Some(false)
    }

    /// Adds the properties of a table, as its page has them.
    fn properties(
        &self,
        table: &Element,
        entity_set: Option<&str>,
        members: &mut Members,
        report: &mut Report,
    ) -> Option<()> {
        let entity = entity(table)?;
        let Some(entity_set) = entity.value("EntitySetName").or(entity_set) else {
            let message = format!("missing `EntitySetName` of table `{}`", self.name);
            let help = format!(
                "solutions have it since 2016: export this one again, or add `--entity-set {}=NAME`",
                self.name
            );
            let error = report.diagnostic(origin(table), Code::UnsupportedSolution, &message);
            report.errors.push(error.help(help));
            return None;
        };
        let mut add = |name: &str, value: Value| members.insert(name.to_owned(), value);
        add("EntitySetName", json!(entity_set));
        for (member, list) in [
            ("DisplayName", "LocalizedNames"),
            ("DisplayCollectionName", "LocalizedCollectionNames"),
            ("Description", "Descriptions"),
        ] {
            add(member, label(entity.list(list)));
        }
        add("PrimaryIdAttribute", json!(self.facts.primary_id));
        let columns = entity.list("attributes");
        let primary_name = columns
            .iter()
            .find(|column| column.has_word("DisplayMask", "PrimaryName"));
        let primary_name = primary_name.and_then(column_name);
        add("PrimaryNameAttribute", json!(primary_name));
        let ownership = entity.value("OwnershipTypeMask").map(|mask| match mask {
            "OrgOwned" => "OrganizationOwned",
            "UnOwned" => "None",
            mask => mask,
        });
        add("OwnershipType", json!(ownership));
        add("IsBPFEntity", json!(entity.flag("IsBPFEntity")));
        add("TableType", json!(table_type(entity)));
        Some(())
    }

    /// Returns the lists of relationships that have the table at an end.
    fn relationships(&self, report: &mut Report) -> Members {
        let lists = Side::ALL.map(|side| (side.member().to_owned(), json!([])));
        let mut members: Members = lists.into_iter().collect();
        for found in self.catalog.relationships(self.name) {
            for side in Side::ALL {
                let Some(relationship) = self.relationship(found, side, report) else {
                    continue;
                };
                add_relationship(&mut members, side, relationship);
            }
        }
        members
    }
}

fn add_relationship(members: &mut Members, side: Side, relationship: Value) {
    if let Some(Value::Array(list)) = members.get_mut(side.member()) {
        list.push(relationship);
    }
}
