use super::column_type::column_type;
use super::definition::Definition;
use super::maker::Maker;
use super::merged::Merged;
use super::node::Node;
use super::side::Side;
use crate::diagnostic::Diagnostic;
use crate::model::{ColumnType, Labeled, LocalizedLabel};

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
    let node = definition.node();
    labels.add_texts(Labeled::Table, "", node, "DisplayName");
    labels.add_texts(Labeled::Collection, "", node, "DisplayCollectionName");
    for (name, attribute) in definition.attributes() {
        labels.add_attribute(name, attribute);
    }
    for key in definition.keys() {
        labels.add_texts(
            Labeled::Key,
            &name_of(key, "LogicalName"),
            key,
            "DisplayName",
        );
    }
    for (side, relationship) in definition.relationships() {
        let name = name_of(relationship, "SchemaName");
        let menu = match side {
            Side::ManyToOne => continue,
            Side::OneToMany => "AssociatedMenuConfiguration",
            Side::ManyToMany => {
                let first = relationship.get("Entity1LogicalName");
                let name = definition.logical_name.as_str();
                if first.is_some_and(|first| first.value().text() == Some(name)) {
                    "Entity1AssociatedMenuConfiguration"
                } else {
                    "Entity2AssociatedMenuConfiguration"
                }
            }
        };
        if let Some(menu) = relationship.get(menu) {
            let menu = Merged(std::slice::from_ref(&menu));
            labels.add_texts(Labeled::Relationship, &name, menu, "Label");
        }
    }
    labels.labels
}

fn name_of(item: Merged<'_, '_>, member: &str) -> String {
    let name = item.get(member).and_then(|name| name.text().ok());
    name.unwrap_or_default()
}

struct Labels<'m, 'p> {
    maker: &'m Maker,
    labels: Vec<LocalizedLabel>,
    diagnostics: &'p mut Vec<Diagnostic>,
}

impl Labels<'_, '_> {
    fn add_attribute(&mut self, name: &str, attribute: Merged<'_, '_>) {
        self.add_texts(Labeled::Column, name, attribute, "DisplayName");
        let has_options = column_type(attribute)
            .is_ok_and(|(_, r#type)| r#type.is_choice() || r#type == ColumnType::Boolean);
        let Some(set) = attribute.option_set().filter(|_| has_options) else {
            return;
        };
        let options = set.get("Options").and_then(|options| options.items().ok());
        let of_boolean = ["TrueOption", "FalseOption"];
        let of_boolean = of_boolean.into_iter().filter_map(|option| set.get(option));
        for option in options.into_iter().flatten().chain(of_boolean) {
            if let Some(value) = option.get("Value").and_then(|value| value.integer().ok()) {
                let name = format!("{name}.{value}");
                let option = Merged(std::slice::from_ref(&option));
                self.add_texts(Labeled::Option, &name, option, "Label");
            }
        }
    }

    /// Adds the labels and descriptions of an item.
    fn add_texts(&mut self, kind: Labeled, name: &str, item: Merged<'_, '_>, label: &str) {
        self.add(kind, name, item.get(label).as_ref(), false);
        if !matches!(kind, Labeled::Collection | Labeled::Relationship) {
            self.add(kind, name, item.get("Description").as_ref(), true);
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
