use std::borrow::Cow;
use std::sync::LazyLock;

use crate::layout::{ANCHOR, Section};
use crate::model::{
    AssociatedMenu, Cascade, Extra, ExtraPart, ExtraRow, Fact, Link, Relationship,
    RelationshipFacts, Stored,
};
use crate::page::{Cell, CellPart, CellParts, Table, parts};
use crate::read::link::{MANY_TO_MANY, changes_from, pointer};
use crate::read::properties::{properties, stored};
use crate::read::reader::Reader;
use crate::read::section::{Entry, Part};
use crate::source::Span;

/// The keys of rows whose values have parts.
const COMPOSITES: &[&str] = &[
    "CascadeConfiguration",
    "AssociatedMenuConfiguration",
    "Entity1AssociatedMenuConfiguration",
    "Entity2AssociatedMenuConfiguration",
];

/// The keys of rows that a many-to-many relationship has for each of its tables.
const OF_EITHER: &[&str] = &[
    "IntersectAttribute",
    "NavigationPropertyName",
    "AssociatedMenuConfiguration",
];

impl<'s> Reader<'s, '_> {
    pub(super) fn relationships(&mut self, part: &Part<'s>, relationships: &mut Vec<Relationship>) {
        relationships.reserve_exact(part.entries.len());
        for entry in self.entries("relationship", part) {
            let relationship = self.relationship(part.section, entry);
            relationships.push(relationship);
        }
    }

    fn relationship(&mut self, section: Option<Section>, entry: &Entry<'s>) -> Relationship {
        let title = entry.title;
        let name = Fact::new(title.text.clone().into_owned(), title.span);
        let mut relationship = Relationship::new(name);
        let is_many_to_many = section == Some(Section::ManyToMany);
        if let Some(table) = self.one_table(&entry.blocks) {
            let has_name = self.rows(table, &mut relationship);
            if is_many_to_many && !has_name {
                let name = &entry.title.text;
                let message = format!("missing row `SchemaName` of relationship `{name}`");
                self.error(table.header().span, message, |d| {
                    d.help("check that the page is complete")
                });
            }
        }
        self.other_end(section, entry, &mut relationship);
        if is_many_to_many {
            self.tables_of_ends(entry, &mut relationship);
        } else {
            self.no_parts(entry, "a relationship");
        }
        relationship
    }

    /// Reads the lines below a relationship's heading.
    fn other_end(
        &mut self,
        section: Option<Section>,
        entry: &Entry<'s>,
        relationship: &mut Relationship,
    ) {
        let mut lines = self.lines(section, &entry.blocks);
        lines.added_by(self, &mut relationship.added_by);
        for link in lines.take(changes_from) {
            self.store_line("Changes from", &mut relationship.changes_from, link);
        }
        for found in lines.take(pointer) {
            let place = match section {
                Some(Section::ManyToMany) => Some(&mut relationship.other_entity),
                // On pages from before 2024, a many-to-one relationship consists of this line
                // alone.
                Some(Section::ManyToOne) if found.is_all => {
                    Some(&mut relationship.facts.referenced_entity)
                }
                _ => None,
            };
            if let Some(place) = place {
                self.store_line("the other end", place, found.table);
            }
            self.store_line(
                "the link to the other end",
                &mut relationship.link,
                found.link,
            );
        }
        let intersect = lines.take(|line, span| {
            let name = line.strip_prefix("IntersectEntityName:")?;
            let name = name.strip_suffix("<br />").unwrap_or(name);
            let start = line.find(name.trim())?;
            let span = span.subspan(start, start + name.trim().len());
            Some(Fact::new(name.trim().to_owned(), span))
        });
        for name in intersect {
            let place = &mut relationship.facts.intersect_entity_name;
            self.store_line("IntersectEntityName", place, name);
        }
        lines.keep(&mut relationship.extra);
    }

    /// Reads the property tables of the two ends of a many-to-many relationship.
    ///
    /// Pages from before 2024 have one for each end. The first end is the page's own table.
    fn tables_of_ends(&mut self, entry: &Entry<'s>, relationship: &mut Relationship) {
        let mut ends: Vec<Option<Fact<String>>> = Vec::new();
        for (title, blocks) in &entry.parts {
            let end = match &*title.text {
                "Entity 1" | "Table 1" => 1,
                "Entity 2" | "Table 2" => 2,
                _ => 0,
            };
            if end != ends.len() + 1 {
                let message = format!("unknown subsection `{}` of a relationship", title.text);
                self.error(title.span, message, |d| {
                    d.help("write the subsections `Entity 1` and `Entity 2`, in this order")
                });
                continue;
            }
            let mut table_of_end = None;
            if let Some(table) = self.one_table(blocks) {
                let mut logical_name = Vec::new();
                self.rows_but(table, relationship, end, "LogicalName", &mut logical_name);
                table_of_end = logical_name.pop();
            }
            self.lines(None, blocks).keep(&mut relationship.extra);
            ends.push(table_of_end);
        }
        let Some([first, second]) = ends.get(..2) else {
            if let (Some((title, _)), 1) = (entry.parts.first(), ends.len()) {
                self.error(title.span, "missing subsection `Entity 2`", |d| {
                    d.help("add `Entity 2` after `Entity 1`")
                });
            }
            return;
        };
        let (Some(first), Some(second)) = (first, second) else {
            self.error(
                entry.title.span,
                "missing row `LogicalName` of an end of the relationship",
                |d| d.help("check that the page is complete"),
            );
            return;
        };
        if first == second {
            let facts = &mut relationship.facts;
            facts.entity1_intersect_attribute = facts.intersect_attribute.take();
            facts.entity1_navigation_property_name = facts.navigation_property_name.take();
            relationship.entity1_associated_menu_configuration =
                relationship.associated_menu_configuration.take();
        } else {
            let name = &relationship.schema_name.value;
            let link = Link {
                text: format!("{} {name}{MANY_TO_MANY}", second.value),
                link: format!("{}.md#{ANCHOR}{name}", second.value),
            };
            let link = Fact::new(link, second.span);
            let Relationship {
                other_entity,
                link: place,
                ..
            } = relationship;
            self.store_line("the other end", other_entity, second.clone());
            self.store_line("the link to the other end", place, link);
        }
        if let Some(own) = self.own_table.clone().filter(|own| own != first) {
            let message = format!(
                "mismatched first end: found `{}`, expected `{}`",
                first.value, own.value
            );
            self.error(first.span, message, |d| {
                d.help("`Entity 1` is the page's own table")
            });
        }
    }

    /// Reads the rows of a property table. Returns true if a row repeats the schema name.
    fn rows(&mut self, table: &Table<'s>, relationship: &mut Relationship) -> bool {
        let mut names = Vec::new();
        self.rows_but(table, relationship, 1, "SchemaName", &mut names);
        let Some(name) = names.first() else {
            return false;
        };
        if *name != relationship.schema_name {
            let source = self.source;
            let heading = &relationship.schema_name;
            let message = format!(
                "mismatched `SchemaName`: found `{}`, expected `{}`",
                name.value, heading.value
            );
            self.error(name.span, message, |d| {
                d.also(source, heading.span, "heading")
            });
        }
        true
    }

    /// Reads the rows of a property table, except those with the key `but`.
    ///
    /// `end` is the end of the relationship that the rows describe, 1 or 2.
    fn rows_but(
        &mut self,
        table: &Table<'s>,
        relationship: &mut Relationship,
        end: usize,
        but: &str,
        found: &mut Vec<Fact<String>>,
    ) {
        static KNOWN: LazyLock<Vec<&str>> =
            LazyLock::new(|| [RelationshipFacts::KEYS, COMPOSITES].concat());
        let mut composites: Vec<(&str, Span)> = Vec::new();
        let Relationship { facts, extra, .. } = relationship;
        properties(self, table, &KNOWN, extra, |key, cell| {
            if key == but {
                let fact = Fact::new(cell.one_line().into_owned(), cell.span);
                found.push(fact);
                return match found.as_slice() {
                    [first, _, ..] => Stored::Twice(first.span),
                    _ => Stored::Yes,
                };
            }
            let key = match end == 2 && OF_EITHER.contains(&key) {
                true => Cow::Owned(format!("Entity2{key}")),
                false => Cow::Borrowed(key),
            };
            let Some(key) = COMPOSITES.iter().find(|known| **known == key) else {
                return facts.store(&key, cell.value(), cell.span);
            };
            if let Some((_, first)) = composites.iter().find(|(known, _)| known == key) {
                return Stored::Twice(*first);
            }
            composites.push((key, cell.span));
            Stored::Yes
        });
        for (key, cell) in composites {
            self.composite(key, cell, relationship);
        }
    }

    fn composite(&mut self, key: &str, cell: Span, relationship: &mut Relationship) {
        let extra = &mut relationship.extra;
        if key == "CascadeConfiguration" {
            let mut cascade = Cascade::default();
            self.parts_of(key, cell, Cascade::KEYS, extra, |part, value| {
                cascade.store(part, value.value(), value.span)
            });
            relationship.cascade_configuration = Some(Fact::new(cascade, cell));
            return;
        }
        let mut menu = AssociatedMenu::default();
        self.parts_of(key, cell, AssociatedMenu::KEYS, extra, |part, value| {
            menu.store(part, value.value(), value.span)
        });
        let place = match key {
            "Entity1AssociatedMenuConfiguration" => {
                &mut relationship.entity1_associated_menu_configuration
            }
            "Entity2AssociatedMenuConfiguration" => {
                &mut relationship.entity2_associated_menu_configuration
            }
            _ => &mut relationship.associated_menu_configuration,
        };
        *place = Some(Fact::new(menu, cell));
    }

    fn parts_of(
        &mut self,
        key: &str,
        cell: Span,
        known: &[&'static str],
        extra: &mut Extra,
        mut store: impl FnMut(&str, &Cell<'_>) -> Stored,
    ) {
        let CellParts { parts, invalid } = parts(self.source, cell);
        for CellPart { key: part, value } in parts {
            let outcome = store(&part.text, &value);
            if stored(self, outcome, known, &part, &value) {
                extra.rows.push(ExtraRow {
                    part_of: Some(key.to_owned()),
                    key: Fact::new(part.text.into_owned(), part.span),
                    value: Fact::new(value.one_line().into_owned(), value.span),
                });
            }
        }
        extra
            .parts
            .extend(invalid.into_iter().map(|part| ExtraPart {
                part_of: key.to_owned(),
                text: Fact::new(part.text.into_owned(), part.span),
            }));
    }
}
