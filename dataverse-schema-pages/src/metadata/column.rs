use super::Maker;
use super::definition::{Attribute, is_empty};
use super::node::Node;
use crate::diagnostic::Diagnostic;
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
            return Err(
                attribute.problem("missing type: expected `AttributeTypeName` or `AttributeType`")
            );
        }
    };
    let options = match r#type.is_choice() {
        true => Some(options(maker, attribute)?),
        false => None,
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

/// Returns the text of a row of the column's property table, with its node.
fn row<'j>(
    attribute: &Attribute<'_, 'j>,
    key: &str,
) -> Result<Option<(Node<'j>, String)>, Diagnostic> {
    let name = match key {
        "Type" => {
            let typed = attribute
                .get("AttributeTypeName")
                .and_then(|node| node.get("Value"));
            let node = match typed {
                Some(node) => node,
                None => attribute.need("AttributeType")?,
            };
            let text = node.text()?;
            let text = text.strip_suffix("Type").unwrap_or(&text).to_owned();
            return Ok(Some((node, text)));
        }
        "GlobalChoiceName" => {
            let sets = ["GlobalOptionSet", "OptionSet"];
            let name = sets
                .into_iter()
                .find_map(|set| attribute.get(set)?.get("Name"));
            return name
                .map(|node| Ok((node.clone(), node.text()?)))
                .transpose();
        }
        // Pages leave out the source of columns that are simply stored.
        "SourceType" if attribute.get(key).is_some_and(|node| node.value() == 0) => {
            return Ok(None);
        }
        "FormulaDefinition" => {
            let formula = attribute.get(key).filter(|node| !is_empty(node.value()));
            return formula
                .map(|node| Ok((node.clone(), node.lines()?)))
                .transpose();
        }
        "PrecisionSource" => {
            let Some(node) = attribute.get(key) else {
                return Ok(None);
            };
            let meaning = match node.value().as_i64() {
                Some(0) => " (Attribute.Precision)",
                Some(1) => " (Organization.PricingDecimalPrecision)",
                Some(2) => " (TransactionCurrency.CurrencyPrecision)",
                _ => "",
            };
            let text = format!("{}{meaning}", node.cell()?);
            return Ok(Some((node, text)));
        }
        // They come with the options.
        "True Label" | "False Label" => return Ok(None),
        name => name,
    };
    let node = attribute.get(name).filter(|node| !is_empty(node.value()));
    node.map(|node| {
        let text = match key {
            "Description" => node.lines()?,
            _ => node.cell()?,
        };
        Ok((node, text))
    })
    .transpose()
}

fn options(maker: &Maker, attribute: &Attribute<'_, '_>) -> Result<Vec<ChoiceOption>, Diagnostic> {
    let options = attribute.option_set()?.need("Options")?.items()?;
    options.iter().map(|node| option(maker, node)).collect()
}

fn option(maker: &Maker, node: &Node<'_>) -> Result<ChoiceOption, Diagnostic> {
    let mut facts = OptionFacts::default();
    for key in OptionFacts::KEYS {
        let Some(value) = node.get(key).filter(|node| !is_empty(node.value())) else {
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
