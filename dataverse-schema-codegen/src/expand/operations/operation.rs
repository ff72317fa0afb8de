use crate::expand::code::{Code, template};
use crate::expand::operations::value_type::{Parameter, composition, result};
use crate::expand::{docs, tables};
use crate::plan::{OperationPlan, Plan};

/// Writes the type of an operation.
pub(super) fn operation(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Code {
    let facts = &operation.model.facts;
    let name = &operation.name;
    let doc = docs::operation(operation.model);
    let (output, read) = result(plan, facts.return_type.as_ref().map(|fact| &fact.value));
    let composition = composition(plan, operation);
    let constructor = constructor(plan, operation);
    let setters = setters(plan, operation);
    template! {
        #doc
        #[derive(__rt::Clone, __rt::Debug, __rt::PartialEq)]
        #[must_use]
        pub struct #name(__rt::Call);
        impl #name {
            #constructor
            #setters
        }
        impl __rt::Operation for #name {
            type Output = #output;
            type Composition = __rt::#composition;
            #[inline]
            fn call(&self) -> &__rt::Call {
                &self.0
            }
            #[inline]
            fn read(body: &[u8]) -> __rt::Result<Self::Output, __rt::JsonError> {
                __rt::#read(body)
            }
        }
    }
}

/// Writes the function that takes what is required.
fn constructor(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Code {
    let facts = &operation.model.facts;
    let kind = if operation.is_function() {
        "function"
    } else {
        "action"
    };
    let mut call = format!("__rt::Call::{kind}({:?})", operation.model.name.value);
    let mut parameters = String::new();
    let mut generics = "";
    if let Some(binding) = facts.bound_to.as_ref().map(|fact| &fact.value) {
        let table = match &binding.table {
            Some(table) => tables::path(plan, table),
            None => {
                generics = if binding.is_collection {
                    "<__T: __rt::EntitySet>"
                } else {
                    "<__T>"
                };
                "__T".to_owned()
            }
        };
        if binding.is_collection {
            call.push_str(&format!(".on_all::<{table}>()"));
        } else {
            parameters.push_str(&format!("row: impl __rt::Locator<{table}>,"));
            call.push_str(".on(row)");
        }
    }
    for (field, name) in operation.model.parameters.iter().zip(&operation.parameters) {
        if field.is_required.value {
            let parameter = Parameter::new(plan, &field.r#type.value);
            parameters.push_str(&format!("{name}: {},", parameter.r#type));
            call.push_str(&parameter.set(&field.name.value, name));
        }
    }
    let doc = docs::constructor(operation);
    template! {
        #doc
        pub fn new #generics (#parameters) -> Self {
            Self(#call)
        }
    }
}

/// Writes a function for each optional parameter.
fn setters(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Code {
    let mut setters = Code::default();
    for (field, name) in operation.model.parameters.iter().zip(&operation.parameters) {
        if field.is_required.value {
            continue;
        }
        let doc = docs::parameter(field);
        let parameter = Parameter::new(plan, &field.r#type.value);
        let (value, set) = (&parameter.r#type, parameter.set(&field.name.value, "value"));
        let setter = template! {
            #doc
            pub fn #name(self, value: #value) -> Self {
                Self(self.0 #set)
            }
        };
        setters.add(format_args!("{setter}"));
    }
    setters
}
