use crate::check::checker::Checker;
use crate::check::column::CheckedColumn;
use crate::check::sought::Sought;
use crate::diagnostic::Code;
use crate::model::{AlternateKey, ColumnType, Fact};

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
            let (name, blank) = (&key.schema_name, &facts.blank);
            self.missing_row(missing, "alternate key", name, blank, &key.extra);
            return None;
        };
        let is_name = self.check_name("`LogicalName`", logical_name);
        let known: Vec<&str> = columns.iter().map(|column| column.logical_name).collect();
        let mut attributes_iter = attributes.value.iter();
        if let Some(unknown) = attributes_iter.find(|name| !known.contains(&name.as_str())) {
            if !self.is_column_broken(unknown, &known) {
                self.absent(
                    Sought::Column(unknown.clone()),
                    Code::UnknownColumn,
                    attributes,
                    format!("unknown column `{unknown}`"),
                    |d| {
                        d.help("name the columns of a key by their logical names")
                            .suggest_or_list("known columns", unknown, &known)
                    },
                );
            }
            return None;
        }
        if !self.check_key_columns(attributes, columns) {
            return None;
        }
        is_name.then_some(CheckedKey {
            name: &logical_name.value,
            columns: &attributes.value,
        })
    }

    /// Returns true if a column isn't known because of an error in the column itself.
    fn is_column_broken(&self, name: &str, known: &[&str]) -> bool {
        let models = self.table.columns.iter();
        let mut broken = models.filter(|model| !known.contains(&model.logical_name().as_str()));
        broken.any(|model| {
            model.logical_name() == name || model.schema_name.value.eq_ignore_ascii_case(name)
        })
    }

    /// Returns true if the columns of a key are distinct and can identify a row, and reports an
    /// error otherwise.
    ///
    /// Dataverse allows numbers, strings of one line, dates, lookups and choices.
    fn check_key_columns(
        &mut self,
        attributes: &Fact<Vec<String>>,
        columns: &[CheckedColumn<'a>],
    ) -> bool {
        let names = &attributes.value;
        let duplicate = (1..names.len()).find(|at| names[..*at].contains(&names[*at]));
        if let Some(duplicate) = duplicate {
            let message = format!(
                "duplicate column `{}` of an alternate key",
                names[duplicate]
            );
            self.error(Code::InvalidKeyColumn, attributes, message, |d| {
                d.help("name each column once")
            });
            return false;
        }
        let mut of_key = columns.iter().filter(|column| {
            let mut names = names.iter();
            names.any(|name| name == column.logical_name)
        });
        let Some(invalid) = of_key.find(|column| !can_identify(column.r#type)) else {
            return true;
        };
        let message = format!(
            "column `{}` of type {} cannot be part of an alternate key",
            invalid.logical_name,
            invalid.r#type.as_str()
        );
        self.error(Code::InvalidKeyColumn, attributes, message, |d| {
            d.help("use numbers, strings of one line, dates, lookups, and choices")
        });
        false
    }
}

fn can_identify(r#type: ColumnType) -> bool {
    !matches!(
        r#type,
        ColumnType::Boolean
            | ColumnType::CalendarRules
            | ColumnType::Double
            | ColumnType::File
            | ColumnType::Image
            | ColumnType::ManagedProperty
            | ColumnType::Memo
            | ColumnType::Money
            | ColumnType::MultiSelectPicklist
            | ColumnType::PartyList
            | ColumnType::Virtual
    )
}
