use super::choice::label;
use super::column::{column, optional_text};
use super::fields::{Fields, SAME_VERSION};
use super::lines::Lines;
use crate::info::cache::Cache;
use crate::info::column::ColumnInfo;
use crate::info::relationship::RelationshipInfo;
use crate::info::table::{KeyInfo, MessageInfo, TableInfo};

pub(super) fn read(text: &'static str) -> TableInfo {
    let mut lines = Lines::new(text);
    let mut fields = lines.next();
    let mut table = TableInfo {
        logical_name: fields.text(),
        schema_name: fields.text(),
        display_name: fields.text(),
        description: "",
        language: 0,
        deprecated: false,
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
        cache: Cache::new(),
    };
    table.language = fields.value();
    lines.language = table.language;
    table.deprecated = fields.try_next() == Some("deprecated");
    table.description = optional_text(&mut lines, "description");
    table.labels = lines.all("label", label);
    table.collection_labels = lines.all("collection", label);
    if lines.skip_word("messages") {
        table.messages = Some(lines.all("message", message));
    }
    table.row_columns = lines.next().value();
    if let Some(mut indices) = lines.next_of("state_and_status") {
        table.state_and_status = Some((indices.value(), indices.value()));
    }
    let mut columns = Vec::new();
    while let Some(fields) = lines.next_of("column") {
        columns.push(ColumnInfo {
            valid_for_read: columns.len() < table.row_columns,
            ..column(fields, &mut lines)
        });
    }
    table.columns = columns.leak();
    table.keys = lines.all("key", |mut fields| KeyInfo {
        logical_name: fields.text(),
        columns: fields.names(),
    });
    table.many_to_one = lines.all("many_to_one", relationship);
    table.one_to_many = lines.all("one_to_many", relationship);
    table.many_to_many = lines.all("many_to_many", relationship);
    table.entity_sets = lines.all("entity_set", |mut fields| (fields.text(), fields.text()));
    debug_assert!(lines.is_at_end(), "{SAME_VERSION}");
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
        intersect: fields.try_next().unwrap_or_default(),
    }
}
