use dataverse_schema_runtime::value::Value;

use super::joint::Joint;
use super::lowering::Lowering;
use crate::query::ast::{ColumnPath, Hop, Sort};
use crate::query::check::FetchError;
use crate::query::fetch::xml::{Element, is_representable};

/// The rows of one table, which conditions and orders are about.
pub(in crate::query::fetch) struct Scope<'l, 'j> {
    pub(in crate::query::fetch) lowering: &'l mut Lowering,
    /// The links of the table; `None` where conditions can't use them.
    pub(in crate::query::fetch) joints: Option<&'j mut Vec<Joint>>,
    /// The links whose rows the conditions are about; none for the rows of the table.
    pub(in crate::query::fetch) links: Vec<Hop>,
}

impl Scope<'_, '_> {
    pub(in crate::query::fetch) fn order(&mut self, sort: &Sort) -> Option<Element> {
        let Sort {
            path,
            is_descending,
        } = sort;
        let order = self.column(Element::new("order"), path)?;
        Some(order.set_if(*is_descending, "descending"))
    }

    /// Sets the attributes that name a column.
    fn column(&mut self, element: Element, path: &ColumnPath) -> Option<Element> {
        let alias = self.alias(path)?;
        let element = if alias.is_empty() {
            element
        } else {
            element.set("entityname", alias)
        };
        Some(element.set("attribute", path.column.logical_name))
    }

    /// Returns the alias of the row that has the column; an empty one for a row of the table.
    pub(in crate::query::fetch) fn alias(&mut self, path: &ColumnPath) -> Option<String> {
        if path.navigation.is_empty() && self.links.is_empty() {
            return Some(String::new());
        }
        match &mut self.joints {
            Some(joints) => {
                let joint = self.lowering.resolve(joints, &self.links, &path.navigation);
                match joint {
                    Ok(joint) => joint.map(|joint| joint.alias.clone()),
                    Err(error) => {
                        self.lowering.errors.push(error);
                        None
                    }
                }
            }
            None => {
                let property = path.column.property;
                self.lowering
                    .errors
                    .push(FetchError::RelatedInLink { property });
                None
            }
        }
    }

    /// Returns a condition on a column, which still lacks its values.
    pub(in crate::query::fetch) fn operator(
        &mut self,
        path: &ColumnPath,
        operator: &str,
    ) -> Option<Element> {
        self.lowering.conditions += 1;
        let condition = self.column(Element::new("condition"), path)?;
        Some(condition.set("operator", operator))
    }

    pub(in crate::query::fetch) fn value(
        &mut self,
        path: &ColumnPath,
        value: &Value<'_>,
    ) -> String {
        match value {
            Value::Boolean(value) => u8::from(*value).to_string(),
            Value::Managed(managed) => u8::from(managed.value).to_string(),
            Value::Double(number) if !number.is_finite() => {
                let property = path.column.property;
                self.lowering
                    .errors
                    .push(FetchError::NotFinite { property });
                String::new()
            }
            value => self.text(path, value.to_string()),
        }
    }

    /// Returns text that XML can represent.
    pub(in crate::query::fetch) fn text(&mut self, path: &ColumnPath, text: String) -> String {
        if let Some(character) = text.chars().find(|c| !is_representable(*c)) {
            self.lowering.errors.push(FetchError::Character {
                property: path.column.property,
                character,
            });
        }
        text
    }

    /// Returns the linked rows of a condition, which can't use columns of rows that these lead to.
    pub(in crate::query::fetch) fn inside(&mut self) -> Scope<'_, 'static> {
        Scope {
            lowering: self.lowering,
            joints: None,
            links: Vec::new(),
        }
    }
}
