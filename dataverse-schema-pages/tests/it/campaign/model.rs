//! The model as a list of facts, and the difference between two models.

use std::collections::BTreeMap;

use dataverse_schema_pages::model::{
    AlternateKey, AssociatedMenu, Blank, Cascade, Column, Fact, Message, Relationship, Table,
};
use serde_json::value::RawValue;

/// A fact: its headings on the page, its name, and its value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Leaf {
    /// The section's heading in lower case; `None` for extra content, which may be anywhere.
    pub(crate) section: Option<&'static str>,
    /// The entry's heading.
    pub(crate) entry: String,
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The facts that only one of two models has.
#[derive(Debug, Default)]
pub(crate) struct Difference {
    pub(crate) removed: Vec<Leaf>,
    pub(crate) added: Vec<Leaf>,
}

impl Difference {
    pub(crate) fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.added.is_empty()
    }

    /// Compares two models, entry by entry.
    pub(crate) fn new(old: &Table, new: &Table) -> Self {
        let mut difference = Self::default();
        difference.entries(&table(old), &table(new));
        type Columns = fn(&Table) -> Vec<&Column>;
        let columns: [(&'static str, Columns); 3] = [
            ("writable columns/attributes", |t| {
                filter_writable(&t.columns, Some(true))
            }),
            ("read-only columns/attributes", |t| {
                filter_writable(&t.columns, Some(false))
            }),
            ("customized columns/attributes", |t| {
                filter_writable(&t.customized_columns, None)
            }),
        ];
        for (section, of) in columns {
            difference.list(
                &of(old),
                &of(new),
                |c| &c.schema_name,
                |c| column(section, c),
            );
        }
        type Relationships = fn(&Table) -> &[Relationship];
        let relationships: [(&'static str, Relationships); 6] = [
            ("many-to-one relationships", |t| &t.many_to_one),
            ("one-to-many relationships", |t| &t.one_to_many),
            ("many-to-many relationships", |t| &t.many_to_many),
            ("customized many-to-one relationships", |t| {
                &t.customized_many_to_one
            }),
            ("customized one-to-many relationships", |t| {
                &t.customized_one_to_many
            }),
            ("customized many-to-many relationships", |t| {
                &t.customized_many_to_many
            }),
        ];
        for (section, of) in relationships {
            let (old, new): (Vec<_>, Vec<_>) = (of(old).iter().collect(), of(new).iter().collect());
            difference.list(&old, &new, |r| &r.schema_name, |r| relationship(section, r));
        }
        let keys = |table: &Table| table.alternate_keys.clone();
        let (one, other) = (keys(old), keys(new));
        let (one, other): (Vec<_>, Vec<_>) = (one.iter().collect(), other.iter().collect());
        difference.list(&one, &other, |k| &k.schema_name, key);
        type Messages = fn(&Table) -> Option<&[Message]>;
        let messages: [(&'static str, Messages); 2] = [
            ("messages", |t| t.messages.as_deref()),
            ("events", |t| t.events.as_deref()),
        ];
        for (section, of) in messages {
            let list = |table| of(table).unwrap_or_default().iter().collect::<Vec<_>>();
            difference.list(&list(old), &list(new), |m| &m.name, |m| message(section, m));
        }
        difference
    }

    /// Compares two lists whose entries have names.
    fn list<T: PartialEq>(
        &mut self,
        old: &[&T],
        new: &[&T],
        name: impl Fn(&T) -> &Fact<String>,
        leaves: impl Fn(&T) -> Vec<Leaf>,
    ) {
        let named = |list: &[&T]| {
            let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (at, entry) in list.iter().enumerate() {
                named.entry(name(entry).value.clone()).or_default().push(at);
            }
            named
        };
        let (mut ours, mut theirs) = (named(old), named(new));
        let names: Vec<String> = ours.keys().chain(theirs.keys()).cloned().collect();
        for name in names {
            let (ours, theirs) = (
                ours.remove(&name).unwrap_or_default(),
                theirs.remove(&name).unwrap_or_default(),
            );
            for at in 0..ours.len().max(theirs.len()) {
                let one = ours.get(at).map(|at| old[*at]);
                let other = theirs.get(at).map(|at| new[*at]);
                if one != other {
                    let leaves = |entry: Option<&T>| entry.map(&leaves).unwrap_or_default();
                    self.entries(&leaves(one), &leaves(other));
                }
            }
        }
    }

    /// Compares the facts of two entries; their order doesn't matter.
    fn entries(&mut self, old: &[Leaf], new: &[Leaf]) {
        let (mut old, mut new) = (old.to_vec(), new.to_vec());
        old.sort();
        new.sort();
        let (mut one, mut other) = (0, 0);
        while one < old.len() || other < new.len() {
            match (old.get(one), new.get(other)) {
                (Some(a), Some(b)) if a == b => (one, other) = (one + 1, other + 1),
                (Some(a), b) if b.is_none_or(|b| a < b) => {
                    self.removed.push(a.clone());
                    one += 1;
                }
                (_, Some(b)) => {
                    self.added.push(b.clone());
                    other += 1;
                }
                _ => return,
            }
        }
    }
}

fn filter_writable(columns: &[Column], writable: Option<bool>) -> Vec<&Column> {
    columns
        .iter()
        .filter(|column| column.writable == writable)
        .collect()
}

/// Collects the facts of an entry.
struct Leaves {
    section: Option<&'static str>,
    entry: String,
    leaves: Vec<Leaf>,
}

impl Leaves {
    fn new(section: &'static str, entry: &str) -> Self {
        Self {
            section: Some(section),
            entry: entry.to_owned(),
            leaves: Vec::new(),
        }
    }

    fn push(&mut self, path: &str, text: &str) {
        self.leaves.push(Leaf {
            section: self.section,
            entry: self.entry.clone(),
            path: path.to_owned(),
            text: text.to_owned(),
        });
    }

    /// Collects all facts of a part of the model.
    fn json(&mut self, path: &str, value: &impl serde::Serialize) {
        let json = serde_json::to_string(value).expect("the model has only string keys");
        let json: &RawValue = serde_json::from_str(&json).expect("valid JSON");
        self.raw(path, json);
    }

    /// Reads values without rounding numbers.
    fn raw(&mut self, path: &str, value: &RawValue) {
        let text = value.get();
        match text.as_bytes()[0] {
            b'{' => {
                let object: BTreeMap<String, &RawValue> =
                    serde_json::from_str(text).expect("an object");
                // Options are identified by their value.
                let of = object.get("value").filter(|_| path.ends_with("options"));
                let path = match of {
                    Some(value) => format!("{path}[{}]", value.get()),
                    None => path.to_owned(),
                };
                for (key, value) in object {
                    // The section of an entry implies it.
                    if key != "writable" {
                        self.raw(&format!("{path}.{key}"), value);
                    }
                }
            }
            b'[' => {
                let array: Vec<&RawValue> = serde_json::from_str(text).expect("an array");
                self.push(&format!("{path}[]"), "");
                for value in array {
                    self.raw(path, value);
                }
            }
            b'"' => {
                let text: String = serde_json::from_str(text).expect("valid UTF-8");
                self.push(path, "");
                for line in text.split('\n') {
                    self.push(path, line.trim_end());
                }
            }
            b't' => self.push(path, "True"),
            b'f' => self.push(path, "False"),
            b'n' => {}
            _ => self.push(path, text),
        }
    }

    /// Collects rows without a value, which JSON omits.
    fn blank(&mut self, path: &str, blank: &Blank) {
        let shown = format!("{blank:?}");
        for key in shown.split('"').skip(1).step_by(2) {
            self.push(&format!("{path}.{key}"), "");
        }
    }
}

/// Returns the facts that are in no list of entries.
fn table(table: &Table) -> Vec<Leaf> {
    let mut intro = Leaves::new("", "");
    intro.json("front_matter", &table.front_matter);
    intro.json("title", &table.title);
    intro.json("product", &table.product);
    intro.json("description", &table.description);
    intro.json("notes", &table.notes);
    intro.json("extends", &table.extends);
    intro.json("added_by", &table.added_by);
    let mut leaves = intro.leaves;
    let mut properties = Leaves::new("properties", "");
    properties.json("", &table.facts);
    properties.blank("", &table.facts.blank);
    leaves.extend(properties.leaves);
    let mut links = Leaves::new("see also", "");
    links.json("see_also", &table.see_also);
    leaves.extend(links.leaves);
    let mut unknown = Leaves::new("", "");
    unknown.section = None;
    unknown.json("extra", &table.extra);
    leaves.extend(unknown.leaves);
    leaves
}

fn column(section: &'static str, column: &Column) -> Vec<Leaf> {
    let mut leaves = Leaves::new(section, &column.schema_name.value);
    leaves.json("", column);
    leaves.blank("", &column.facts.blank);
    for option in column.options.iter().flatten() {
        leaves.blank(
            &format!("options[{}]", option.value.value),
            &option.facts.blank,
        );
    }
    leaves.leaves
}

fn relationship(section: &'static str, relationship: &Relationship) -> Vec<Leaf> {
    let mut leaves = Leaves::new(section, &relationship.schema_name.value);
    leaves.json("", relationship);
    let end = relationship.other_entity.as_ref();
    let link = relationship.link.as_ref();
    // The row `LogicalName` of an older page's `Entity 2` implies the link.
    leaves.json(
        "link",
        &link.filter(|link| end.is_none_or(|end| end.span != link.span)),
    );
    leaves.blank("", &relationship.facts.blank);
    let cascade = |cascade: &Option<Fact<Cascade>>| cascade.as_ref().map(|c| c.value.blank.clone());
    let menu = |menu: &Option<Fact<AssociatedMenu>>| menu.as_ref().map(|m| m.value.blank.clone());
    let composites = [
        (
            "CascadeConfiguration",
            cascade(&relationship.cascade_configuration),
        ),
        (
            "AssociatedMenuConfiguration",
            menu(&relationship.associated_menu_configuration),
        ),
        (
            "Entity1AssociatedMenuConfiguration",
            menu(&relationship.entity1_associated_menu_configuration),
        ),
        (
            "Entity2AssociatedMenuConfiguration",
            menu(&relationship.entity2_associated_menu_configuration),
        ),
    ];
    for (key, blank) in composites {
        if let Some(blank) = blank {
            leaves.push(key, "");
            leaves.blank(key, &blank);
        }
    }
    leaves.leaves
}

fn key(key: &AlternateKey) -> Vec<Leaf> {
    let mut leaves = Leaves::new("alternate keys", &key.schema_name.value);
    leaves.json("", key);
    leaves.blank("", &key.facts.blank);
    leaves.leaves
}

fn message(section: &'static str, message: &Message) -> Vec<Leaf> {
    let mut leaves = Leaves::new(section, "");
    leaves.json(&message.name.value, message);
    leaves.leaves
}
