use std::borrow::Cow;
use std::sync::LazyLock;

use crate::model::{
    AssociatedMenu, Cascade, Extra, ExtraPart, ExtraRow, Fact, Relationship, RelationshipFacts,
    Stored,
};
use crate::page::{Cell, CellPart, CellParts, MarkdownTable, parts};
use crate::read::property_table::{check_stored, store_rows};
use crate::read::reader::Reader;
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
    /// Reads the rows of a property table. Returns the value of the row `name_key`.
    ///
    /// `end` is the end of the relationship that the rows describe, 1 or 2.
    pub(super) fn relationship_rows(
        &mut self,
        table: &MarkdownTable<'s>,
        relationship: &mut Relationship,
        end: usize,
        name_key: &str,
    ) -> Option<Fact<String>> {
        static KNOWN: LazyLock<Vec<&str>> =
            LazyLock::new(|| [RelationshipFacts::KEYS, COMPOSITES].concat());
        let mut name: Option<Fact<String>> = None;
        let mut composites: Vec<(&str, Span)> = Vec::new();
        let Relationship { facts, extra, .. } = relationship;
        store_rows(self, table, &KNOWN, extra, |key, cell| {
            if key == name_key {
                if let Some(first) = &name {
                    return Stored::Duplicate(first.span);
                }
                name = Some(Fact::new(cell.one_line().into_owned(), cell.span));
                return Stored::Yes;
            }
            let key = if end == 2 && OF_EITHER.contains(&key) {
                Cow::Owned(format!("Entity2{key}"))
            } else {
                Cow::Borrowed(key)
            };
            let Some(key) = COMPOSITES.iter().find(|known| **known == key) else {
                return facts.store(&key, cell.value(), cell.span);
            };
            if let Some((_, first)) = composites.iter().find(|(known, _)| known == key) {
                return Stored::Duplicate(*first);
            }
            composites.push((key, cell.span));
            Stored::Yes
        });
        for (key, cell) in composites {
            self.composite(key, cell, relationship);
        }
        name
    }

    fn composite(&mut self, key: &str, cell: Span, relationship: &mut Relationship) {
        let extra = &mut relationship.extra;
        if key == "CascadeConfiguration" {
            let mut cascade = Cascade::default();
            self.store_parts(key, cell, Cascade::KEYS, extra, |part, value| {
                cascade.store(part, value.value(), value.span)
            });
            relationship.cascade_configuration = Some(Fact::new(cascade, cell));
            return;
        }
        let mut menu = AssociatedMenu::default();
        self.store_parts(key, cell, AssociatedMenu::KEYS, extra, |part, value| {
            menu.store(part, value.value(), value.span)
        });
        let slot = match key {
            "Entity1AssociatedMenuConfiguration" => {
                &mut relationship.entity1_associated_menu_configuration
            }
            "Entity2AssociatedMenuConfiguration" => {
                &mut relationship.entity2_associated_menu_configuration
            }
            _ => &mut relationship.associated_menu_configuration,
        };
        *slot = Some(Fact::new(menu, cell));
    }

    fn store_parts(
        &mut self,
        key: &str,
        cell: Span,
        known: &[&'static str],
        extra: &mut Extra,
        mut store: impl FnMut(&str, &Cell<'_>) -> Stored,
    ) {
        let CellParts { parts, invalid } = parts(self.source, cell);
        let has_key = |key: &str| parts.iter().any(|part| part.key.text == key);
        for CellPart { key: part, value } in &parts {
            let outcome = store(&part.text, value);
            if check_stored(self, outcome, known, part, value, &has_key) {
                extra.rows.push(ExtraRow {
                    part_of: Some(key.to_owned()),
                    key: Fact::new(part.text.clone().into_owned(), part.span),
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
