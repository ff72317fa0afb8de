use super::merged::Merged;
use super::node::Node;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{CellValue as _, ColumnType};

/// Returns the type of an attribute, and the member that has it.
///
/// That is `AttributeTypeName`. Without it, `AttributeType` names the type of lookups, and
/// `@odata.type` that of images, files and choices of several options, which are all `Virtual` in
/// `AttributeType`.
pub(super) fn column_type<'j>(
    attribute: Merged<'_, 'j>,
) -> Result<(Node<'j>, ColumnType), Diagnostic> {
    if let Some(node) = attribute.get("AttributeTypeName") {
        let node = if node.value().text().is_some() {
            node
        } else {
            node.need("Value")?
        };
        let text = node.text()?;
        return parse(node, text.strip_suffix("Type").unwrap_or(&text));
    }
    let metadata_type = attribute.get("@odata.type");
    match attribute.get("AttributeType") {
        Some(node) if node.text()? != "Virtual" => {
            let text = node.text()?;
            parse(node, &text)
        }
        found => {
            let Some(node) = metadata_type else {
                return Err(untold(attribute, found.is_some()));
            };
            let text = node.text()?;
            let name = text.rsplit('.').next().unwrap_or_default();
            match name.strip_suffix("AttributeMetadata") {
                // The metadata of a lookup doesn't say whether it is that of an owner or a customer.
                None | Some("" | "Lookup" | "Enum") => Err(untold(attribute, found.is_some())),
                Some("UniqueIdentifier") => Ok((node, ColumnType::Uniqueidentifier)),
                Some(name) => parse(node, name),
            }
        }
    }
}

fn parse<'j>(node: Node<'j>, text: &str) -> Result<(Node<'j>, ColumnType), Diagnostic> {
    match ColumnType::parse(text) {
        Ok(r#type) => Ok((node, r#type)),
        Err(expected) => Err(node.invalid(&super::maker::message(&expected, text))),
    }
}

/// Returns the error about an attribute whose members don't tell its type.
fn untold(attribute: Merged<'_, '_>, is_virtual: bool) -> Diagnostic {
    let message = if is_virtual {
        "missing `AttributeTypeName`: `AttributeType` is `Virtual` for images, files, and choices of several options, too"
    } else {
        "missing `AttributeTypeName`"
    };
    attribute.error(Code::MissingMember, message).help(
        "request it with `$select` or `$expand`; `dataverse-schema page --how-to` prints the requests",
    )
}
