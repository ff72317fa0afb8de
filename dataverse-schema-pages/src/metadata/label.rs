use super::attribute::Attribute;
use super::definition::Definition;
use super::maker::Maker;
use super::node::Node;
use super::side::Side;
use crate::diagnostic::Diagnostic;
use crate::model::{Labeled, LocalizedLabel};

/// Returns the labels in other languages than the page's own.
pub(super) fn labels(
    maker: &Maker,
    definition: &Definition<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<LocalizedLabel> {
    let mut labels = Labels {
        maker,
        labels: Vec::new(),
        diagnostics,
    };
    let node = &definition.node;
    labels.add_item(Labeled::Table, "", Some(node), "DisplayName");
    labels.add_item(Labeled::Collection, "", Some(node), "DisplayCollectionName");
    for (name, attribute) in definition.named_attributes() {
        labels.add_attribute(name, &attribute);
    }
    for key in &definition.keys {
        labels.add_item(
            Labeled::Key,
            &name_of(key, "LogicalName"),
            Some(key),
            "DisplayName",
        );
    }
    for (side, relationship) in definition.named_relationships() {
        let name = name_of(relationship, "SchemaName");
        let menu = match side {
            Side::ManyToOne => continue,
            Side::OneToMany => "AssociatedMenuConfiguration",
            Side::ManyToMany => {
                let first = relationship.get("Entity1LogicalName");
                let name = definition.logical_name.as_str();
                if first.is_some_and(|first| first.value() == name) {
                    "Entity1AssociatedMenuConfiguration"
                } else {
                    "Entity2AssociatedMenuConfiguration"
                }
            }
        };
        labels.add_item(
            Labeled::Relationship,
            &name,
            relationship.get(menu).as_ref(),
            "Label",
        );
    }
    labels.labels
}

fn name_of(node: &Node<'_>, member: &str) -> String {
    let name = node.get(member).and_then(|name| name.text().ok());
    name.unwrap_or_default()
}

struct Labels<'m, 'p> {
    maker: &'m Maker,
    labels: Vec<LocalizedLabel>,
    diagnostics: &'p mut Vec<Diagnostic>,
}

impl Labels<'_, '_> {
    fn add_attribute(&mut self, name: &str, attribute: &Attribute<'_, '_>) {
        for (member, is_description) in [("DisplayName", false), ("Description", true)] {
            let texts = attribute.get(member);
            self.add(Labeled::Column, name, texts.as_ref(), is_description);
        }
        let Ok(set) = attribute.option_set() else {
            return;
        };
        let options = set.get("Options").and_then(|options| options.items().ok());
        let of_boolean = ["TrueOption", "FalseOption"];
        let of_boolean = of_boolean.into_iter().filter_map(|option| set.get(option));
        for option in options.into_iter().flatten().chain(of_boolean) {
            if let Some(value) = option.get("Value") {
                let name = format!("{name}.{}", value.value());
                self.add_item(Labeled::Option, &name, Some(&option), "Label");
            }
        }
    }

    /// Adds the labels and descriptions of an item.
    fn add_item(&mut self, kind: Labeled, name: &str, node: Option<&Node<'_>>, label: &str) {
        let Some(node) = node else { return };
        self.add(kind, name, node.get(label).as_ref(), false);
        if !matches!(kind, Labeled::Collection | Labeled::Relationship) {
            self.add(kind, name, node.get("Description").as_ref(), true);
        }
    }

    fn add(&mut self, kind: Labeled, name: &str, texts: Option<&Node<'_>>, is_description: bool) {
        let Some(texts) = texts else { return };
        match texts.other_labels() {
            Ok(further) => {
                for (language, text) in further {
                    let text = Some(self.maker.fact(text));
                    let label = self.label(language, kind, name);
                    if is_description {
                        label.description = text;
                    } else {
                        label.label = text;
                    }
                }
            }
            Err(error) => self.diagnostics.push(error),
        }
    }

    /// Returns the label of an item in a language, and adds it if there is none.
    fn label(&mut self, language: i32, kind: Labeled, name: &str) -> &mut LocalizedLabel {
        let new = LocalizedLabel {
            language: self.maker.fact(language),
            of: self.maker.fact(kind),
            name: self.maker.fact(name.to_owned()),
            label: None,
            description: None,
        };
        let found = self.labels.iter().rposition(|label| label.is_of_same(&new));
        let index = found.unwrap_or_else(|| {
            self.labels.push(new);
            self.labels.len() - 1
        });
        &mut self.labels[index]
    }
}
