use super::attribute::Attribute;
use super::maker::Maker;
use super::node::Node;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ChoiceOption, Column, ColumnFacts, ColumnType, Extra, OptionFacts};

/// Converts an attribute into a column; `None` for one that pages don't list.
pub(super) fn column(
    maker: &Maker,
    attribute: &Attribute<'_, '_>,
) -> Result<Option<Column>, Diagnostic> {
    let is = |name: &str| {
        let value = attribute.get(name).map(|node| node.value() == true);
        value.unwrap_or(false)
    };
    let writable = is("IsValidForCreate") || is("IsValidForUpdate");
    let mut facts = ColumnFacts::default();
    for key in ColumnFacts::KEYS {
        let Some((node, text)) = row(attribute, key)? else {
            continue;
        };
        maker.store_text(&node, text, |text| facts.store(key, text, maker.span))?;
    }
    // Pages have these rows only where a column can be set by either create or update.
    if is("IsValidForCreate") == is("IsValidForUpdate") {
        facts.is_valid_for_create = None;
        facts.is_valid_for_update = None;
    }
    let r#type = match &facts.r#type {
        Some(fact) => fact.value,
        None => {
            return Err(attribute.error(
                Code::MissingMember,
                "missing type: expected `AttributeTypeName` or `AttributeType`",
            ));
        }
    };
    let options = if r#type.is_choice() {
        Some(options(maker, attribute)?)
    } else {
        None
    };
    if r#type == ColumnType::Boolean {
        labels(maker, attribute, &mut facts)?;
    }
    Ok(Some(Column {
        schema_name: maker.fact(attribute.need("SchemaName")?.text()?),
        writable: Some(writable),
        changes_from: None,
        added_by: None,
        facts,
        options,
        extra: Extra::default(),
    }))
}

/// A row of a property table: the node of its value, and its text.
type Row<'j> = (Node<'j>, String);

/// Returns a row of the column's property table.
fn row<'j>(attribute: &Attribute<'_, 'j>, key: &str) -> Result<Option<Row<'j>>, Diagnostic> {
    match key {
        "Type" => r#type(attribute).map(Some),
        "GlobalChoiceName" => global_choice_name(attribute),
        "PrecisionSource" => precision_source(attribute),
        // These come with the options.
        "True Label" | "False Label" => Ok(None),
        // Pages leave out the source of columns that are simply stored.
        "SourceType" if attribute.get(key).is_some_and(|node| node.value() == 0) => Ok(None),
        _ => attribute
            .get_filled(key)
            .map(|node| {
                let text = match key {
                    "Description" | "FormulaDefinition" => node.lines()?,
                    _ => node.cell()?,
                };
                Ok((node, text))
            })
            .transpose(),
    }
}

fn r#type<'j>(attribute: &Attribute<'_, 'j>) -> Result<Row<'j>, Diagnostic> {
    let name = attribute.get("AttributeTypeName");
    let node = match name.and_then(|name| name.get("Value")) {
        Some(node) => node,
        None => attribute.need("AttributeType")?,
    };
    let text = node.text()?;
    let text = text.strip_suffix("Type").unwrap_or(&text).to_owned();
    Ok((node, text))
}

fn global_choice_name<'j>(attribute: &Attribute<'_, 'j>) -> Result<Option<Row<'j>>, Diagnostic> {
    ["GlobalOptionSet", "OptionSet"]
        .into_iter()
        .find_map(|set| attribute.get(set)?.get("Name"))
        .map(|node| Ok((node.clone(), node.text()?)))
        .transpose()
}

fn precision_source<'j>(attribute: &Attribute<'_, 'j>) -> Result<Option<Row<'j>>, Diagnostic> {
    let Some(node) = attribute.get("PrecisionSource") else {
        return Ok(None);
    };
    let meaning = match node.value().as_i64() {
        Some(0) => " (Attribute.Precision)",
        Some(1) => " (Organization.PricingDecimalPrecision)",
        Some(2) => " (TransactionCurrency.CurrencyPrecision)",
        _ => "",
    };
    let text = format!("{}{meaning}", node.cell()?);
    Ok(Some((node, text)))
}

fn options(maker: &Maker, attribute: &Attribute<'_, '_>) -> Result<Vec<ChoiceOption>, Diagnostic> {
    let options = attribute.option_set()?.need("Options")?.items()?;
    options.iter().map(|node| option(maker, node)).collect()
}

fn option(maker: &Maker, node: &Node<'_>) -> Result<ChoiceOption, Diagnostic> {
    let mut facts = OptionFacts::default();
    for key in OptionFacts::KEYS {
        let Some(value) = node.get_filled(key) else {
            continue;
        };
        let text = match *key {
            "Description" => value.lines()?,
            _ => value.cell()?,
        };
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
    attribute: &Attribute<'_, '_>,
    facts: &mut ColumnFacts,
) -> Result<(), Diagnostic> {
    let set = attribute.option_set()?;
    for (option, key) in [("TrueOption", "True Label"), ("FalseOption", "False Label")] {
        let label = set.need(option)?.need("Label")?;
        maker.store(&label, |text| facts.store(key, text, maker.span))?;
    }
    Ok(())
}
