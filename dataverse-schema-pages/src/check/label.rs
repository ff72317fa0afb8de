use crate::check::Checker;
use crate::model::{Column, ColumnType, Labeled, LocalizedLabel};

impl<'a> Checker<'a, '_> {
    /// The labels of the table and its columns in further languages. Each must be of something that is there.
    pub(super) fn labels(&mut self) -> Vec<&'a LocalizedLabel> {
        let labels = self.table.localized_labels.iter();
        labels.filter(|label| self.is_of_something(label)).collect()
    }

    fn is_of_something(&mut self, label: &LocalizedLabel) -> bool {
        let table = self.table;
        let name = label.name.value.as_str();
        let known: Vec<String> = match label.of.value {
            Labeled::Table | Labeled::Collection if name.is_empty() => return true,
            Labeled::Option if self.has_option(label) => return true,
            Labeled::Table | Labeled::Collection | Labeled::Option => Vec::new(),
            Labeled::Column => table.columns.iter().map(Column::logical_name).collect(),
            Labeled::Key => {
                let keys = table.alternate_keys.iter();
                let names = keys.filter_map(|key| key.facts.logical_name.as_ref());
                names.map(|name| name.value.clone()).collect()
            }
            Labeled::Relationship => {
                let relationships = table.one_to_many.iter().chain(&table.many_to_many);
                let names = relationships.map(|relationship| &relationship.schema_name);
                names.map(|name| name.value.clone()).collect()
            }
        };
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        if known.contains(&name) {
            return true;
        }
        let (message, help) = match label.of.value {
            Labeled::Table | Labeled::Collection => (
                format!("the label of the table has the name `{name}`"),
                "labels of the table and its collection stand without a name",
            ),
            Labeled::Column => (
                format!("the table has no column `{name}`"),
                "columns are named by their logical names",
            ),
            Labeled::Option => (
                format!("the table has no option `{name}`"),
                "an option is named by its column's logical name and its value: `contoso_kind.1`",
            ),
            Labeled::Key => (
                format!("the table has no alternate key `{name}`"),
                "keys are named by their logical names",
            ),
            Labeled::Relationship => (
                format!("the table has no one-to-many or many-to-many relationship `{name}`"),
                "relationships are named by their schema names",
            ),
        };
        self.error(&label.name, message, |d| match known.is_empty() {
            true => d.help(help),
            false => d.help(help).known("known are", name, &known),
        });
        false
    }

    fn has_option(&self, label: &LocalizedLabel) -> bool {
        let Some((name, value)) = label.option() else {
            return false;
        };
        let mut columns = self.table.columns.iter();
        columns
            .find(|column| column.logical_name() == name)
            .is_some_and(|column| {
                let r#type = column.facts.r#type.as_ref();
                let is_boolean = r#type.is_some_and(|of| of.value == ColumnType::Boolean);
                let mut options = column.options.iter().flatten();
                is_boolean && matches!(value, 0 | 1)
                    || options.any(|option| option.value.value == value)
            })
    }
}
