use std::fmt::{Result, Write as _};

use crate::layout::{SELF_REFERENCING, Section, part_key};
use crate::model::{AssociatedMenu, Cascade, Extra, Fact, Relationship};
use crate::render::cell::{Style, cell, escaped_part, part};
use crate::render::page::Page;

impl Page<'_> {
    pub(super) fn relationships(
        &mut self,
        section: Section,
        relationships: &[Relationship],
    ) -> Result {
        let names = relationships.iter().map(|relationship| {
            let name = relationship.schema_name.value.as_str();
            (name, self.suffix(section, relationship))
        });
        let names: Vec<(&str, &str)> = names.collect();
        self.index(names.iter().copied())?;
        for (relationship, (name, suffix)) in relationships.iter().zip(names) {
            self.heading(section, name, suffix)?;
            self.relationship(section, relationship)?;
        }
        writeln!(self)
    }

    /// Returns the suffix that distinguishes the two headings of a table's relationship with
    /// itself.
    fn suffix(&self, section: Section, relationship: &Relationship) -> &'static str {
        let name = &relationship.schema_name;
        let has = |other: &[Relationship]| other.iter().any(|other| other.schema_name == *name);
        match section {
            Section::ManyToOne if has(&self.table.one_to_many) => "-many-to-one",
            Section::OneToMany if has(&self.table.many_to_one) => "-one-to-many",
            _ => "",
        }
    }

    fn relationship(&mut self, section: Section, relationship: &Relationship) -> Result {
        let is_many_to_many = section == Section::ManyToMany;
        let facts = &relationship.facts;
        self.added_by(relationship.added_by.as_ref())?;
        self.changes_from(relationship.changes_from.as_ref())?;
        let before = match section {
            Section::ManyToOne => "One-To-Many Relationship:",
            Section::OneToMany => "Many-To-One Relationship:",
            _ => "See",
        };
        match &relationship.link {
            Some(link) => writeln!(
                self,
                "{before} [{}]({})\n",
                link.value.text, link.value.link
            )?,
            None if is_many_to_many && facts.entity1_intersect_attribute.is_some() => {
                writeln!(self, "{SELF_REFERENCING}\n")?;
            }
            None if is_many_to_many => writeln!(self)?,
            None => {}
        }
        let rows = self.rows(section, relationship);
        if !rows.is_empty() || !relationship.extra.rows.is_empty() {
            writeln!(self, "|Property|Value|\n|---|---|")?;
            for (key, value) in rows {
                writeln!(self, "|{key}|{value}|")?;
            }
            self.extra_rows(&relationship.extra)?;
            writeln!(self)?;
        }
        self.texts(&relationship.extra)
    }

    /// Returns the rows of the property table in the order of the current layout.
    fn rows(&self, section: Section, relationship: &Relationship) -> Vec<(&'static str, String)> {
        let mut rows: Vec<(&'static str, String)> = Vec::new();
        let mut facts = relationship.facts.rows().peekable();
        let before_name = ["IntersectEntityName", "IsCustomizable"];
        let mut named = section != Section::ManyToMany || facts.peek().is_none();
        for (key, value) in facts {
            if !named && !before_name.contains(&key) {
                rows.push(schema_name(relationship));
                named = true;
            }
            rows.push((key, self.value(section, key, &value)));
        }
        if !named {
            rows.push(schema_name(relationship));
        }
        let extra = &relationship.extra;
        if let Some(Fact { value, .. }) = &relationship.cascade_configuration {
            rows.push(("CascadeConfiguration", cascade(value, extra)));
        }
        for (key, value) in relationship.menus() {
            if let Some(Fact { value, .. }) = value {
                rows.push((key, menu(key, value, extra)));
            }
        }
        rows
    }

    fn value(&self, section: Section, key: &str, value: &str) -> String {
        let is_navigation = key.ends_with("NavigationPropertyName");
        match key {
            _ if is_navigation && value.is_empty() => "``".to_owned(),
            "DenormalizedAttributeName" | "EntityKey" | "IsDenormalizedLookup"
                if value.is_empty() =>
            {
                "null".to_owned()
            }
            "IsCustomizable" if section != Section::OneToMany => {
                cell(value, Style::Bare).into_owned()
            }
            "IsHierarchical" => cell(value, Style::Bare).into_owned(),
            _ => cell(value, Style::Code).into_owned(),
        }
    }
}

fn schema_name(relationship: &Relationship) -> (&'static str, String) {
    let name = &relationship.schema_name.value;
    ("SchemaName", cell(name, Style::Code).into_owned())
}

/// `` Archive: `RemoveLink`<br />Assign: `NoCascade` ``
fn cascade(cascade: &Cascade, extra: &Extra) -> String {
    let parts = cascade.rows().map(|(key, value)| {
        let value = part(&value, Style::Code);
        format!("{key}: {value}")
    });
    with_unknown(parts.collect(), "CascadeConfiguration", extra)
}

fn menu(key: &str, menu: &AssociatedMenu, extra: &Extra) -> String {
    let parts = menu.rows().map(|(key, value)| {
        let value = match key {
            "MenuId" | "QueryApi" if value.is_empty() => "null".into(),
            "AvailableOffline" | "Label" | "Order" => part(&value, Style::Bare),
            _ => part(&value, Style::Code),
        };
        format!("{key}: {value}")
    });
    with_unknown(parts.collect(), key, extra)
}

/// Joins the parts of a cell and its unrecognized parts.
fn with_unknown(known: Vec<String>, key: &str, extra: &Extra) -> String {
    let invalid = extra.parts.iter().filter(|part| part.part_of == key);
    let invalid = invalid.map(|invalid| {
        let text = &invalid.text.value;
        // A part that has a key is invalid only because of its marks, so keep the marks.
        match part_key(text) {
            Some(_) => format!("**{}**", escaped_part(text)),
            None => part(text, Style::Bare).into_owned(),
        }
    });
    // Invalid parts come first, so that they aren't read as the rest of another part's value.
    let mut parts: Vec<String> = invalid.chain(known).collect();
    let unknown = extra
        .rows
        .iter()
        .filter(|row| row.part_of.as_deref() == Some(key));
    parts.extend(unknown.map(|row| {
        let value = part(&row.value.value, Style::Code);
        format!("{}: {value}", row.key.value)
    }));
    parts.join("<br />")
}
