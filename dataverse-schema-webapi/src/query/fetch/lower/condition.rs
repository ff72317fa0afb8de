use dataverse_schema_runtime::value::Value;

use super::joint::Joint;
use super::scope::Scope;
use crate::query::ast::{Arguments, ColumnPath, Condition, Hop, Operand};
use crate::query::check::FetchError;
use crate::query::fetch::ast::{Criteria, Mark, Quantifier};
use crate::query::fetch::operator;
use crate::query::fetch::xml::Element;
use crate::query::print::escape_wildcards;

/// Whether a condition or its opposite is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    Same,
    Opposite,
}

impl Sense {
    fn turned(self) -> Self {
        match self {
            Self::Same => Self::Opposite,
            Self::Opposite => Self::Same,
        }
    }
}

impl Scope<'_, '_> {
    /// Returns a filter that holds if all conditions do, unless there are none.
    pub(in crate::query::fetch) fn filter(&mut self, all: &[Criteria]) -> Option<Element> {
        let children: Vec<Element> = all
            .iter()
            .filter_map(|criteria| self.criteria(criteria))
            .collect();
        let mut children = children.into_iter();
        match (children.next(), children.len()) {
            (None, _) => None,
            (Some(only), 0) if only.is("filter") => Some(only),
            (Some(first), _) => Some(filter("and", std::iter::once(first).chain(children))),
        }
    }

    fn criteria(&mut self, criteria: &Criteria) -> Option<Element> {
        match criteria {
            Criteria::Plain(condition) => self.condition(condition, Sense::Same),
            Criteria::Like {
                path,
                pattern,
                is_negated,
            } => {
                let operator = if *is_negated { "not-like" } else { "like" };
                let condition = self.operator(path, operator)?;
                Some(condition.set("value", self.text(path, pattern.clone())))
            }
            Criteria::Linked {
                quantifier,
                hop,
                filter,
            } => {
                let inner = self.inside().filter(std::slice::from_ref(&**filter));
                self.linked(*quantifier, *hop, inner)
            }
            Criteria::Joined { hop, filter } => {
                self.links.push(*hop);
                let joined = self.criteria(filter);
                self.links.pop();
                joined
            }
            Criteria::And(all) if all.is_empty() => None,
            Criteria::And(all) => {
                let children = all.iter().filter_map(|criteria| self.criteria(criteria));
                Some(filter("and", children.collect::<Vec<_>>()))
            }
            Criteria::Or(any) => {
                let children = any.iter().filter_map(|criteria| self.criteria(criteria));
                Some(filter("or", children.collect::<Vec<_>>()))
            }
            Criteria::Marked {
                mark,
                filter: inner,
            } => {
                let inner = self.criteria(inner)?;
                let any = if inner.has("type", "or") {
                    inner
                } else {
                    filter("or", [inner])
                };
                Some(match mark {
                    Mark::Union => any.set("hint", "union"),
                    Mark::QuickFind => any.set("isquickfindfields", "1"),
                })
            }
        }
    }

    fn linked(
        &mut self,
        quantifier: Quantifier,
        hop: Hop,
        inner: Option<Element>,
    ) -> Option<Element> {
        if !self.links.is_empty() {
            let table = hop.table();
            let error = FetchError::LinkOfLinked { table };
            self.lowering.errors.push(error);
            return None;
        }
        let joint = Joint {
            hop,
            kind: quantifier.as_str(),
            alias: String::new(),
            is_read: false,
            is_whole: false,
            children: inner.into_iter().collect(),
            joints: Vec::new(),
        };
        Some(joint.into_element(&mut self.lowering.errors))
    }

    fn condition(&mut self, condition: &Condition, sense: Sense) -> Option<Element> {
        match condition {
            Condition::Compare {
                path,
                operator,
                operand,
            } => self.comparison(path, operator, operand, sense),
            Condition::Text {
                function,
                path,
                text,
            } => {
                let text = escape_wildcards(text);
                let pattern = match *function {
                    "startswith" => format!("{text}%"),
                    "endswith" => format!("%{text}"),
                    _ => format!("%{text}%"),
                };
                let operator = match sense {
                    Sense::Same => "like",
                    Sense::Opposite => "not-like",
                };
                let condition = self.operator(path, operator)?;
                Some(condition.set("value", self.text(path, pattern)))
            }
            Condition::Function {
                name,
                path,
                arguments,
                ..
            } => self.function(name, path, arguments, sense),
            Condition::Unchecked(_) => {
                self.lowering.errors.push(FetchError::Unchecked);
                None
            }
            Condition::And(all) => Some(self.joined("and", all, sense)),
            Condition::Or(any) => Some(self.joined("or", any, sense)),
            Condition::Not(inner) => self.condition(inner, sense.turned()),
            Condition::Lambda {
                quantifier,
                step,
                condition,
            } => {
                // All rows match if there is none whose condition doesn't hold.
                let (is_any, inner) = match *quantifier {
                    "any" => (sense == Sense::Same, Sense::Same),
                    _ => (sense == Sense::Opposite, Sense::Opposite),
                };
                let quantifier = if is_any {
                    Quantifier::Any
                } else {
                    Quantifier::NotAny
                };
                let inner = condition.as_deref().and_then(|condition| {
                    let condition = self.inside().condition(condition, inner)?;
                    Some(if condition.is("filter") {
                        condition
                    } else {
                        filter("and", [condition])
                    })
                });
                self.linked(quantifier, Hop::Relationship(*step), inner)
            }
        }
    }

    fn joined(&mut self, r#type: &'static str, all: &[Condition], sense: Sense) -> Element {
        let opposite = if r#type == "and" { "or" } else { "and" };
        let r#type = match sense {
            Sense::Same => r#type,
            Sense::Opposite => opposite,
        };
        let children = all
            .iter()
            .filter_map(|condition| self.condition(condition, sense));
        filter(r#type, children.collect::<Vec<_>>())
    }

    fn comparison(
        &mut self,
        path: &ColumnPath,
        operator: &str,
        operand: &Operand,
        sense: Sense,
    ) -> Option<Element> {
        let (same, opposite) = operator::comparison(operator);
        let operator = match sense {
            Sense::Same => same,
            Sense::Opposite => opposite,
        };
        // `gt` and its like match no row without a value, so their opposites do.
        let is_order = !matches!(operator, "eq" | "ne");
        match operand {
            Operand::Null if operator == "eq" => self.operator(path, "null"),
            Operand::Null => self.operator(path, "not-null"),
            Operand::Column(other_path) => {
                let alias = self.alias(other_path)?;
                let name = other_path.column.logical_name;
                let other = if alias.is_empty() {
                    name.to_owned()
                } else {
                    format!("{alias}.{name}")
                };
                let condition = self.operator(path, operator)?.set("valueof", other);
                if sense == Sense::Opposite && is_order {
                    let nulls = [path, other_path].map(|path| self.operator(path, "null"));
                    let nulls = nulls.into_iter().flatten();
                    return Some(filter("or", std::iter::once(condition).chain(nulls)));
                }
                Some(condition)
            }
            Operand::Value(Value::Choices(options)) if options.len() != 1 => {
                let operator = match (operator, options.is_empty()) {
                    ("eq", true) => "null",
                    (_, true) => "not-null",
                    ("eq", false) => "in",
                    (_, false) => "not-in",
                };
                let mut condition = self.operator(path, operator)?;
                let values = options.iter().map(|option| value(option.to_string()));
                condition.children.extend(values);
                Some(condition)
            }
            Operand::Value(operand) => {
                let operand = self.value(path, operand);
                let condition = self.operator(path, operator)?.set("value", operand);
                if sense == Sense::Opposite && is_order {
                    let null = self.operator(path, "null")?;
                    return Some(filter("or", [condition, null]));
                }
                Some(condition)
            }
        }
    }

    fn function(
        &mut self,
        name: &'static str,
        path: &ColumnPath,
        arguments: &Arguments,
        sense: Sense,
    ) -> Option<Element> {
        let (mut operator, opposite) = operator::function(name);
        if sense == Sense::Opposite {
            let Some(opposite) = opposite else {
                self.lowering.errors.push(FetchError::NoOpposite { name });
                return None;
            };
            operator = opposite.to_owned();
        }
        let mut condition = self.operator(path, &operator)?;
        match arguments {
            Arguments::None => {}
            Arguments::Number(number) => condition = condition.set("value", number.to_string()),
            Arguments::Value(argument) => {
                condition = condition.set("value", self.value(path, argument));
            }
            Arguments::Numbers(first, second) => {
                let numbers = [first, second];
                let numbers = numbers.map(|number| value(number.to_string()));
                condition.children.extend(numbers);
            }
            Arguments::List(list) => {
                let items = list.iter().map(|item| value(self.value(path, item)));
                condition.children.extend(items.collect::<Vec<_>>());
            }
            Arguments::Options(options) => {
                let options = options.iter().map(|option| value(option.to_string()));
                condition.children.extend(options);
            }
        }
        let is_list = matches!(arguments, Arguments::List(_) | Arguments::Options(_));
        if is_list && condition.children.is_empty() {
            self.lowering.errors.push(FetchError::EmptyList { name });
        }
        Some(condition)
    }
}

fn filter(r#type: &'static str, children: impl IntoIterator<Item = Element>) -> Element {
    let mut filter = Element::new("filter").set("type", r#type);
    filter.children.extend(children);
    filter
}

fn value(text: String) -> Element {
    Element::new("value").with_text(text)
}
