use dataverse_schema_runtime::value::Json;

use crate::fields::Fields;

/// The fields of one group, with the names of the keys or totals to read.
pub struct Cells<'g> {
    fields: &'g Fields,
    names: core::slice::Iter<'g, String>,
}

impl<'g> Cells<'g> {
    pub(super) fn new(fields: &'g Fields, names: &'g [String]) -> Self {
        let names = names.iter();
        Self { fields, names }
    }

    /// Returns the name of the next key or total.
    pub(crate) fn next_name(&mut self) -> &'g str {
        self.names.next().expect("each key and total has a name")
    }

    pub(crate) fn get(&self, name: &str) -> Option<&'g Json> {
        self.fields.get(name)
    }

    /// Returns a value and its annotations.
    pub(crate) fn with_annotations(
        &self,
        name: &'g str,
    ) -> impl Iterator<Item = (&'g str, &'g Json)> {
        let fields = self.fields.iter();
        fields.filter(move |(field, _)| {
            let suffix = field.strip_prefix(name);
            suffix.is_some_and(|suffix| suffix.is_empty() || suffix.starts_with('@'))
        })
    }
}
