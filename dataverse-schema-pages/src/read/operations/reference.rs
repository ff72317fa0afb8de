use crate::diagnostic::Code;
use crate::model::{Fact, Operations, ValueType};
use crate::read::reader::Reader;

impl Reader<'_, '_> {
    /// Reports types that the page refers to, but doesn't have.
    pub(super) fn check_references(&mut self, page: &Operations) {
        let complex: Vec<&str> = page.complex_types.iter().map(|c| &*c.name.value).collect();
        let enums: Vec<&str> = page.enum_types.iter().map(|e| &*e.name.value).collect();
        let results = page
            .operations
            .iter()
            .filter_map(|o| o.facts.return_type.as_ref());
        let parameters = page.operations.iter().flat_map(|o| &o.parameters);
        let properties = page.complex_types.iter().flat_map(|c| &c.properties);
        let fields = parameters.chain(properties).map(|field| &field.r#type);
        for Fact { value, span } in results.chain(fields) {
            let (kind, name, known, section) = match value.item() {
                ValueType::Complex(name) => ("complex", name, &complex, "Complex types"),
                ValueType::Enum(name) => ("enum", name, &enums, "Enum types"),
                _ => continue,
            };
            if !known.contains(&name.as_str()) {
                let message = format!("unknown {kind} type `{name}`");
                self.error(Code::UnknownType, *span, message, |d| {
                    d.suggest(name, known)
                        .help(format!("describe the type in the section `{section}`"))
                });
            }
        }
    }
}
