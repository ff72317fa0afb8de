use std::collections::{BTreeMap, BTreeSet};

use dataverse_schema_pages::model::{
    Binding, ComplexFacts, ComplexType, EnumFacts, EnumType, Extra, Fact, Field, Member, Operation,
    OperationFacts, OperationTable, OperationType, Operations, Primitive, ValueType,
};
use dataverse_schema_pages::{Code, Diagnostic, Span};

use crate::operations::definitions::{ANY_TABLE, Definitions, local_name};
use crate::xml::Element;

/// Turns definitions into the model of a page.
pub(super) struct Translator<'a> {
    definitions: &'a Definitions,
    /// The name of the file.
    file: &'a str,
    page: Operations,
    warnings: Vec<Diagnostic>,
    /// The types that were needed so far.
    types: BTreeSet<String>,
    /// Those of them that aren't translated yet.
    open: Vec<String>,
    tables: BTreeSet<String>,
}

impl<'a> Translator<'a> {
    pub(super) fn new(definitions: &'a Definitions, file: &'a str, title: &str) -> Self {
        Self {
            definitions,
            file,
            page: Operations::with_title(title),
            warnings: Vec::new(),
            types: BTreeSet::new(),
            open: Vec::new(),
            tables: BTreeSet::new(),
        }
    }

    /// Returns the page, and warnings about what it lacks.
    pub(super) fn translate(mut self) -> (Operations, Vec<Diagnostic>) {
        let definitions = self.definitions;
        let mut operations: BTreeMap<_, Operation> = BTreeMap::new();
        for definition in &definitions.operations {
            let operation = self.operation(definition);
            let binding = operation.facts.bound_to.as_ref();
            let binding = binding.map(|binding| binding.value.clone());
            operations.insert((operation.name.value.clone(), binding), operation);
        }
        self.page.operations = operations.into_values().collect();
        while let Some(name) = self.open.pop() {
            if let Some(definition) = definitions.enum_types.get(&name) {
                let enum_type = self.enum_type(&name, definition);
                self.page.enum_types.push(enum_type);
            } else {
                let complex = self.complex_type(&name);
                self.page.complex_types.push(complex);
            }
        }
        let by_name = |a: &Fact<String>, b: &Fact<String>| a.value.cmp(&b.value);
        self.page
            .complex_types
            .sort_by(|a, b| by_name(&a.name, &b.name));
        self.page
            .enum_types
            .sort_by(|a, b| by_name(&a.name, &b.name));
        for table in &self.tables {
            let entity_set = definitions.entity_sets.get(table).map(String::as_str);
            self.page.tables.push(OperationTable {
                logical_name: self.fact(table.clone()),
                entity_set: entity_set.map(|name| self.fact(name.to_owned())),
                key: definitions
                    .key(table)
                    .map(|name| self.fact(name.to_owned())),
            });
        }
        (self.page, self.warnings)
    }

    fn operation(&mut self, definition: &Element) -> Operation {
        let named = |name| move |child: &&Element| child.name == name;
        let children = &definition.children;
        let mut parameters = children.iter().filter(named("Parameter"));
        let bound_to = is_true(definition, "IsBound")
            .then(|| parameters.next())
            .flatten();
        let bound_to = bound_to.map(|parameter| self.binding(parameter));
        let r#type = match definition.name {
            "Function" => OperationType::Function,
            _ => OperationType::Action,
        };
        let return_type = definition.child("ReturnType");
        let return_type = return_type.map(|result| self.value_type(result, "result"));
        let is_composable = is_composable(definition, return_type.as_ref());
        let facts = OperationFacts {
            operation_type: Some(self.fact(r#type)),
            bound_to: bound_to.map(|binding| self.fact(binding)),
            return_type: return_type.map(|value| self.fact(value)),
            is_composable: is_composable.map(|value| self.fact(value)),
            description: self.description(definition),
            ..OperationFacts::default()
        };
        Operation {
            name: self.name(definition),
            facts,
            parameters: parameters.map(|parameter| self.field(parameter)).collect(),
            extra: Extra::default(),
        }
    }

    fn binding(&mut self, parameter: &Element) -> Binding {
        let text = parameter.attribute("Type").unwrap_or_default();
        let item = item_name(text);
        let table = local_name(item.unwrap_or(text));
        let table = (table != ANY_TABLE).then(|| self.table(table));
        Binding {
            table,
            is_collection: item.is_some(),
        }
    }

    fn field(&mut self, definition: &Element) -> Field {
        let name = self.name(definition);
        let value = self.value_type(definition, &name.value);
        Field {
            r#type: self.fact(value),
            is_required: self.fact(definition.attribute("Nullable") == Some("false")),
            description: self.description(definition),
            name,
        }
    }

    fn complex_type(&mut self, name: &str) -> ComplexType {
        let mut types = self.definitions.complex_type_and_bases(name);
        let description = types.first().and_then(|first| self.description(first));
        types.reverse();
        let properties = types.iter().flat_map(|complex| &complex.children);
        let properties = properties.filter(|child| child.name == "Property");
        ComplexType {
            name: self.fact(name.to_owned()),
            facts: ComplexFacts {
                description,
                ..ComplexFacts::default()
            },
            properties: properties.map(|property| self.field(property)).collect(),
            extra: Extra::default(),
        }
    }

    fn enum_type(&mut self, name: &str, definition: &Element) -> EnumType {
        let members = definition
            .children
            .iter()
            .filter(|child| child.name == "Member");
        // Without values, members are numbered.
        let members = members.zip(0_i64..).map(|(member, index)| {
            let value = member
                .attribute("Value")
                .and_then(|value| value.parse().ok());
            Member {
                name: self.name(member),
                value: self.fact(value.unwrap_or(index)),
                description: self.description(member),
            }
        });
        EnumType {
            name: self.fact(name.to_owned()),
            members: members.collect(),
            facts: EnumFacts {
                is_flags: is_true(definition, "IsFlags").then(|| self.fact(true)),
                description: self.description(definition),
                ..EnumFacts::default()
            },
            extra: Extra::default(),
        }
    }

    /// Returns the type of a parameter, a property, or a result. `of` is what it is called.
    fn value_type(&mut self, definition: &Element, of: &str) -> ValueType {
        let text = definition.attribute("Type").unwrap_or_default();
        let name = item_name(text).unwrap_or(text);
        let item = self.single_type(name).unwrap_or_else(|| {
            let line = definition.origin.line;
            let message = format!("{}:{line}: unknown type `{name}` of `{of}`", self.file);
            let warning = Diagnostic::general(Code::UnknownType, message).into_warning();
            self.warnings
                .push(warning.help("the page has `Edm.Untyped` instead, which is any JSON"));
            ValueType::Primitive(Primitive::Untyped)
        });
        match item_name(text) {
            Some(_) => ValueType::Collection(Box::new(item)),
            None => item,
        }
    }

    fn single_type(&mut self, name: &str) -> Option<ValueType> {
        if name.starts_with("Edm.") {
            return Primitive::from_name(name).map(ValueType::Primitive);
        }
        let name = local_name(name);
        let definitions = self.definitions;
        let is_enum = definitions.enum_types.contains_key(name);
        if is_enum || definitions.complex_types.contains_key(name) {
            if self.types.insert(name.to_owned()) {
                self.open.push(name.to_owned());
            }
            let name = name.to_owned();
            return Some(if is_enum {
                ValueType::Enum(name)
            } else {
                ValueType::Complex(name)
            });
        }
        if name == ANY_TABLE || definitions.bases.contains(name) {
            return Some(ValueType::Row(None));
        }
        let is_table = definitions.tables.contains_key(name);
        is_table.then(|| ValueType::Row(Some(self.table(name))))
    }

    /// Notes that the page refers to a table.
    fn table(&mut self, name: &str) -> String {
        self.tables.insert(name.to_owned());
        name.to_owned()
    }

    fn name(&self, definition: &Element) -> Fact<String> {
        self.fact(definition.attribute("Name").unwrap_or_default().to_owned())
    }

    /// Returns the description, which metadata with annotations has.
    fn description(&self, definition: &Element) -> Option<Fact<String>> {
        let mut annotations = definition.children.iter();
        let text = annotations.find_map(|child| {
            let term = child
                .attribute("Term")
                .filter(|_| child.name == "Annotation")?;
            let is_description = term.ends_with(".Description");
            child.attribute("String").filter(|_| is_description)
        })?;
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(self.fact(line))
    }

    fn fact<T>(&self, value: T) -> Fact<T> {
        let span: Span = self.page.origin();
        Fact { value, span }
    }
}

/// Returns the type of the items of `Collection(…)`.
fn item_name(r#type: &str) -> Option<&str> {
    r#type.strip_prefix("Collection(")?.strip_suffix(')')
}

fn is_true(definition: &Element, name: &str) -> bool {
    definition.attribute(name) == Some("true")
}

/// Returns whether query options can follow an operation. It matters for functions that return
/// rows, and pages of others don't say.
fn is_composable(definition: &Element, return_type: Option<&ValueType>) -> Option<bool> {
    let has_rows = return_type.is_some_and(|found| matches!(found.item(), ValueType::Row(_)));
    let is_composable = is_true(definition, "IsComposable");
    (is_composable || definition.name == "Function" && has_rows).then_some(is_composable)
}
