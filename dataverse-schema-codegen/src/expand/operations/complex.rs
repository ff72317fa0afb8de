use dataverse_schema_pages::model::{Field, ValueType};

use crate::expand::code::{Code, template};
use crate::expand::docs;
use crate::expand::operations::value_type::value;
use crate::plan::{ComplexPlan, Plan};

/// Writes the struct of a complex type.
pub(super) fn complex_type(plan: &Plan<'_>, complex: &ComplexPlan<'_>) -> Code {
    let name = &complex.name;
    let model = complex.model;
    let doc = docs::complex_type(model);
    let mut fields = Code::default();
    let mut reads = Code::default();
    let mut writes = Code::default();
    for (property, field) in model.properties.iter().zip(&complex.fields) {
        let doc = docs::parameter(property);
        let r#type = field_type(plan, property);
        let name = &property.name.value;
        fields.add(format_args!("{doc} pub {field}: {},", r#type));
        reads.add(format_args!("{field}: object.get({name:?})?,"));
        writes.add(format_args!(
            "({name:?}, __rt::IntoArgument::to_argument(&self.{field})),"
        ));
    }
    template! {
        #doc
        #[derive(__rt::Clone, __rt::Debug, __rt::PartialEq)]
        pub struct #name {
            #fields
        }
        impl __rt::Complex for #name {
            fn read(object: &__rt::Object) -> __rt::Result<Self, __rt::JsonError> {
                __rt::Result::Ok(Self { #reads })
            }
            fn write(&self) -> __rt::Argument {
                __rt::Argument::object([#writes])
            }
        }
        impl __rt::IntoArgument for #name {
            #[inline]
            fn to_argument(&self) -> __rt::Argument {
                __rt::Complex::write(self)
            }
        }
        impl __rt::FromResult for #name {
            #[inline]
            fn from_json(json: &__rt::Json) -> __rt::Result<Self, __rt::JsonError> {
                __rt::read_complex(json.as_str().as_bytes())
            }
        }
    }
}

fn field_type(plan: &Plan<'_>, field: &Field) -> String {
    let mut name = value(plan, &field.r#type.value);
    if let ValueType::Complex(complex) = &field.r#type.value
        && plan.operations().is_recursive(complex)
    {
        name = format!("__rt::Box<{name}>");
    }
    match field.r#type.value {
        // Null is an empty collection.
        ValueType::Collection(_) => name,
        _ if field.is_required.value => name,
        _ => format!("__rt::Option<{name}>"),
    }
}
