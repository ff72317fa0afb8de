use crate::check::checker::Checker;
use crate::check::column::CheckedColumn;
use crate::diagnostic::Code;
use crate::model::AlternateKey;

/// An alternate key that has passed all checks.
#[derive(Debug)]
pub struct CheckedKey<'a> {
    /// The logical name.
    pub name: &'a str,
    /// The logical names of its columns.
    pub columns: &'a [String],
}

impl<'a> Checker<'a, '_> {
    /// Checks that alternate keys are complete and consist of the table's columns.
    pub(super) fn keys(&mut self, columns: &[CheckedColumn<'a>]) -> Vec<CheckedKey<'a>> {
        let mut keys: Vec<_> = self
            .table
            .alternate_keys
            .iter()
            .filter_map(|key| Some((key, self.key(key, columns)?)))
            .collect();
        self.check_unique(
            Code::DuplicateName,
            "alternate key",
            &mut keys,
            |(model, key)| (key.name.to_owned(), &model.schema_name),
        );
        keys.into_iter().map(|(_, key)| key).collect()
    }

    fn key(
        &mut self,
        key: &'a AlternateKey,
        columns: &[CheckedColumn<'a>],
    ) -> Option<CheckedKey<'a>> {
        let facts = &key.facts;
        let (Some(logical_name), Some(attributes)) = (&facts.logical_name, &facts.key_attributes)
        else {
            let missing = if facts.logical_name.is_none() {
                "LogicalName"
            } else {
                "KeyAttributes"
            };
            let name = &key.schema_name;
            let message = format!("missing row `{missing}` of alternate key `{}`", name.value);
            self.error(Code::MissingRow, name, message, |d| {
                d.help("add the rows, such as `|LogicalName|contoso_bynumber|` and `|KeyAttributes|contoso_number|`")
            });
            return None;
        };
        let is_name = self.check_name("`LogicalName`", logical_name);
        let known: Vec<&str> = columns.iter().map(|column| column.logical_name).collect();
        let mut attributes_iter = attributes.value.iter();
        if let Some(unknown) = attributes_iter.find(|name| !known.contains(&name.as_str())) {
            self.error(
                Code::UnknownColumn,
                attributes,
                format!("unknown column `{unknown}`"),
                |d| {
                    d.help("name the columns of a key by their logical names")
                        .suggest_or_list("known columns", unknown, &known)
                },
            );
            return None;
        }
        is_name.then_some(CheckedKey {
            name: &logical_name.value,
            columns: &attributes.value,
        })
    }
}
