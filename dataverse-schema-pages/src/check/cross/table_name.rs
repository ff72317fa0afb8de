use crate::check::checker::{Checker, INCOMPLETE, is_name};
use crate::check::sought::Sought;
use crate::diagnostic::Code;
use crate::model::{Fact, name_in_title};
use crate::suggest::suggestion;

/// Looks for schema and logical names that differ in more than their case. Those of real tables
/// don't.
pub(super) fn check_table_names(checker: &mut Checker<'_, '_>) {
    let table = checker.table;
    let facts = &table.facts;
    let (Some(schema), Some(logical)) = (&facts.schema_name, &facts.logical_name) else {
        return;
    };
    // Others are reported themselves.
    if !is_name(&schema.value) || !is_name(&logical.value) {
        return;
    }
    let is_lowercase = !logical.value.bytes().any(|byte| byte.is_ascii_uppercase());
    let is_same = schema.value.eq_ignore_ascii_case(&logical.value);
    if is_same && is_lowercase {
        return;
    }
    // The title has the schema name, too.
    let is_titled = |name: &str| name_in_title(&table.title.value).eq_ignore_ascii_case(name);
    let is_schema_name_wrong = !is_same && is_titled(&logical.value);
    let (key, found, expected): (_, &Fact<String>, _) = if is_schema_name_wrong {
        (
            "SchemaName",
            schema,
            name_in_title(&table.title.value).to_owned(),
        )
    } else {
        ("LogicalName", logical, schema.value.to_lowercase())
    };
    let message = format!(
        "mismatched `{key}`: found `{}`, expected `{expected}`",
        found.value
    );
    checker.error(Code::MismatchedName, found, message, |d| {
        d.help("a table's schema name and logical name differ only in their case")
    });
}

/// Looks for an entity set that isn't the one in the URLs of the table's messages.
pub(super) fn check_entity_set(checker: &mut Checker<'_, '_>) {
    let table = checker.table;
    let entity_set = table.facts.entity_set_name.as_ref();
    // Others are reported themselves.
    let Some(entity_set) = entity_set.filter(|name| is_name(&name.value)) else {
        return;
    };
    let mut in_urls =
        table.messages.iter().flatten().filter_map(|message| {
            Some((message, entity_set_in(&message.web_api.as_ref()?.value)?))
        });
    let Some((first, used)) = in_urls.next() else {
        return;
    };
    let mut count = 1;
    let is_used = used == entity_set.value
        || in_urls.any(|(_, other)| {
            count += 1;
            other == entity_set.value || other != used
        });
    // A single URL can be wrong itself.
    if is_used || count < 2 {
        return;
    }
    let page = table.page_containing(first.name.span).clone();
    let span = first
        .web_api
        .as_ref()
        .map_or(first.name.span, |cell| cell.span);
    let message = format!(
        "mismatched `EntitySetName`: found `{}`, but requests use `{used}`",
        entity_set.value
    );
    checker.error(Code::MismatchedName, entity_set, message, |d| {
        d.with_related(&page, span, "URL of a request")
            .help("correct the row or the URLs of the messages")
    });
}

/// Returns the entity set in `` `POST` /accounts ``.
fn entity_set_in(operation: &str) -> Option<&str> {
    let (_, path) = operation.strip_prefix('`')?.split_once("` /")?;
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let length = path.bytes().take_while(|byte| is_name(byte)).count();
    (length > 0).then(|| &path[..length])
}

/// Looks for a primary name that isn't one of the columns. Real tables have theirs, or none.
pub(super) fn check_primary_name(checker: &mut Checker<'_, '_>) {
    let table = checker.table;
    let Some(name) = &table.facts.primary_name_attribute else {
        return;
    };
    let mut columns = table.columns.iter();
    if columns.any(|column| column.has_logical_name(&name.value)) {
        return;
    }
    let known: Vec<String> = table.columns.iter().map(|c| c.logical_name()).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let help = suggestion(&name.value, &known).unwrap_or_else(|| INCOMPLETE.to_owned());
    let message = format!("missing column `{}`, which is the primary name", name.value);
    let sought = Sought::Column(name.value.clone());
    checker.absent(sought, Code::UnknownColumn, name, message, |d| d.help(help));
}
