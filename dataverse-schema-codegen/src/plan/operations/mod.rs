mod entity_set;

use std::collections::{BTreeMap, BTreeSet};

use dataverse_schema_pages::diagnostic::Diagnostics;
use dataverse_schema_pages::model::{
    ComplexType, EnumType, Field, Operation, OperationTable, OperationType, Operations, ValueType,
};

use crate::names::{OperationTypes, field_names, member_names, operation_names, type_name};

/// The operations to generate, with their types and their names.
#[derive(Default)]
pub(crate) struct OperationsPlan<'a> {
    pub(crate) operations: Vec<OperationPlan<'a>>,
    pub(crate) complex_types: BTreeMap<&'a str, ComplexPlan<'a>>,
    pub(crate) enum_types: BTreeMap<&'a str, EnumPlan<'a>>,
    /// The entity sets that the pages name, by logical name.
    entity_sets: BTreeMap<&'a str, &'a str>,
    /// The keys that the pages name, by logical name.
    keys: BTreeMap<&'a str, &'a str>,
    /// The logical names of all tables that the pages mention.
    pub(crate) mentioned: BTreeSet<&'a str>,
}

pub(crate) struct OperationPlan<'a> {
    page: &'a Operations,
    pub(crate) model: &'a Operation,
    pub(crate) name: String,
    pub(crate) parameters: Vec<String>,
}

impl OperationPlan<'_> {
    /// Returns true for a function, and false for an action.
    pub(crate) fn is_function(&self) -> bool {
        let r#type = self.model.facts.operation_type.as_ref();
        r#type.is_some_and(|fact| fact.value == OperationType::Function)
    }
}

pub(crate) struct ComplexPlan<'a> {
    pub(crate) model: &'a ComplexType,
    pub(crate) name: String,
    pub(crate) fields: Vec<String>,
}

pub(crate) struct EnumPlan<'a> {
    pub(crate) model: &'a EnumType,
    pub(crate) name: String,
    pub(crate) members: Vec<String>,
}

/// The argument for the row that an operation is bound to, the function that takes all others, and
/// those that make the request or a query.
const RESERVED: &[&str] = &["row", "new", "into_request", "into_query", "into_query_as"];

impl<'a> OperationsPlan<'a> {
    /// Plans the operations of pages. Reports names that collide.
    pub(crate) fn new(pages: &'a [Operations], errors: &mut Diagnostics) -> Self {
        let mut plan = Self::default();
        let mut types = OperationTypes::default();
        for page in pages {
            plan.add(page, &mut types, errors);
        }
        plan
    }

    fn add(
        &mut self,
        page: &'a Operations,
        types: &mut OperationTypes<'a>,
        errors: &mut Diagnostics,
    ) {
        self.add_tables(&page.tables);
        self.add_operations(page, types, errors);
        self.add_complex_types(page, types, errors);
        self.add_enum_types(page, types, errors);
    }

    fn add_tables(&mut self, tables: &'a [OperationTable]) {
        for table in tables {
            let name = table.logical_name.value.as_str();
            self.mentioned.insert(name);
            if let Some(entity_set) = &table.entity_set {
                self.entity_sets.entry(name).or_insert(&entity_set.value);
            }
            if let Some(key) = &table.key {
                self.keys.entry(name).or_insert(&key.value);
            }
        }
    }

    fn add_operations(
        &mut self,
        page: &'a Operations,
        types: &mut OperationTypes<'a>,
        errors: &mut Diagnostics,
    ) {
        for (name, model) in operation_names(&page.operations)
            .into_iter()
            .zip(&page.operations)
        {
            let Some(name) = types.take(name, page, &model.name, errors) else {
                continue;
            };
            let parameters = model.parameters.iter().map(|field| &*field.name.value);
            let binding = model.facts.bound_to.as_ref();
            let result = model.facts.return_type.as_ref();
            self.mention(&model.parameters);
            self.mentioned
                .extend(binding.and_then(|fact| fact.value.table.as_deref()));
            self.mentioned
                .extend(result.and_then(|fact| table_of(&fact.value)));
            self.operations.push(OperationPlan {
                page,
                model,
                name,
                parameters: field_names(parameters, RESERVED),
            });
        }
    }

    fn add_complex_types(
        &mut self,
        page: &'a Operations,
        types: &mut OperationTypes<'a>,
        errors: &mut Diagnostics,
    ) {
        for model in &page.complex_types {
            let known = self.complex_types.get(&*model.name.value);
            if known.is_some_and(|known| known.model == model) {
                continue;
            }
            let name = type_name(&model.name.value);
            if let Some(name) = types.take(name, page, &model.name, errors) {
                let fields = model.properties.iter().map(|field| &*field.name.value);
                let fields = field_names(fields, &[]);
                self.mention(&model.properties);
                let plan = ComplexPlan {
                    model,
                    name,
                    fields,
                };
                self.complex_types.insert(&model.name.value, plan);
            }
        }
    }

    fn add_enum_types(
        &mut self,
        page: &'a Operations,
        types: &mut OperationTypes<'a>,
        errors: &mut Diagnostics,
    ) {
        for model in &page.enum_types {
            let known = self.enum_types.get(&*model.name.value);
            if known.is_some_and(|known| known.model == model) {
                continue;
            }
            let name = type_name(&model.name.value);
            if let Some(name) = types.take(name, page, &model.name, errors) {
                let members = model.members.iter().map(|member| &*member.name.value);
                let members = member_names(members);
                let plan = EnumPlan {
                    model,
                    name,
                    members,
                };
                self.enum_types.insert(&model.name.value, plan);
            }
        }
    }

    fn mention(&mut self, fields: &'a [Field]) {
        self.mentioned.extend(
            fields
                .iter()
                .filter_map(|field| table_of(&field.r#type.value)),
        );
    }

    /// Returns true if no page describes operations.
    pub(crate) fn is_empty(&self) -> bool {
        self.operations.is_empty() && self.complex_types.is_empty() && self.enum_types.is_empty()
    }

    /// Returns the entity set of a table, if a page of operations names it.
    pub(crate) fn entity_set(&self, table: &str) -> Option<&'a str> {
        self.entity_sets.get(table).copied()
    }

    /// Returns the key of a table, if a page of operations names it.
    pub(crate) fn key(&self, table: &str) -> Option<&'a str> {
        self.keys.get(table).copied()
    }

    /// Returns true if a value of a complex type can contain another of the same type directly.
    pub(crate) fn is_recursive(&self, name: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![name];
        while let Some(next) = open.pop() {
            let properties = self
                .complex_types
                .get(next)
                .map(|plan| &plan.model.properties);
            for property in properties.into_iter().flatten() {
                if let ValueType::Complex(inner) = &property.r#type.value {
                    if inner == name {
                        return true;
                    }
                    if seen.insert(inner) {
                        open.push(inner);
                    }
                }
            }
        }
        false
    }
}

/// Returns the table that a type names.
fn table_of(r#type: &ValueType) -> Option<&str> {
    match r#type.item() {
        ValueType::Row(table) => table.as_deref(),
        _ => None,
    }
}
