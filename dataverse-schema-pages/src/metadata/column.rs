use super::column_type::column_type;
use super::maker::Maker;
use super::merged::Merged;
use super::node::Node;
use crate::diagnostic::Diagnostic;
use crate::model::{Blank, ChoiceOption, Column, ColumnFacts, ColumnType, Extra, OptionFacts};

/// Converts an attribute into a column.
pub(super) fn column(maker: &Maker, attribute: Merged<'_, '_>) -> Result<Column, Diagnostic> {
    let mut column = without_options(maker, attribute)?;
    add_options(maker, attribute, &mut column)?;
    Ok(column)
}

/// Converts an attribute into a column if it is new in the table, or else into changes of a column.
/// What the attribute leaves out stays as it is.
pub(super) fn column_or_change(
    maker: &Maker,
    attribute: Merged<'_, '_>,
) -> Result<Column, Diagnostic> {
    if attribute.is_custom("IsCustomAttribute") {
        return column(maker, attribute);
    }
    let mut column = without_options(maker, attribute)?;
    if attribute.has_options() {
        add_options(maker, attribute, &mut column)?;
    }
    column.facts.blank = Blank::default();
    column.writable = None;
    Ok(column)
}

fn without_options(maker: &Maker, attribute: Merged<'_, '_>) -> Result<Column, Diagnostic> {
    let (type_node, r#type) = column_type(attribute)?;
    let is = |name: &str| attribute.get(name).is_some_and(|node| node.is_true());
    let writable = is("IsValidForCreate") || is("IsValidForUpdate");
    let mut facts = ColumnFacts::default();
    maker.store_text(&type_node, r#type.as_str().to_owned(), |text| {
        facts.store("Type", text, maker.span)
    })?;
    for key in ColumnFacts::KEYS {
        if let Some((node, text)) = row(attribute, r#type, key)? {
            maker.store_text(&node, text, |text| facts.store(key, text, maker.span))?;
        }
    }
    // Pages have these rows only where a column can be set by either create or update.
    if is("IsValidForCreate") == is("IsValidForUpdate") {
        facts.is_valid_for_create = None;
        facts.is_valid_for_update = None;
    }
    Ok(Column {
        schema_name: maker.fact(attribute.need("SchemaName")?.text()?),
        writable: Some(writable),
        changes_from: None,
        added_by: None,
        facts,
        options: None,
        extra: Extra::default(),
    })
}

/// Adds the options of a choice, or the labels of a Boolean column.
fn add_options(
    maker: &Maker,
    attribute: Merged<'_, '_>,
    column: &mut Column,
) -> Result<(), Diagnostic> {
    match column_type(attribute)?.1 {
        ColumnType::Boolean => labels(maker, attribute, &mut column.facts)?,
        r#type if r#type.is_choice() => column.options = Some(options(maker, attribute)?),
        _ => {}
    }
    Ok(())
}

/// Returns the members whose absence would mean something, and that no body has.
///
/// The service always has these members, but not always a value.
pub(super) fn missing_members(attribute: Merged<'_, '_>, r#type: ColumnType) -> Vec<&'static str> {
    let of_type: &[&str] = match r#type {
        ColumnType::String | ColumnType::Memo => &["MaxLength"],
        ColumnType::Integer | ColumnType::BigInt => &["MinValue", "MaxValue"],
        ColumnType::Decimal | ColumnType::Double => &["MinValue", "MaxValue", "Precision"],
        ColumnType::Money => &["MinValue", "MaxValue", "Precision", "PrecisionSource"],
        ColumnType::DateTime => &["DateTimeBehavior"],
        ColumnType::Lookup | ColumnType::Customer | ColumnType::Owner | ColumnType::PartyList => {
            &["Targets"]
        }
        ColumnType::File => &["MaxSizeInKB"],
        ColumnType::Image => &["IsPrimaryImage", "CanStoreFullImage", "MaxSizeInKB"],
        _ => &[],
    };
    let needed = ["SchemaName", "IsValidForCreate", "IsValidForUpdate"];
    let needed = needed
        .into_iter()
        .filter(|name| attribute.get(name).is_none());
    let known = ["IsValidForRead", "RequiredLevel"];
    let known = known.iter().chain(of_type).copied();
    needed
        .chain(known.filter(|name| !attribute.has(name)))
        .collect()
}

/// A row of a property table: the node of its value, and its text.
type Row<'j> = (Node<'j>, String);

/// Returns a row of the column's property table.
fn row<'j>(
    attribute: Merged<'_, 'j>,
    r#type: ColumnType,
    key: &str,
) -> Result<Option<Row<'j>>, Diagnostic> {
    match key {
        // It was stored before.
        "Type" => Ok(None),
        // These come with the options.
        "True Label" | "False Label" => Ok(None),
        // The options of such a column are tables, which pages don't list.
        "GlobalChoiceName" | "DefaultFormValue" if r#type == ColumnType::EntityName => Ok(None),
        "GlobalChoiceName" => global_choice_name(attribute),
        "PrecisionSource" => precision_source(attribute),
        // Pages leave out the source of columns that are simply stored.
        "SourceType" if attribute.get(key).is_some_and(|node| node.is_zero()) => Ok(None),
        _ => attribute
            .get_filled(key)
            .map(|node| Ok((node.clone(), node.cell()?)))
            .transpose(),
    }
}

fn global_choice_name<'j>(attribute: Merged<'_, 'j>) -> Result<Option<Row<'j>>, Diagnostic> {
    ["GlobalOptionSet", "OptionSet"]
        .into_iter()
        .find_map(|set| attribute.get(set)?.get("Name"))
        .map(|node| Ok((node.clone(), node.text()?)))
        .transpose()
}

fn precision_source<'j>(attribute: Merged<'_, 'j>) -> Result<Option<Row<'j>>, Diagnostic> {
    let Some(node) = attribute.get("PrecisionSource") else {
        return Ok(None);
    };
    let meaning = match node.value().integer() {
        Some(0) => " (Attribute.Precision)",
        Some(1) => " (Organization.PricingDecimalPrecision)",
        Some(2) => " (TransactionCurrency.CurrencyPrecision)",
        _ => "",
    };
    let text = format!("{}{meaning}", node.cell()?);
    Ok(Some((node, text)))
}

fn options(maker: &Maker, attribute: Merged<'_, '_>) -> Result<Vec<ChoiceOption>, Diagnostic> {
    let options = attribute.need_option_set()?.need("Options")?.items()?;
    let options = options.iter().map(|node| option(maker, node));
    let mut options = options.collect::<Result<Vec<ChoiceOption>, Diagnostic>>()?;
    // On a page, all options have these columns, or none.
    for key in ["Description", "Color", "ExternalValue"] {
        if options.iter().any(|option| option.facts.has(key)) {
            let others = options.iter_mut().filter(|option| !option.facts.has(key));
            others.for_each(|option| {
                option.facts.store(key, None, maker.span);
            });
        }
    }
    Ok(options)
}

fn option(maker: &Maker, node: &Node<'_>) -> Result<ChoiceOption, Diagnostic> {
    let mut facts = OptionFacts::default();
    for key in OptionFacts::KEYS {
        let Some(value) = node.get_filled(key) else {
            continue;
        };
        let text = value.cell()?;
        // Pages leave out a description without text.
        if *key == "Description" && text.is_empty() {
            continue;
        }
        maker.store_text(&value, text, |text| facts.store(key, text, maker.span))?;
    }
    Ok(ChoiceOption {
        value: maker.fact(node.need("Value")?.integer()?),
        facts,
    })
}

/// Stores the labels of a Boolean column.
fn labels(
    maker: &Maker,
    attribute: Merged<'_, '_>,
    facts: &mut ColumnFacts,
) -> Result<(), Diagnostic> {
    let set = attribute.need_option_set()?;
    for (option, key) in [("TrueOption", "True Label"), ("FalseOption", "False Label")] {
        let label = set.need(option)?.need("Label")?;
        maker.store(&label, |text| facts.store(key, text, maker.span))?;
    }
    Ok(())
}
