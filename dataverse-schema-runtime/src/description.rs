use std::borrow::Cow;
use std::iter::{Peekable, Skip};
use std::str::{FromStr, Lines, Split};
use std::sync::OnceLock;

use rust_decimal::Decimal;

use crate::found::Found;
use crate::{
    Choice as _, ChoiceInfo, ColumnInfo, ColumnKind, DateTimeBehavior, KeyInfo, LocalizedLabel,
    MessageInfo, OptionDetails, OptionInfo, OptionRole, PartyRole, RelationshipInfo, RequiredLevel,
    TableInfo, decimal,
};

/// What the page says of a table, as generated code carries it: a text that costs the compiler nothing, and that is read
/// when it is first asked for.
///
/// Each line tells of one thing: its first field says of what kind, the others follow behind tabs. `\t`, `\n`, `\r`, `\\`
/// and `\u{…}` stand for characters. The first line has the places of the columns' lines, which constants read: see `literal`. An empty field is a text that the page doesn't give, or a value that is the type's own.
pub struct Description {
    text: &'static str,
    table: OnceLock<TableInfo>,
}

impl Description {
    /// The description with this text.
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            table: OnceLock::new(),
        }
    }

    /// What it says.
    pub fn table(&'static self) -> &'static TableInfo {
        self.table.get_or_init(|| read(self.text))
    }

    /// The choice of the column in this place.
    pub fn choice(&'static self, column: usize) -> &'static ChoiceInfo {
        match self.table().columns[column].kind {
            ColumnKind::Picklist { choice }
            | ColumnKind::MultiSelectPicklist { choice }
            | ColumnKind::State { choice }
            | ColumnKind::Status { choice } => choice,
            kind => unreachable!("the column is a choice, not {kind:?}"),
        }
    }
}

/// The text is written by the version of the macro that belongs to this crate.
const WRITTEN: &str = "the macro and this crate are of one version";

fn read(text: &'static str) -> TableInfo {
    let mut lines = text.lines().skip(1).peekable();
    let mut fields = Fields::of(lines.next().expect(WRITTEN));
    let mut table = TableInfo {
        logical_name: fields.text(),
        schema_name: fields.text(),
        display_name: fields.text(),
        labels: &[],
        collection_labels: &[],
        entity_set: fields.text(),
        primary_id: fields.text(),
        primary_name: fields.text(),
        ownership: fields.text(),
        table_type: fields.text(),
        messages: None,
        columns: &[],
        row_columns: 0,
        state_and_status: None,
        keys: &[],
        many_to_one: &[],
        one_to_many: &[],
        many_to_many: &[],
        entity_sets: &[],
        found: Found::nothing(),
    };
    table.labels = all(&mut lines, "label", label);
    table.collection_labels = all(&mut lines, "collection", label);
    if lines.next_if(|line| *line == "messages").is_some() {
        table.messages = Some(all(&mut lines, "message", message));
    }
    let mut row = Fields::of(lines.next().expect(WRITTEN));
    table.row_columns = row.value();
    if let Some(mut places) = next(&mut lines, "state_and_status") {
        table.state_and_status = Some((places.value(), places.value()));
    }
    let mut columns = Vec::new();
    while let Some(column) = next(&mut lines, "column") {
        columns.push(self::column(column, &mut lines));
    }
    table.columns = columns.leak();
    table.keys = all(&mut lines, "key", |mut fields| KeyInfo {
        logical_name: fields.text(),
        columns: fields.names(),
    });
    table.many_to_one = all(&mut lines, "many_to_one", relationship);
    table.one_to_many = all(&mut lines, "one_to_many", relationship);
    table.many_to_many = all(&mut lines, "many_to_many", relationship);
    table.entity_sets = all(&mut lines, "entity_set", |mut fields| {
        (fields.text(), fields.text())
    });
    debug_assert_eq!(lines.next(), None, "{WRITTEN}");
    table
}

fn message(mut fields: Fields) -> MessageInfo {
    MessageInfo {
        name: fields.text(),
        is_event: fields.optional(),
    }
}

fn relationship(mut fields: Fields) -> RelationshipInfo {
    RelationshipInfo {
        schema_name: fields.text(),
        navigation_property: fields.text(),
        table: fields.text(),
        attribute: fields.text(),
    }
}

fn column(mut fields: Fields, lines: &mut Peekable<Skip<Lines<'static>>>) -> ColumnInfo {
    let logical_name = fields.text();
    let schema_name = fields.text();
    let display_name = fields.text();
    let required = match fields.next() {
        "Recommended" => RequiredLevel::Recommended,
        "ApplicationRequired" => RequiredLevel::ApplicationRequired,
        "SystemRequired" => RequiredLevel::SystemRequired,
        _ => RequiredLevel::None,
    };
    let flags = fields.next();
    let kind = kind(&mut fields, lines);
    let property = match kind {
        ColumnKind::Lookup { .. } | ColumnKind::Customer { .. } | ColumnKind::Owner { .. } => {
            format!("_{logical_name}_value").leak()
        }
        _ => logical_name,
    };
    ColumnInfo {
        logical_name,
        schema_name,
        display_name,
        property,
        kind,
        required,
        writable: flags.contains('w'),
        has_default: flags.contains('d'),
        labels: all(lines, "label", label),
        auto_number: next(lines, "auto_number").map_or("", |mut fields| fields.text()),
        formula: next(lines, "formula").map_or("", |mut fields| fields.text()),
    }
}

fn kind(fields: &mut Fields, lines: &mut Peekable<Skip<Lines<'static>>>) -> ColumnKind {
    match fields.next() {
        "String" => ColumnKind::String {
            max_length: fields.value(),
        },
        "Memo" => ColumnKind::Memo {
            max_length: fields.value(),
        },
        "Integer" => ColumnKind::Integer {
            min: fields.value(),
            max: fields.value(),
        },
        "BigInt" => ColumnKind::BigInt {
            min: fields.value(),
            max: fields.value(),
        },
        "Decimal" => ColumnKind::Decimal {
            min: fields.limit(Decimal::MIN),
            max: fields.limit(Decimal::MAX),
            precision: fields.value(),
        },
        "Double" => ColumnKind::Double {
            min: fields.optional().unwrap_or(f64::MIN),
            max: fields.optional().unwrap_or(f64::MAX),
            precision: fields.optional(),
        },
        "Money" => ColumnKind::Money {
            min: fields.limit(Decimal::MIN),
            max: fields.limit(Decimal::MAX),
            precision: fields.optional(),
        },
        "Boolean" => ColumnKind::Boolean,
        "DateTime" => ColumnKind::DateTime {
            behavior: match fields.next() {
                "TimeZoneIndependent" => DateTimeBehavior::TimeZoneIndependent,
                "DateOnly" => DateTimeBehavior::DateOnly,
                _ => DateTimeBehavior::UserLocal,
            },
        },
        "Picklist" => ColumnKind::Picklist {
            choice: choice(fields, lines),
        },
        "MultiSelectPicklist" => ColumnKind::MultiSelectPicklist {
            choice: choice(fields, lines),
        },
        "State" => ColumnKind::State {
            choice: choice(fields, lines),
        },
        "Status" => ColumnKind::Status {
            choice: choice(fields, lines),
        },
        "Lookup" => ColumnKind::Lookup {
            targets: fields.names(),
        },
        "Customer" => ColumnKind::Customer {
            targets: fields.names(),
        },
        "Owner" => ColumnKind::Owner {
            targets: fields.names(),
        },
        "PartyList" => ColumnKind::PartyList {
            targets: fields.names(),
            role: fields.optional().map(PartyRole::from_value),
        },
        "Uniqueidentifier" => ColumnKind::Uniqueidentifier,
        "EntityName" => ColumnKind::EntityName,
        "ManagedProperty" => ColumnKind::ManagedProperty,
        "File" => ColumnKind::File {
            max_size: fields.value(),
        },
        "Image" => ColumnKind::Image {
            max_size: fields.value(),
        },
        "CalendarRules" => ColumnKind::CalendarRules,
        "Virtual" => ColumnKind::Virtual,
        other => unreachable!("{WRITTEN}, but there is no type {other}"),
    }
}

fn choice(fields: &mut Fields, lines: &mut Peekable<Skip<Lines<'static>>>) -> &'static ChoiceInfo {
    let choice = ChoiceInfo {
        name: fields.text(),
        options: all(lines, "option", option),
        details: all(lines, "details", |mut fields| OptionDetails {
            value: fields.value(),
            color: fields.text(),
            external_value: fields.text(),
            description: fields.text(),
        }),
        labels: all(lines, "option_label", |mut fields| {
            let label = label_of(&mut fields);
            (fields.value(), label)
        }),
    };
    Box::leak(Box::new(choice))
}

fn label(mut fields: Fields) -> LocalizedLabel {
    label_of(&mut fields)
}

fn label_of(fields: &mut Fields) -> LocalizedLabel {
    LocalizedLabel {
        language: fields.value(),
        label: fields.text(),
        description: fields.text(),
    }
}

fn option(mut fields: Fields) -> OptionInfo {
    OptionInfo {
        value: fields.value(),
        label: fields.text(),
        name: fields.text(),
        role: match fields.0.next() {
            Some("state") => OptionRole::State {
                default_status: fields.optional(),
                invariant_name: fields.text(),
            },
            Some("status") => OptionRole::Status {
                state: fields.optional(),
                transitions: fields.0.next().map(|statuses| list(statuses, value)),
            },
            _ => OptionRole::Plain,
        },
    }
}

/// The fields of the next line, if it is of this kind.
fn next(lines: &mut Peekable<Skip<Lines<'static>>>, kind: &str) -> Option<Fields> {
    let of_kind = |line: &&str| {
        line.strip_prefix(kind)
            .is_some_and(|rest| rest.starts_with('\t'))
    };
    lines.next_if(of_kind).map(Fields::of)
}

/// All lines of a kind that follow.
fn all<T>(
    lines: &mut Peekable<Skip<Lines<'static>>>,
    kind: &str,
    read: impl Fn(Fields) -> T,
) -> &'static [T] {
    let mut read_lines = Vec::new();
    while let Some(fields) = next(lines, kind) {
        read_lines.push(read(fields));
    }
    read_lines.leak()
}

/// The fields of a line behind the first.
struct Fields(Split<'static, char>);

impl Fields {
    fn of(line: &'static str) -> Self {
        let mut fields = line.split('\t');
        fields.next();
        Self(fields)
    }

    fn next(&mut self) -> &'static str {
        self.0.next().expect(WRITTEN)
    }

    fn text(&mut self) -> &'static str {
        match unescaped(self.next()) {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => text.leak(),
        }
    }

    fn value<T: FromStr>(&mut self) -> T {
        value(self.next())
    }

    fn optional<T: FromStr>(&mut self) -> Option<T> {
        match self.next() {
            "" => None,
            text => Some(value(text)),
        }
    }

    fn limit(&mut self, own: Decimal) -> Decimal {
        match self.next() {
            "" => own,
            text => decimal::parse(text).expect(WRITTEN),
        }
    }

    fn names(&mut self) -> &'static [&'static str] {
        list(self.next(), |name| name)
    }
}

fn value<T: FromStr>(text: &str) -> T {
    match text.parse() {
        Ok(value) => value,
        Err(_) => unreachable!("{WRITTEN}, but {text:?} isn't as it should be"),
    }
}

fn list<T>(text: &'static str, read: impl Fn(&'static str) -> T) -> &'static [T] {
    let items = text.split(',').filter(|item| !item.is_empty());
    items.map(read).collect::<Vec<T>>().leak()
}

fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut unescaped = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            unescaped.push(character);
            continue;
        }
        match characters.next() {
            Some('t') => unescaped.push('\t'),
            Some('n') => unescaped.push('\n'),
            Some('r') => unescaped.push('\r'),
            Some('u') => {
                let digits = characters.by_ref().skip(1).take_while(|c| *c != '}');
                let code = u32::from_str_radix(&digits.collect::<String>(), 16);
                let character = code.ok().and_then(char::from_u32);
                unescaped.push(character.expect(WRITTEN));
            }
            other => unescaped.extend(other),
        }
    }
    Cow::Owned(unescaped)
}
