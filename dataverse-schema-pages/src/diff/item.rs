use crate::diff::properties::Properties;
use crate::diff::property;
use crate::model::{
    AlternateKey, AssociatedMenu, Cascade, ChoiceOption, Column, ColumnFacts, Extra, Fact,
    FactValue, KeyFacts, Link, LocalizedLabel, Message, Property, Relationship, RequiredLevel,
    Table,
};

/// An item of one of the lists of a table.
pub(super) trait Item {
    /// The properties that differ where an item was only renamed.
    const NAMES: &'static [Property];

    fn name(&self) -> String;

    fn properties(&self) -> Properties;

    fn options(&self) -> &[ChoiceOption] {
        &[]
    }

    /// Returns true if a row can't be written any more without a value for the item.
    fn is_required(&self) -> bool {
        false
    }

    /// Returns true if the item has a display name or a label, by which it can be recognized under
    /// another name.
    fn is_recognizable(&self) -> bool;

    /// Returns true if `new` is the same item under another name.
    fn is_renamed(&self, new: &Self) -> bool {
        let rest = |item: &Self| item.properties().without_properties(Self::NAMES);
        self.is_recognizable() && rest(self) == rest(new)
    }
}

impl Item for Column {
    const NAMES: &'static [Property] = &[
        ColumnFacts::logical_name,
        property::SCHEMA_NAME,
        ColumnFacts::global_choice_name,
    ];

    fn name(&self) -> String {
        self.logical_name()
    }

    fn properties(&self) -> Properties {
        let options = self.options.as_ref();
        let options = options.map(|options| {
            let options = options
                .iter()
                .map(|option| option_properties(option).into_value());
            FactValue::List(options.collect())
        });
        Properties::new(self.facts.values())
            .with_fact(property::SCHEMA_NAME, Some(&self.schema_name))
            .with_value(property::WRITABLE, self.writable.map(FactValue::Bool))
            .with_value(property::CHANGES_FROM, self.changes_from.as_ref().map(link))
            .with_fact(property::ADDED_BY, self.added_by.as_ref())
            .with_value(property::OPTIONS, options)
            .with_value(property::EXTRA, extra(&self.extra))
    }

    fn options(&self) -> &[ChoiceOption] {
        self.options.as_deref().unwrap_or_default()
    }

    fn is_required(&self) -> bool {
        self.is_writable() && self.required_level() == RequiredLevel::SystemRequired
    }

    fn is_recognizable(&self) -> bool {
        self.facts.display_name.is_some()
    }
}

impl Item for Relationship {
    const NAMES: &'static [Property] = &[property::SCHEMA_NAME];

    fn name(&self) -> String {
        self.schema_name.value.clone()
    }

    fn properties(&self) -> Properties {
        let cascade = |fact: &Fact<Cascade>| Properties::new(fact.value.values()).into_value();
        let menu = |fact: &Fact<AssociatedMenu>| Properties::new(fact.value.values()).into_value();
        Properties::new(self.facts.values())
            .with_fact(property::SCHEMA_NAME, Some(&self.schema_name))
            .with_value(property::CHANGES_FROM, self.changes_from.as_ref().map(link))
            .with_fact(property::ADDED_BY, self.added_by.as_ref())
            .with_fact(property::OTHER_ENTITY, self.other_entity.as_ref())
            .with_value(
                property::CASCADE,
                self.cascade_configuration.as_ref().map(cascade),
            )
            .with_value(
                property::MENU,
                self.associated_menu_configuration.as_ref().map(menu),
            )
            .with_value(
                property::MENU_OF_ENTITY1,
                self.entity1_associated_menu_configuration
                    .as_ref()
                    .map(menu),
            )
            .with_value(
                property::MENU_OF_ENTITY2,
                self.entity2_associated_menu_configuration
                    .as_ref()
                    .map(menu),
            )
            .with_value(property::EXTRA, extra(&self.extra))
    }

    fn is_recognizable(&self) -> bool {
        true
    }
}

impl Item for Message {
    const NAMES: &'static [Property] = &[];

    fn name(&self) -> String {
        self.name.value.clone()
    }

    fn properties(&self) -> Properties {
        Properties::new(Vec::new())
            .with_fact(property::NAME, Some(&self.name))
            .with_fact(property::IS_EVENT, self.is_event.as_ref())
            .with_fact(property::WEB_API, self.web_api.as_ref())
            .with_fact(property::SDK, self.sdk.as_ref())
    }

    fn is_recognizable(&self) -> bool {
        false
    }
}

impl Item for AlternateKey {
    const NAMES: &'static [Property] = &[KeyFacts::logical_name, property::SCHEMA_NAME];

    fn name(&self) -> String {
        self.schema_name.value.clone()
    }

    fn properties(&self) -> Properties {
        Properties::new(self.facts.values())
            .with_fact(property::SCHEMA_NAME, Some(&self.schema_name))
            .with_value(property::EXTRA, extra(&self.extra))
    }

    fn is_recognizable(&self) -> bool {
        true
    }
}

impl Item for LocalizedLabel {
    const NAMES: &'static [Property] = &[];

    /// Returns the language, the kind of the labeled item, and the item's name.
    fn name(&self) -> String {
        let (language, of, name) = (self.language.value, self.of.value, &self.name.value);
        let name = format!("{language} {} {name}", of.as_str());
        name.trim_end().to_lowercase()
    }

    fn properties(&self) -> Properties {
        Properties::new(Vec::new())
            .with_fact(property::LANGUAGE, Some(&self.language))
            .with_fact(property::OF, Some(&self.of))
            .with_fact(property::NAME, Some(&self.name))
            .with_fact(property::LABEL, self.label.as_ref())
            .with_fact(property::DESCRIPTION, self.description.as_ref())
    }

    fn is_recognizable(&self) -> bool {
        false
    }
}

/// Returns the properties of an option.
pub(super) fn option_properties(option: &ChoiceOption) -> Properties {
    Properties::new(option.facts.values()).with_fact(property::VALUE, Some(&option.value))
}

/// Returns the properties of a table, without its lists.
pub(super) fn table_properties(table: &Table) -> Properties {
    let text = |fact: &Fact<String>| FactValue::Text(fact.value.clone());
    Properties::new(table.facts.values())
        .with_fact(property::FRONT_MATTER, table.front_matter.as_ref())
        .with_fact(property::TITLE, Some(&table.title))
        .with_fact(property::PRODUCT, table.product.as_ref())
        .with_fact(property::DESCRIPTION, table.description.as_ref())
        .with_list(property::NOTES, table.notes.iter().map(text))
        .with_list(property::EXTENDS, table.extends.iter().map(link))
        .with_fact(property::ADDED_BY, table.added_by.as_ref())
        .with_fact(property::SEE_ALSO, table.see_also.as_ref())
        .with_value(property::EXTRA, extra(&table.extra))
}

/// Returns the text and the target of a link.
fn link(link: &Fact<Link>) -> FactValue {
    let parts = [("text", &link.value.text), ("link", &link.value.link)];
    let parts = parts.map(|(key, text)| (key.to_owned(), FactValue::Text(text.clone())));
    FactValue::Parts(parts.into())
}

/// Returns the unrecognized content, as lists of strings.
fn extra(extra: &Extra) -> Option<FactValue> {
    let texts = extra.texts().into_iter();
    let texts = texts.map(|(key, texts)| {
        let texts = texts
            .into_iter()
            .map(|text| FactValue::Text(text.to_owned()));
        (key, FactValue::List(texts.collect()))
    });
    (!extra.is_empty()).then(|| FactValue::Parts(texts.collect()))
}
