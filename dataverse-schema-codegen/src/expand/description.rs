use std::collections::BTreeSet;
use std::fmt::{Display, Write as _};

use dataverse_schema_pages::check::{
    Access, CheckedColumn, CheckedKey, CheckedRelationship, ColumnExposure, Decimal, Limits,
    PartyRole, RelationshipExposure,
};
use dataverse_schema_pages::model::{
    ChoiceOption, ColumnType, Fact, Labelled, LocalizedLabel, OptionFacts,
};

use crate::expand::code::template;
use crate::expand::{Code, Include, Named};

/// The `static` that describes the table. The runtime's `Description` says how the text is to be read.
pub(super) fn description(include: &Include<'_>, named: &Named<'_>) -> Code {
    let text = literal(&text(include, named));
    template! {
        const TEXT: &str = #text;
        static TABLE: __rt::Description = __rt::Description::new(TEXT);
    }
}

fn text(include: &Include<'_>, named: &Named<'_>) -> String {
    let table = &named.table;
    let facts = &table.model.facts;
    let mut lines = Lines::default();
    lines
        .line("table")
        .text(&table.logical_name.value)
        .text(&table.schema_name.value)
        .fact(facts.display_name.as_ref())
        .text(&table.entity_set.value)
        .text(&table.primary_id.value)
        .fact(facts.primary_name_attribute.as_ref())
        .text(
            facts
                .ownership_type
                .as_ref()
                .map_or("", |fact| fact.value.as_str()),
        )
        .text(
            facts
                .table_type
                .as_ref()
                .map_or("", |fact| fact.value.as_str()),
        );
    for (kind, of) in [
        ("label", Labelled::Table),
        ("collection", Labelled::Collection),
    ] {
        for label in table.labels.iter().filter(|label| label.of.value == of) {
            lines.label(kind, label);
        }
    }
    if let Some(messages) = &table.model.messages {
        lines.line("messages");
        for message in messages {
            let is_event = message.is_event.as_ref().map(|fact| fact.value);
            lines
                .line("message")
                .text(&message.name.value)
                .optional(is_event);
        }
    }
    lines.line("row").value(named.row().len());
    if let Some((state, status)) = named.settable_state() {
        lines
            .line("state_and_status")
            .value(named.places[state])
            .value(named.places[status]);
    }
    for index in &named.order {
        column(named, *index, &mut lines);
    }
    for CheckedKey { name, columns } in &table.keys {
        lines.line("key").text(name).list(columns);
    }
    for (kind, relationships) in table.relationships() {
        for relationship in relationships {
            let CheckedRelationship {
                schema_name,
                navigation_property,
                table,
                attribute,
                exposure,
            } = relationship;
            if *exposure == RelationshipExposure::Hidden {
                continue;
            }
            lines
                .line(kind.as_str())
                .text(&schema_name.value)
                .text(navigation_property)
                .text(table)
                .text(attribute);
        }
    }
    for other in table.tables().collect::<BTreeSet<_>>() {
        if let Some(entity_set) = include.entity_set(other) {
            lines.line("entity_set").text(other).text(entity_set);
        }
    }
    with_places(&lines, named.order.len())
}

/// Puts the places of the columns' lines before the others.
fn with_places(lines: &Lines, columns: usize) -> String {
    let mut text = String::with_capacity(lines.text.len() + 8 * columns + 8);
    text.push_str("lines\t");
    let before = text.len() + 8 * columns + 1;
    for place in &lines.columns {
        write!(text, "{:08x}", before + place).expect("a String takes everything");
    }
    text.push('\n');
    text.push_str(&lines.text);
    text
}

fn column(named: &Named<'_>, index: usize, lines: &mut Lines) {
    let column = &named.table.columns[index];
    let writable =
        column.access != Access::ReadOnly && column.exposure != ColumnExposure::Described;
    let has_default = column.has_default(&named.table.primary_id.value);
    lines
        .column()
        .text(column.logical_name)
        .text(&column.model.schema_name.value)
        .fact(column.model.facts.display_name.as_ref())
        .value(column.required().as_str())
        .value(format_args!(
            "{}{}",
            if writable { "w" } else { "" },
            if has_default { "d" } else { "" }
        ))
        .value(column.r#type.as_str());
    match &column.limits {
        Limits::String { max_length } | Limits::Memo { max_length } => lines.value(max_length),
        Limits::Integer { min, max } => lines.value(min).value(max),
        Limits::BigInt { min, max } => lines.value(min).value(max),
        Limits::Double {
            min,
            max,
            precision,
        } => lines.optional(*min).optional(*max).optional(*precision),
        Limits::Decimal {
            min,
            max,
            precision,
        } => lines.limit(*min).limit(*max).value(precision),
        Limits::Money {
            min,
            max,
            precision,
        } => lines.limit(*min).limit(*max).optional(*precision),
        Limits::DateTime { behavior } => lines.value(behavior.as_str()),
        Limits::Choice { options } => {
            lines.fact(column.model.facts.global_choice_name.as_ref());
            choice(column, options, &named.names.variants[index], lines);
            option_labels(&named.table.labels, column, lines)
        }
        Limits::Lookup { .. } => lines.list(column.limits.targets()),
        Limits::PartyList { role, .. } => {
            lines.list(column.limits.targets()).optional(match role {
                PartyRole::Known(role) => Some(role),
                PartyRole::All | PartyRole::Unknown => None,
            })
        }
        Limits::File { max_size } => lines.value(max_size),
        Limits::Unlimited => lines,
    };
    for label in &named.table.labels {
        if label.of.value == Labelled::Column && label.name.value == column.logical_name {
            lines.label("label", label);
        }
    }
    let facts = &column.model.facts;
    if let Some(format) = &facts.auto_number_format {
        lines.line("auto_number").text(&format.value);
    }
    if let Some(formula) = &facts.formula_definition {
        lines.line("formula").text(&formula.value);
    }
}

fn option_labels<'l>(
    labels: &[&LocalizedLabel],
    column: &CheckedColumn<'_>,
    lines: &'l mut Lines,
) -> &'l mut Lines {
    for label in labels {
        if let (Labelled::Option, Some((of, value))) = (label.of.value, label.option())
            && of == column.logical_name
        {
            lines.label("option_label", label).value(value);
        }
    }
    lines
}

fn choice(
    column: &CheckedColumn<'_>,
    options: &[ChoiceOption],
    names: &[String],
    lines: &mut Lines,
) {
    for (ChoiceOption { value, facts }, name) in options.iter().zip(names) {
        lines
            .line("option")
            .value(value.value)
            .fact(facts.label.as_ref())
            .value(name);
        match column.r#type {
            ColumnType::State => {
                lines
                    .value("state")
                    .optional(facts.default_status.as_ref().map(|fact| fact.value))
                    .fact(facts.invariant_name.as_ref());
            }
            ColumnType::Status => {
                lines
                    .value("status")
                    .optional(facts.state.as_ref().map(|fact| fact.value));
                if let Some(transitions) = &facts.transitions {
                    let statuses = transitions.value.to.iter().map(i32::to_string);
                    lines.list(&statuses.collect::<Vec<_>>());
                }
            }
            _ => {}
        }
    }
    for ChoiceOption { value, facts } in options {
        let OptionFacts {
            color,
            external_value,
            description,
            ..
        } = facts;
        if color.is_some() || external_value.is_some() || description.is_some() {
            lines
                .line("details")
                .value(value.value)
                .fact(color.as_ref())
                .fact(external_value.as_ref())
                .fact(description.as_ref());
        }
    }
}

/// The lines of a description.
#[derive(Default)]
struct Lines {
    text: String,
    /// Where the lines of the columns begin.
    columns: Vec<usize>,
}

impl Lines {
    fn line(&mut self, kind: &str) -> &mut Self {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(kind);
        self
    }

    fn column(&mut self) -> &mut Self {
        self.columns.push(self.text.len() + 1);
        self.line("column")
    }

    fn label(&mut self, kind: &str, label: &LocalizedLabel) -> &mut Self {
        self.line(kind)
            .value(label.language.value)
            .fact(label.label.as_ref())
            .fact(label.description.as_ref())
    }

    /// A field of which each character can stand in it as it is.
    fn value(&mut self, value: impl Display) -> &mut Self {
        write!(self.text, "\t{value}").expect("a String takes everything");
        self
    }

    fn optional<T: Display>(&mut self, value: Option<T>) -> &mut Self {
        match value {
            Some(value) => self.value(value),
            None => self.value(""),
        }
    }

    /// Digits, and the exponent that puts the point between them.
    fn limit(&mut self, limit: Option<Decimal>) -> &mut Self {
        match limit {
            None => self.value(""),
            Some((digits, 0)) => self.value(digits),
            Some((digits, scale)) => self.value(format_args!("{digits}e-{scale}")),
        }
    }

    fn list(&mut self, items: &[impl AsRef<str>]) -> &mut Self {
        let mut before = '\t';
        for item in items {
            self.text.push(before);
            self.text.push_str(item.as_ref());
            before = ',';
        }
        if items.is_empty() {
            self.text.push('\t');
        }
        self
    }

    fn fact(&mut self, fact: Option<&Fact<String>>) -> &mut Self {
        self.text(fact.map_or("", |fact| &fact.value))
    }

    fn text(&mut self, text: &str) -> &mut Self {
        self.text.push('\t');
        if text
            .bytes()
            .all(|byte| matches!(byte, b' '..=b'~') && byte != b'\\')
        {
            self.text.push_str(text);
            return self;
        }
        for character in text.chars() {
            match character {
                '\\' => self.text.push_str("\\\\"),
                '\t' => self.text.push_str("\\t"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                c if !is_invisible(c) => self.text.push(c),
                c => self.text.extend(c.escape_unicode()),
            }
        }
        self
    }
}

/// Whether a character doesn't show, or changes what others look like: in source text those are suspicious.
fn is_invisible(character: char) -> bool {
    !matches!(character, '"' | '\'') && character.escape_debug().len() > 1
}

/// A literal that shows its lines as they are.
fn literal(text: &str) -> Code {
    let mut marks = String::new();
    while text.contains(&format!("\"{marks}")) {
        marks.push('#');
    }
    let mut code = Code::default();
    code.add(format_args!("r{marks}\"{text}\"{marks}"));
    code
}
