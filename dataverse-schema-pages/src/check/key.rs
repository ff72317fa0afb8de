use crate::check::{CheckedColumn, Checker};
use crate::model;

/// An alternate key all of whose columns are there.
#[derive(Debug)]
pub struct CheckedKey<'a> {
    /// The logical name.
    pub name: &'a str,
    /// The logical names of its columns.
    pub columns: &'a [String],
}

impl<'a> Checker<'a, '_> {
    pub(super) fn keys(&mut self, columns: &[CheckedColumn<'a>]) -> Vec<CheckedKey<'a>> {
        let keys = self.table.alternate_keys.iter();
        let mut keys: Vec<_> = keys
            .filter_map(|key| Some((key, self.key(key, columns)?)))
            .collect();
        self.unique("the key", &mut keys, |(model, key)| {
            (key.name.to_owned(), &model.schema_name)
        });
        keys.into_iter().map(|(_, key)| key).collect()
    }

    fn key(
        &mut self,
        key: &'a model::AlternateKey,
        columns: &[CheckedColumn<'a>],
    ) -> Option<CheckedKey<'a>> {
        let name = &key.schema_name;
        let (Some(logical_name), Some(attributes)) =
            (&key.facts.logical_name, &key.facts.key_attributes)
        else {
            let message = format!(
                "the key `{}` needs the rows `LogicalName` and `KeyAttributes`",
                name.value
            );
            self.error(name, message, |d| {
                d.help("for example `|LogicalName|contoso_bynumber|` and `|KeyAttributes|contoso_number|`")
            });
            return None;
        };
        let is_name = self.name("LogicalName", logical_name);
        let is_column = |name: &&String| columns.iter().any(|column| column.logical_name == **name);
        if let Some(unknown) = attributes.value.iter().find(|name| !is_column(name)) {
            let known: Vec<&str> = columns.iter().map(|column| column.logical_name).collect();
            let message = format!("the table has no column `{unknown}`");
            self.error(attributes, message, |d| {
                d.help("a key names its columns by their logical names")
                    .known("known are", unknown, &known)
            });
            return None;
        }
        is_name.then_some(CheckedKey {
            name: &logical_name.value,
            columns: &attributes.value,
        })
    }
}
