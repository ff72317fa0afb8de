use std::collections::BTreeSet;

use super::context::Context;
use crate::gap::Gap;
use crate::report::Report;
use crate::xml::Element;

/// The tables whose object type codes are the same in all environments.
const CODES: [(&str, &str); 5] = [
    ("1", "account"),
    ("2", "contact"),
    ("8", "systemuser"),
    ("9", "team"),
    ("10", "businessunit"),
];

/// The targets of columns that Dataverse adds to tables.
const SYSTEM: [(&str, &str); 8] = [
    ("createdby", "systemuser"),
    ("createdonbehalfby", "systemuser"),
    ("modifiedby", "systemuser"),
    ("modifiedonbehalfby", "systemuser"),
    ("owningbusinessunit", "businessunit"),
    ("owningteam", "team"),
    ("owninguser", "systemuser"),
    ("transactioncurrencyid", "transactioncurrency"),
];

impl Context<'_> {
    /// Returns the tables that a lookup or a list of parties can point to.
    pub(super) fn targets(
        &self,
        column: &Element,
        name: &str,
        r#type: &str,
        report: &mut Report,
    ) -> Vec<String> {
        if r#type == "Owner" {
            return vec!["systemuser".to_owned(), "team".to_owned()];
        }
        let mut targets: BTreeSet<String> = self.related(name).collect();
        let has_relationship = !targets.is_empty();
        let mut unknown = Vec::new();
        for code in column.list("LookupTypes") {
            let code = code.text.trim();
            match CODES.iter().find(|(known, _)| *known == code) {
                Some((_, table)) => {
                    targets.insert((*table).to_owned());
                }
                None => unknown.push(code),
            }
        }
        if targets.is_empty() && r#type == "Customer" {
            targets.extend(["account", "contact"].map(str::to_owned));
        }
        if targets.is_empty() && column.flag("IsCustomField") != Some(true) {
            let system = SYSTEM.iter().filter(|(system, _)| *system == name);
            targets.extend(system.map(|(_, target)| (*target).to_owned()));
        }
        // The solution has a relationship for a target only if it has the target's table, too.
        let is_partial = !unknown.is_empty() && r#type == "PartyList"
            || self.facts.is_activity && name == "regardingobjectid"
            || targets.is_empty();
        let can_be_set = ["ValidForCreateApi", "ValidForUpdateApi"]
            .iter()
            .any(|flag| column.flag(flag) == Some(true));
        if self.catalog.is_base_column(self.name, name) {
            // Its base page has both.
        } else if is_partial {
            report.gap(Gap::Targets, format!("`{name}`"));
        } else if can_be_set && !has_relationship && r#type != "PartyList" {
            report.gap(Gap::Relationship, format!("`{name}`"));
        }
        targets.into_iter().collect()
    }

    /// Returns the tables to which relationships of a lookup lead.
    fn related(&self, column: &str) -> impl Iterator<Item = String> {
        self.catalog
            .relationships(self.name)
            .filter(move |relationship| {
                let is_own = |child, name: &str| {
                    let value = relationship.value(child);
                    value.is_some_and(|value| value.eq_ignore_ascii_case(name))
                };
                is_own("ReferencingEntityName", self.name)
                    && is_own("ReferencingAttributeName", column)
            })
            .filter_map(|relationship| {
                Some(relationship.value("ReferencedEntityName")?.to_lowercase())
            })
    }
}
