use rust_decimal::Decimal;

use super::choice::{boolean_labels, choice, label};
use super::fields::{Fields, SAME_VERSION};
use super::lines::Lines;
use crate::info::column::{ColumnInfo, RequiredLevel};
use crate::info::kind::{ColumnKind, DateTimeBehavior};
use crate::value::choice::Choice as _;
use crate::value::party_role::PartyRole;

pub(super) fn column(mut fields: Fields, lines: &mut Lines) -> ColumnInfo {
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
    let format = fields.text();
    let kind = kind(&mut fields, lines);
    let property = match kind {
        ColumnKind::Lookup { .. } | ColumnKind::Customer { .. } | ColumnKind::Owner { .. } => {
            format!("_{logical_name}_value").leak()
        }
        _ => logical_name,
    };
    let labels = lines.all("label", label);
    let auto_number = optional_text(lines, "auto_number");
    let property = match optional_text(lines, "property") {
        "" => property,
        own => own,
    };
    ColumnInfo {
        logical_name,
        schema_name,
        display_name,
        property,
        kind,
        required,
        valid_for_read: true,
        valid_for_create: flags.contains(['w', 'c']),
        valid_for_update: flags.contains(['w', 'u']),
        has_default: flags.contains('d'),
        labels,
        auto_number,
        formula: optional_text(lines, "formula"),
        description: optional_text(lines, "description"),
        format,
        deprecated: flags.contains('o'),
        language: lines.language,
    }
}

pub(super) fn optional_text(lines: &mut Lines, kind: &str) -> &'static str {
    lines.next_of(kind).map_or("", |mut fields| fields.text())
}

fn kind(fields: &mut Fields, lines: &mut Lines) -> ColumnKind {
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
        "Boolean" => ColumnKind::Boolean {
            labels: boolean_labels(fields, lines),
        },
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
            can_store_full_image: fields.try_next() == Some("full"),
        },
        "CalendarRules" => ColumnKind::CalendarRules,
        "Virtual" => ColumnKind::Virtual,
        other => unreachable!("{SAME_VERSION}, but found the type {other}"),
    }
}
