use dataverse_schema_pages::Code;
use serde_json::{Value, json};

use super::context::{Context, Members};
use super::label::label;
use crate::gap::Gap;
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

/// Tables of Microsoft's to which many solutions refer, and their primary keys.
const PRIMARY_KEYS: [(&str, &str); 13] = [
    ("account", "accountid"),
    ("activitypointer", "activityid"),
    ("businessunit", "businessunitid"),
    ("contact", "contactid"),
    ("fileattachment", "fileattachmentid"),
    ("imagedescriptor", "imagedescriptorid"),
    ("mailbox", "mailboxid"),
    ("owner", "ownerid"),
    ("queue", "queueid"),
    ("sla", "slaid"),
    ("systemuser", "systemuserid"),
    ("team", "teamid"),
    ("transactioncurrency", "transactioncurrencyid"),
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
    ) -> Option<Value> {
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
    ) -> Option<Value> {
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
        let key = self.primary_id(&referenced);
        if side == Side::ManyToOne && key.is_none() {
            report.leave_out("ReferencedAttribute");
        }
        let own_name = match side {
            Side::ManyToOne => &names.0,
            _ => &names.1,
        };
        if own_name.is_none() {
            report.gap(Gap::NavigationProperty, format!("`{name}`"));
        }
        let mut members = common(relationship, name);
        let mut add = |member: &str, value: Value| members.insert(member.to_owned(), value);
        add("ReferencedEntity", json!(referenced));
        add("ReferencedAttribute", json!(key));
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
        Some(members.into())
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
        let mut known = PRIMARY_KEYS.iter();
        let (_, key) = known.find(|(known, _)| *known == table)?;
        Some((*key).to_owned())
    }

    fn many_to_many(&self, relationship: &Element, report: &mut Report) -> Option<Value> {
        let name = relationship.attribute("Name")?;
        let first = lowercase(relationship, "FirstEntityName", report)?;
        let second = lowercase(relationship, "SecondEntityName", report)?;
        let intersect = lowercase(relationship, "IntersectEntityName", report)?;
        let mut members = common(relationship, name);
        let columns = self.intersect_columns([&first, &second], &intersect);
        let ends = [("Entity1", &first, "1"), ("Entity2", &second, "2")];
        for ((end, table, ordinal), column) in ends.into_iter().zip(columns) {
            let role = role_of(relationship, "AssociationRoleOrdinal", ordinal);
            let property = role.and_then(|role| role.value("NavigationPropertyName"));
            if table == self.name && property.is_none() {
                report.gap(Gap::NavigationProperty, format!("`{name}`"));
            }
            if table == self.name && column.is_none() {
                report.leave_out("IntersectAttribute");
            }
            let mut add =
                |member: &str, value: Value| members.insert(format!("{end}{member}"), value);
            add("LogicalName", json!(table));
            add("NavigationPropertyName", json!(property));
            if let Some(role) = role {
                add("AssociatedMenuConfiguration", self.menu(role));
            }
            add("IntersectAttribute", json!(column));
        }
        members.insert("IntersectEntityName".to_owned(), json!(intersect));
        members.insert("IsCustomRelationship".to_owned(), json!(true));
        Some(members.into())
    }

    /// Returns the columns of an intersect table that refer to the tables at both ends, if they are
    /// certain.
    ///
    /// They have the names of the primary keys, and those of a table's relationship with itself have
    /// numbers, too. Microsoft's intersect tables, whose names have no prefix, follow no rule, and
    /// activities share one name of their keys.
    fn intersect_columns(&self, tables: [&str; 2], intersect: &str) -> [Option<String>; 2] {
        let [first, second] = tables.map(|table| self.primary_id(table));
        if tables[0] == tables[1] {
            let numbered = |key: Option<String>, number| Some(format!("{}{number}", key?));
            return [numbered(first, "one"), numbered(second, "two")];
        }
        let is_certain = |key: &String, table: &str| {
            intersect.contains('_') && key.strip_suffix("id") == Some(table)
        };
        [
            first.filter(|key| is_certain(key, tables[0])),
            second.filter(|key| is_certain(key, tables[1])),
        ]
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
        menu.insert("Label".to_owned(), label(labels));
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
