//! Faults in relationships.

use dataverse_schema_pages::Severity::{Error, Warning};

use super::fault::Edit;
use super::fault::Kind;
use super::fault::RowFault::{Key, Missing, Twice, Value};
use super::page::CleanPage;
use super::scope::Scope::{ManyToMany, ManyToOne, OneToMany};
use super::scope::{Change, Piece, Row, change_kinds, piece_kinds, row_kinds};

const ROWS: &[Row] = &[
    (
        ManyToOne,
        Value("ReferencingAttribute", "`contoso_nothing`"),
        Error,
    ),
    (ManyToOne, Value("ReferencingAttribute", ""), Error),
    (
        ManyToOne,
        Value("ReferencingAttribute", "`contoso carrier`"),
        Error,
    ),
    (ManyToOne, Missing("ReferencingAttribute"), Error),
    (
        ManyToOne,
        Key("ReferencingAttribute", "ReferencingAtribute"),
        Error,
    ),
    (ManyToOne, Twice("ReferencingAttribute"), Error),
    (ManyToOne, Value("ReferencedEntity", ""), Error),
    (ManyToOne, Value("ReferencedEntity", "`Account`"), Error),
    (
        ManyToOne,
        Value("ReferencedEntity", "`contoso_nothing`"),
        Error,
    ),
    (ManyToOne, Missing("ReferencedEntity"), Error),
    (ManyToOne, Key("ReferencedEntity", "ReferencedEntiy"), Error),
    (ManyToOne, Twice("ReferencedEntity"), Error),
    (ManyToOne, Value("ReferencedAttribute", ""), Warning),
    (ManyToOne, Missing("ReferencedAttribute"), Warning),
    (
        ManyToOne,
        Value("ReferencingEntityNavigationPropertyName", ""),
        Warning,
    ),
    (
        ManyToOne,
        Value("ReferencingEntityNavigationPropertyName", "``"),
        Warning,
    ),
    (
        ManyToOne,
        Value("ReferencingEntityNavigationPropertyName", "`a b`"),
        Error,
    ),
    (
        ManyToOne,
        Missing("ReferencingEntityNavigationPropertyName"),
        Warning,
    ),
    (
        ManyToOne,
        Key(
            "ReferencingEntityNavigationPropertyName",
            "ReferencingEntityNavigationProperty",
        ),
        Error,
    ),
    (
        ManyToOne,
        Twice("ReferencingEntityNavigationPropertyName"),
        Error,
    ),
    (ManyToOne, Value("IsHierarchical", "Yes"), Error),
    (
        ManyToOne,
        Key("CascadeConfiguration", "CascadeConfig"),
        Error,
    ),
    (ManyToOne, Value("CascadeConfiguration", ""), Warning),
    (ManyToOne, Twice("CascadeConfiguration"), Error),
    (OneToMany, Value("ReferencingEntity", ""), Error),
    (
        OneToMany,
        Value("ReferencingEntity", "`Contoso_Scan`"),
        Error,
    ),
    (
        OneToMany,
        Value("ReferencingEntity", "`contoso_nothing`"),
        Error,
    ),
    (OneToMany, Missing("ReferencingEntity"), Error),
    (
        OneToMany,
        Key("ReferencingEntity", "ReferencedEntty"),
        Error,
    ),
    (OneToMany, Value("ReferencingAttribute", ""), Warning),
    (OneToMany, Missing("ReferencingAttribute"), Warning),
    (
        OneToMany,
        Missing("ReferencedEntityNavigationPropertyName"),
        Warning,
    ),
    (
        OneToMany,
        Value("ReferencedEntityNavigationPropertyName", "`a-b`"),
        Error,
    ),
    (OneToMany, Value("IsCustomizable", "`Maybe`"), Error),
    (OneToMany, Value("IsCustomizable", "true"), Error),
    (OneToMany, Twice("IsCustomizable"), Error),
    (OneToMany, Key("IsCustomizable", "IsCustomisable"), Error),
    (
        OneToMany,
        Key("AssociatedMenuConfiguration", "AssociatedMenuConfig"),
        Error,
    ),
    (ManyToMany, Value("IntersectEntityName", ""), Warning),
    (ManyToMany, Missing("IntersectEntityName"), Warning),
    (ManyToMany, Value("IntersectEntityName", "`a b`"), Error),
    (ManyToMany, Value("SchemaName", "`contoso_other`"), Error),
    (ManyToMany, Missing("SchemaName"), Error),
    (ManyToMany, Missing("NavigationPropertyName"), Warning),
    (ManyToMany, Value("NavigationPropertyName", "`a b`"), Error),
    (ManyToMany, Missing("IntersectAttribute"), Warning),
    (ManyToMany, Value("IsCustomizable", "`Maybe`"), Error),
    (
        ManyToMany,
        Key("NavigationPropertyName", "NavigationProperty"),
        Error,
    ),
];

const PIECES: &[Piece] = &[
    (ManyToOne, "Assign: `", "Asign: `", Error),
    (ManyToOne, "Assign: `", "assign: `", Error),
    (ManyToOne, "Delete: `", "Delet: `", Error),
    (ManyToOne, "Unshare: `", "Unshar: `", Error),
    (ManyToOne, "Merge: `", "Combine: `", Warning),
    (
        ManyToOne,
        "`NoCascade`<br />Delete",
        "`NoCascad`<br />Delete",
        Warning,
    ),
    (
        ManyToOne,
        "`NoCascade`<br />Delete",
        "`nocascade`<br />Delete",
        Warning,
    ),
    (
        ManyToOne,
        "`NoCascade`<br />Delete",
        "`Nothing`<br />Delete",
        Warning,
    ),
    (
        ManyToOne,
        "`NoCascade`<br />Delete",
        "`NoCascade` Delete",
        Warning,
    ),
    (
        ManyToOne,
        "`NoCascade`<br />Delete",
        "`NoCascade`, Delete",
        Warning,
    ),
    (
        ManyToOne,
        "`NoCascade`<br />Delete",
        "`NoCascade`Delete",
        Warning,
    ),
    (
        ManyToOne,
        "`NoCascade`<br />Delete",
        "`NoCascade<br />Delete",
        Warning,
    ),
    (
        ManyToOne,
        "`NoCascade`<br />Delete",
        "NoCascade`<br />Delete",
        Warning,
    ),
    (
        ManyToOne,
        "`NoCascade`<br />Delete",
        "<br />Delete",
        Warning,
    ),
    (ManyToOne, "Assign: `NoCascade`", "`NoCascade`", Warning),
    (
        ManyToOne,
        "Assign: `NoCascade`",
        "Assign `NoCascade`",
        Warning,
    ),
    (ManyToOne, "Assign: `NoCascade`", "Assign", Warning),
    (
        ManyToOne,
        "Assign: `NoCascade`",
        "Assign: `NoCascade`<br />Assign: `NoCascade`",
        Error,
    ),
    (
        ManyToOne,
        "One-To-Many Relationship",
        "One-To-Many Relation",
        Warning,
    ),
    (
        ManyToOne,
        "One-To-Many Relationship: [",
        "One-To-Many Relationship: [contoso_other ",
        Error,
    ),
    (
        ManyToOne,
        "One-To-Many Relationship: [",
        "One-To-Many Relationship [",
        Warning,
    ),
    (OneToMany, "Behavior: `", "Behaviour: `", Error),
    (OneToMany, "Behavior: `Use", "Behavior: `use", Warning),
    (OneToMany, "Group: `Details`", "Group: `Detail`", Warning),
    (OneToMany, "Group: `Details`", "Group: `Stuff`", Warning),
    (OneToMany, "Group: `Details`", "Group `Details`", Warning),
    (
        OneToMany,
        "AvailableOffline: True",
        "AvailableOffline: Yes",
        Error,
    ),
    (
        OneToMany,
        "AvailableOffline: True",
        "AvailabelOffline: True",
        Error,
    ),
    (OneToMany, "ViewId: `00000000-", "ViewId: `0000-", Warning),
    (OneToMany, "ViewId: `00000000-", "ViewID: `00000000-", Error),
    (OneToMany, "<br />Group", " Group", Warning),
    (OneToMany, "<br />Group", "; Group", Warning),
    (
        OneToMany,
        "Many-To-One Relationship: [",
        "Many-To-One Relationship: [contoso_other ",
        Error,
    ),
    (ManyToMany, "See [", "See ", Error),
    (ManyToMany, "Group: `Details`", "Group: `Detials`", Warning),
    (ManyToMany, "Behavior: `", "Behaviour: `", Error),
];

fn of_type(page: &CleanPage, types: &[&str]) -> Option<Edit> {
    let relationship = page.relationship("Many-to-One")?;
    let at = page.row(relationship, "ReferencingAttribute")?;
    let column = types.iter().find_map(|r#type| page.column(r#type))?;
    let name = page.value(column, "LogicalName")?;
    Some(Edit::new(page).set(at, format!("|ReferencingAttribute|`{name}`|")))
}

/// Gives the second relationship of a kind the navigation property of the first.
fn same_property(page: &CleanPage, kind: &str, key: &str) -> Option<Edit> {
    let all = page.relationships(kind);
    let property = |at: usize| page.value(all.get(at)?.clone(), key);
    let of = |at: usize| page.value(all.get(at)?.clone(), "ReferencingAttribute");
    let first = property(0).filter(|name| !name.is_empty())?;
    let other = (1..all.len()).find(|at| {
        property(*at).is_some_and(|name| !name.is_empty())
            && (kind != "Many-to-One" || of(*at) != of(0))
    })?;
    let at = page.row(all[other].clone(), key)?;
    Some(Edit::new(page).set(at, format!("|{key}|`{first}`|")))
}

/// Swaps two letters of a navigation property that has the name of its lookup.
fn typo_of_property(page: &CleanPage) -> Option<Edit> {
    let key = "ReferencingEntityNavigationPropertyName";
    let relationship = page.relationship("Many-to-One")?;
    let property = page.value(relationship.clone(), key)?.to_lowercase();
    let is_same = page.value(relationship, "ReferencingAttribute")? == property;
    is_same.then(|| typo(page, "Many-to-One", key))?
}

/// Swaps two letters of the value of a row.
fn typo(page: &CleanPage, kind: &str, key: &str) -> Option<Edit> {
    let relationship = page.relationship(kind)?;
    let at = page.row(relationship.clone(), key)?;
    let mut name: Vec<char> = page.value(relationship, key)?.chars().collect();
    let middle = name.len() / 2;
    let swapped = (middle..name.len() - 1).find(|at| name[*at] != name[at + 1])?;
    name.swap(swapped, swapped + 1);
    let name: String = name.into_iter().collect();
    Some(Edit::new(page).set(at, format!("|{key}|`{name}`|")))
}

const CHANGES: &[Change] = &[
    ("lookup by its schema name", Error, |page| {
        let relationship = page.relationship("Many-to-One")?;
        let at = page.row(relationship, "ReferencingAttribute")?;
        let name = page.column("Lookup")?;
        let name = page.heading_name(name.start);
        (name.to_lowercase() != name)
            .then(|| Edit::new(page).set(at, format!("|ReferencingAttribute|`{name}`|")))
    }),
    ("over a string", Error, |page| of_type(page, &["String"])),
    ("over a date", Error, |page| of_type(page, &["DateTime"])),
    ("over a number", Error, |page| {
        of_type(page, &["Integer", "BigInt", "Decimal"])
    }),
    ("over a choice", Error, |page| {
        of_type(page, &["Picklist", "State"])
    }),
    ("over a Boolean", Error, |page| of_type(page, &["Boolean"])),
    ("typo in ReferencingAttribute", Error, |page| {
        typo(page, "Many-to-One", "ReferencingAttribute")
    }),
    ("typo in ReferencedEntity", Error, |page| {
        typo(page, "Many-to-One", "ReferencedEntity")
    }),
    ("typo in ReferencingEntity", Error, |page| {
        typo(page, "One-to-Many", "ReferencingEntity")
    }),
    ("typo in ReferencedAttribute", Warning, |page| {
        typo(page, "Many-to-One", "ReferencedAttribute")
    }),
    ("typo in the navigation property", Warning, |page| {
        typo_of_property(page)
    }),
    ("two lookups share a navigation property", Error, |page| {
        same_property(
            page,
            "Many-to-One",
            "ReferencingEntityNavigationPropertyName",
        )
    }),
    (
        "two relationships share a navigation property",
        Error,
        |page| {
            same_property(
                page,
                "One-to-Many",
                "ReferencedEntityNavigationPropertyName",
            )
        },
    ),
    (
        "one-to-many has a many-to-one's navigation property",
        Error,
        |page| {
            let one = page.relationship("Many-to-One")?;
            let name = page.value(one, "ReferencingEntityNavigationPropertyName")?;
            let many = page.relationship("One-to-Many")?;
            let key = "ReferencedEntityNavigationPropertyName";
            let at = page.row(many, key)?;
            let has_name = !name.is_empty();
            has_name.then(|| Edit::new(page).set(at, format!("|{key}|`{name}`|")))
        },
    ),
    ("relationship is there twice", Error, |page| {
        let all = page.relationship("Many-to-One")?;
        let text = page.lines[all.clone()].join("\n");
        Some(Edit::new(page).insert(all.end, &text))
    }),
    ("table of a many-to-one is lost", Error, |page| {
        let all = page.relationship("Many-to-One")?;
        let first = page.find(all.start, |line| line.starts_with('|'))?;
        let last = page.last_row(all.clone())?;
        Some(Edit::new(page).remove(first..last + 1).and(all.start))
    }),
    ("link line of a many-to-many is lost", Error, |page| {
        let all = page.relationship("Many-to-Many")?;
        let at = page.find(all.start, |line| line.starts_with("See ["))?;
        Some(Edit::new(page).remove(at..at + 1).and(all.start))
    }),
    ("heading of a many-to-one is lost", Error, |page| {
        let all = page.relationships("Many-to-One");
        let second = all.get(1)?;
        Some(
            Edit::new(page)
                .remove(second.start..second.start + 1)
                .and(second.start + 1),
        )
    }),
];

pub(super) fn kinds() -> Vec<Kind> {
    let mut kinds = row_kinds("relationships", ROWS);
    kinds.extend(piece_kinds("relationships", PIECES));
    kinds.extend(change_kinds("relationships", CHANGES));
    kinds
}
