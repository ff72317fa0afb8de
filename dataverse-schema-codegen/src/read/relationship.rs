use crate::model::{AssociatedMenu, Cascade, Extra, Fact, Relationship, RelationshipFacts, Stored};
use crate::page::{Block, Cell};
use crate::read::Reader;
use crate::read::choice::parts;
use crate::read::properties::{properties, stored};
use crate::read::section::{Entry, tables};

/// The rows whose value has parts.
const COMPOSITES: &[&str] = &[
    "CascadeConfiguration",
    "AssociatedMenuConfiguration",
    "Entity1AssociatedMenuConfiguration",
    "Entity2AssociatedMenuConfiguration",
];

impl Reader<'_> {
    pub(super) fn relationship(&mut self, entry: &Entry<'_>) -> Relationship {
        let mut relationship = Relationship {
            schema_name: Fact::new(entry.title.text.clone(), entry.title.span),
            other_entity: other_entity(self, entry),
            facts: RelationshipFacts::default(),
            cascade_configuration: None,
            associated_menu_configuration: None,
            entity1_associated_menu_configuration: None,
            entity2_associated_menu_configuration: None,
            extra: Extra::default(),
        };
        let Relationship { facts, extra, .. } = &mut relationship;
        let known = [RelationshipFacts::KEYS, COMPOSITES].concat();
        let mut composites: Vec<(String, Cell)> = Vec::new();
        for table in tables(&entry.blocks) {
            properties(self, table, &known, extra, |key, cell| {
                if key == "SchemaName" && cell.text == entry.title.text {
                    return Stored::Yes;
                }
                if !COMPOSITES.contains(&key) {
                    return facts.store(key, cell);
                }
                if let Some((_, first)) = composites.iter().find(|(k, _)| k == key) {
                    return Stored::Twice(first.span);
                }
                composites.push((key.to_owned(), cell.clone()));
                Stored::Yes
            });
        }
        self.keep_text(&entry.blocks, extra);
        for (title, _) in &entry.parts {
            let message = format!("unknown part `{}` of a relationship", title.text);
            self.error(title.span, message, |d| {
                d.help("is the heading of the right level?")
            });
        }
        for (key, cell) in composites {
            self.composite(&key, &cell, &mut relationship);
        }
        relationship
    }

    fn composite(&mut self, key: &str, cell: &Cell, relationship: &mut Relationship) {
        let extra = &mut relationship.extra;
        if key == "CascadeConfiguration" {
            let mut cascade = Cascade::default();
            self.parts_of(key, cell, Cascade::KEYS, extra, |part, value| {
                cascade.store(part, value)
            });
            relationship.cascade_configuration = Some(Fact::new(cascade, cell.span));
            return;
        }
        let mut menu = AssociatedMenu::default();
        self.parts_of(key, cell, AssociatedMenu::KEYS, extra, |part, value| {
            menu.store(part, value)
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
        *place = Some(Fact::new(menu, cell.span));
    }

    fn parts_of(
        &mut self,
        key: &str,
        cell: &Cell,
        known: &[&'static str],
        extra: &mut Extra,
        mut store: impl FnMut(&str, &Cell) -> Stored,
    ) {
        for part in parts(self, cell) {
            let outcome = store(&part.key.text, &part.value);
            let name = format!("{key}.{}", part.key.text);
            if stored(self, outcome, known, &part.key, &part.value) {
                let value = Fact::new(part.value.text, part.value.span);
                extra.add(&name, value);
            }
        }
    }
}

/// `See [list listaccount_association Many-To-Many Relationship](list.md#BKMK_listaccount_association)`: only this line names
/// the other table of a many-to-many relationship.
fn other_entity(reader: &Reader<'_>, entry: &Entry<'_>) -> Option<Fact<String>> {
    entry.blocks.iter().find_map(|block| {
        let Block::Text(span) = block else {
            return None;
        };
        let text = reader.source.slice(*span);
        let link = text.strip_prefix("See [")?;
        if !link.contains("Many-To-Many Relationship]") {
            return None;
        }
        let name = link.split_whitespace().next()?;
        let start = span.start + "See [".len();
        let place = (start..start + name.len()).into();
        Some(Fact::new(name.to_owned(), place))
    })
}
