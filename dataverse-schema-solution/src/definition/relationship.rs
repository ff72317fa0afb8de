use dataverse_schema_pages::Code;
use serde_json::{Value, json};

use super::context::{Context, Members};
use super::label::label;
use crate::report::Report;
use crate::xml::Element;

/// The end at which a relationship has the table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    ManyToOne,
    OneToMany,
    ManyToMany,
}

impl Side {
    pub(super) const ALL: [Self; 3] = [Self::ManyToOne, Self::OneToMany, Self::ManyToMany];

    /// Returns the member of a definition with the relationships of this side.
    pub(super) fn member(self) -> &'static str {
        match self {
            Self::ManyToOne => "ManyToOneRelationships",
            Self::OneToMany => "OneToManyRelationships",
            Self::ManyToMany => "ManyToManyRelationships",
        }
    }

    /// Returns the elements that can name the table.
    fn ends(self) -> &'static [&'static str] {
        match self {
            Self::ManyToOne => &["ReferencingEntityName"],
            Self::OneToMany => &["ReferencedEntityName"],
            Self::ManyToMany => &["FirstEntityName", "SecondEntityName"],
        }
    }
}

/// A relationship as it is seen from a table.
pub(super) struct Relationship {
    pub(super) json: Value,
    /// True if the solution contains the name of the navigation property of this side, or if it is
    /// certain.
    pub(super) is_named: bool,
}

/// Tables of Microsoft's whose primary key is named like the table.
const PRIMARY_KEYS: [&str; 7] = [
    "account",
    "businessunit",
    "contact",
    "owner",
    "systemuser",
    "team",
    "transactioncurrency",
];

const CASCADES: [(&str, &str); 8] = [
    ("Archive", "CascadeArchive"),
    ("Assign", "CascadeAssign"),
    ("Delete", "CascadeDelete"),
    ("Merge", "CascadeMerge"),
    ("Reparent", "CascadeReparent"),
    ("RollupView", "CascadeRollupView"),
    ("Share", "CascadeShare"),
    ("Unshare", "CascadeUnshare"),
];

impl Context<'_> {
    /// Returns a relationship as it is seen from this side, or `None` if the table isn't there.
    pub(super) fn relationship(
        &self,
        relationship: &Element,
        side: Side,
        report: &mut Report,
    ) -> Option<Relationship> {
        let is_own = |end: &&str| {
            let table = relationship.value(end);
            table.is_some_and(|table| table.eq_ignore_ascii_case(self.name))
        };
        if !side.ends().iter().any(is_own) {
            return None;
        }
        if side == Side::ManyToMany {
            self.many_to_many(relationship, report)
        } else {
            self.one_to_many(relationship, side, report)
        }
    }

    fn one_to_many(
        &self,
        relationship: &Element,
        side: Side,
        report: &mut Report,
    ) -> Option<Relationship> {
        let name = relationship.attribute("Name")?;
        let referencing = lowercase(relationship, "ReferencingEntityName", report)?;
        let referenced = lowercase(relationship, "ReferencedEntityName", report)?;
        let column = lowercase(relationship, "ReferencingAttributeName", report)?;
        let role = |role| role_of(relationship, "RelationshipRoleType", role);
        let roles = (role("1"), role("0"));
        let names = match roles {
            (None, None) => self.system_names(&referencing, &column, name),
            (lookup, collection) => {
                let found = |role: Option<&Element>| {
                    let name = role.and_then(|role| role.value("NavigationPropertyName"));
                    name.map(str::to_owned)
                };
                // Before 2016 the role of the collection had no name.
                (found(lookup), found(collection).or(Some(name.to_owned())))
            }
        };
        let is_named = match side {
            Side::ManyToOne => names.0.is_some(),
            _ => names.1.is_some(),
        };
        let mut members = common(relationship, name);
        let mut add = |member: &str, value: Value| members.insert(member.to_owned(), value);
        add("ReferencedEntity", json!(referenced));
        add("ReferencedAttribute", json!(self.primary_id(&referenced)));
        add("ReferencingEntity", json!(referencing));
        add("ReferencingAttribute", json!(column));
        add("ReferencingEntityNavigationPropertyName", json!(names.0));
        add("ReferencedEntityNavigationPropertyName", json!(names.1));
        add("IsHierarchical", json!(relationship.flag("IsHierarchical")));
        let is_change = self.catalog.is_base_column(&referencing, &column);
        add("IsCustomRelationship", json!(!is_change));
        let cascades = CASCADES.into_iter().filter_map(|(member, element)| {
            Some((member.to_owned(), json!(relationship.value(element)?)))
        });
        add("CascadeConfiguration", Value::Object(cascades.collect()));
        if let Some(role) = roles.0 {
            add("AssociatedMenuConfiguration", self.menu(role));
        }
        Some(Relationship {
            json: members.into(),
            is_named,
        })
    }

    /// Returns the names of both navigation properties of a relationship that Dataverse created
    /// with the table, if they are certain. Those of activities follow no rule.
    fn system_names(
        &self,
        referencing: &str,
        column: &str,
        name: &str,
    ) -> (Option<String>, Option<String>) {
        match self.catalog.table(referencing) {
            Some(facts) if facts.primary_id.is_some() && !facts.is_activity => {
                (Some(column.to_owned()), Some(name.to_owned()))
            }
            _ => (None, None),
        }
    }

    /// Returns the primary key of a table, if it is certain.
    fn primary_id(&self, table: &str) -> Option<String> {
        if let Some(facts) = self.catalog.table(table)
            && facts.primary_id.is_some()
        {
            return facts.primary_id.clone();
        }
        PRIMARY_KEYS.contains(&table).then(|| format!("{table}id"))
    }

    fn many_to_many(&self, relationship: &Element, report: &mut Report) -> Option<Relationship> {
        let name = relationship.attribute("Name")?;
        let first = lowercase(relationship, "FirstEntityName", report)?;
        let second = lowercase(relationship, "SecondEntityName", report)?;
        let intersect = lowercase(relationship, "IntersectEntityName", report)?;
        let mut members = common(relationship, name);
        let mut is_named = true;
        for (end, table, ordinal) in [("Entity1", &first, "1"), ("Entity2", &second, "2")] {
            let role = role_of(relationship, "AssociationRoleOrdinal", ordinal);
            let property = role.and_then(|role| role.value("NavigationPropertyName"));
            is_named &= property.is_some() || table != self.name;
            let mut add =
                |member: &str, value: Value| members.insert(format!("{end}{member}"), value);
            add("LogicalName", json!(table));
            add("NavigationPropertyName", json!(property));
            if let Some(role) = role {
                add("AssociatedMenuConfiguration", self.menu(role));
            }
            // Dataverse numbers the two columns of a table's relationship with itself.
            let key = self.primary_id(table).filter(|_| first == second);
            let number = if ordinal == "1" { "one" } else { "two" };
            let column = key.map(|key| format!("{key}{number}"));
            add("IntersectAttribute", json!(column));
        }
        members.insert("IntersectEntityName".to_owned(), json!(intersect));
        members.insert("IsCustomRelationship".to_owned(), json!(true));
        Some(Relationship {
            json: members.into(),
            is_named,
        })
    }

    /// Returns the display of related rows in apps.
    fn menu(&self, role: &Element) -> Value {
        let mut menu = Members::new();
        for (member, element) in [
            ("Behavior", "NavPaneDisplayOption"),
            ("Group", "NavPaneArea"),
        ] {
            menu.insert(member.to_owned(), json!(role.value(element)));
        }
        let order = role.value("NavPaneOrder");
        let order = order.and_then(|order| order.parse::<i64>().ok());
        menu.insert("Order".to_owned(), json!(order));
        let labels = role.list("CustomLabels");
        menu.insert("Label".to_owned(), label(labels, self.language));
        menu.into()
    }
}

/// Returns the members that all relationships have.
fn common(relationship: &Element, name: &str) -> Members {
    let mut members = Members::new();
    members.insert("SchemaName".to_owned(), json!(name));
    if let Some(flag) = relationship.flag("IsCustomizable") {
        members.insert("IsCustomizable".to_owned(), json!({ "Value": flag }));
    }
    members
}

/// Returns the role with this number.
fn role_of<'e>(relationship: &'e Element, child: &str, number: &str) -> Option<&'e Element> {
    let mut roles = relationship.list("EntityRelationshipRoles").iter();
    roles.find(|role| role.value(child) == Some(number))
}

/// Returns a name that solutions have as a schema name.
fn lowercase(relationship: &Element, child: &str, report: &mut Report) -> Option<String> {
    let Some(name) = relationship.value(child) else {
        let message = format!(
            "missing `{child}` of relationship `{}`",
            relationship.attribute("Name").unwrap_or_default()
        );
        report.error(relationship.origin, Code::InvalidSolution, &message);
        return None;
    };
    Some(name.to_lowercase())
}
