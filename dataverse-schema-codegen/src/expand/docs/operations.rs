use dataverse_schema_pages::model::{
    ComplexType, EnumType, Fact, Field, Member, Operation, OperationType,
};

use crate::choose::Docs;
use crate::expand::docs::doc::Doc;
use crate::expand::docs::markdown::sentence;
use crate::plan::OperationPlan;

/// Documents the type of an operation.
pub(in crate::expand) fn operation(operation: &Operation) -> Doc {
    let facts = &operation.facts;
    let kind = match facts.operation_type.as_ref().map(|fact| fact.value) {
        Some(OperationType::Function) => "function",
        _ => "action",
    };
    let mut doc = Doc::default();
    doc.add_paragraph(description(facts.description.as_ref()));
    let binding = match facts.bound_to.as_ref().map(|fact| &fact.value) {
        None => String::new(),
        Some(binding) => {
            let what = if binding.is_collection {
                "all rows"
            } else {
                "a row"
            };
            match &binding.table {
                Some(table) => format!(", bound to {what} of the table `{table}`"),
                None => format!(", bound to {what} of any table"),
            }
        }
    };
    doc.add_paragraph(format!("The {kind} `{}`{binding}.", operation.name.value));
    doc
}

/// Documents the function that takes the required parameters.
pub(in crate::expand) fn constructor(operation: &OperationPlan<'_>) -> Doc {
    let mut doc = Doc::line("Creates the call with what it requires.");
    let fields = operation.model.parameters.iter().zip(&operation.parameters);
    for (field, name) in fields.filter(|(field, _)| field.is_required.value) {
        let text = description(field.description.as_ref());
        if !text.is_empty() {
            doc.add_paragraph(format!("`{name}`: {text}"));
        }
    }
    doc
}

/// Documents an optional parameter or a property.
pub(in crate::expand) fn parameter(field: &Field) -> Doc {
    described(field.description.as_ref(), || {
        format!(
            "`{}`, of the type `{}`.",
            field.name.value, field.r#type.value
        )
    })
}

/// Documents the struct of a complex type.
pub(in crate::expand) fn complex_type(complex: &ComplexType) -> Doc {
    described(complex.facts.description.as_ref(), || {
        format!("The complex type `{}`.", complex.name.value)
    })
}

/// Documents the type of an enum type.
pub(in crate::expand) fn enum_type(enum_type: &EnumType) -> Doc {
    described(enum_type.facts.description.as_ref(), || {
        format!("The enum type `{}`.", enum_type.name.value)
    })
}

/// Documents the constant of a member.
pub(in crate::expand) fn member(member: &Member) -> Doc {
    described(member.description.as_ref(), || {
        format!("`{}` ({}).", member.name.value, member.value.value)
    })
}

fn described(fact: Option<&Fact<String>>, otherwise: impl FnOnce() -> String) -> Doc {
    match description(fact) {
        text if text.is_empty() => Doc::line(otherwise()),
        text => Doc::line(text),
    }
}

fn description(fact: Option<&Fact<String>>) -> String {
    fact.map_or_else(String::new, |fact| sentence(&fact.value, Docs::Full))
}
