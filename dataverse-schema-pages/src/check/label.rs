use crate::check::checker::Checker;
use crate::check::sought::Sought;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Column, ColumnType, Fact, Labeled, LocalizedLabel, Table};

impl<'a> Checker<'a, '_> {
    /// Checks that each label in another language belongs to an item of the table.
    pub(super) fn labels(&mut self) -> Vec<&'a LocalizedLabel> {
        let labels = self.table.localized_labels.iter();
        labels.filter(|label| self.check_owner(label)).collect()
    }

    fn check_owner(&mut self, label: &LocalizedLabel) -> bool {
        let name = label.name.value.as_str();
        let known = names(self.table, label.of.value);
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let has_owner = match label.of.value {
            Labeled::Table | Labeled::Collection => name.is_empty(),
            Labeled::Option => has_option(self.table, label),
            Labeled::Column | Labeled::Key | Labeled::Relationship => known.contains(&name),
        };
        if !has_owner {
            let (message, help) = unknown_owner(label);
            let more = |d: Diagnostic| {
                let d = d.help(help);
                if known.is_empty() {
                    d
                } else {
                    d.suggest_or_list("known names", name, &known)
                }
            };
            let code = Code::UnknownLabelOwner;
            match sought(self.table, label) {
                Some(sought) => self.absent(sought, code, &label.name, message, more),
                None => self.error(code, &label.name, message, more),
            }
        }
        has_owner
    }
}

/// Returns the names that labels of a kind can have, if they are listed.
fn names(table: &Table, kind: Labeled) -> Vec<String> {
    match kind {
        Labeled::Table | Labeled::Collection | Labeled::Option => Vec::new(),
        Labeled::Column => table.columns.iter().map(Column::logical_name).collect(),
        Labeled::Key => {
            let keys = table.alternate_keys.iter();
            let names = keys.filter_map(|key| key.facts.logical_name.as_ref());
            names.map(|name| name.value.clone()).collect()
        }
        Labeled::Relationship => {
            let relationships = table.one_to_many.iter().chain(&table.many_to_many);
            let name = |name: &Fact<String>| name.value.clone();
            relationships
                .map(|relationship| name(&relationship.schema_name))
                .collect()
        }
    }
}

/// Returns the column or the option that a label names.
fn sought(table: &Table, label: &LocalizedLabel) -> Option<Sought> {
    match label.of.value {
        Labeled::Column => Some(Sought::Column(label.name.value.clone())),
        Labeled::Option => {
            let (name, value) = label.option()?;
            let mut columns = table.columns.iter();
            let column = columns.find(|column| column.logical_name() == name);
            Some(match column {
                Some(column) => Sought::Option(column.schema_name.span, value),
                None => Sought::Column(name.to_owned()),
            })
        }
        Labeled::Table | Labeled::Collection | Labeled::Key | Labeled::Relationship => None,
    }
}

/// Returns a message and a help for a label whose name is wrong.
fn unknown_owner(label: &LocalizedLabel) -> (String, &'static str) {
    let name = &label.name.value;
    match label.of.value {
        Labeled::Table | Labeled::Collection => (
            format!("unexpected name `{name}` of a label of the table"),
            "leave the name empty in labels of the table and its collection",
        ),
        Labeled::Column => (
            format!("unknown column `{name}`"),
            "name columns by their logical names",
        ),
        Labeled::Option => (
            format!("unknown option `{name}`"),
            "name options by their column's logical name and their value: `contoso_kind.1`",
        ),
        Labeled::Key => (
            format!("unknown alternate key `{name}`"),
            "name alternate keys by their logical names",
        ),
        Labeled::Relationship => (
            format!("unknown one-to-many or many-to-many relationship `{name}`"),
            "name relationships by their schema names",
        ),
    }
}

fn has_option(table: &Table, label: &LocalizedLabel) -> bool {
    let Some((name, value)) = label.option() else {
        return false;
    };
    let mut columns = table.columns.iter();
    let Some(column) = columns.find(|column| column.logical_name() == name) else {
        return false;
    };
    let r#type = column.facts.r#type.as_ref();
    let is_boolean = r#type.is_some_and(|r#type| r#type.value == ColumnType::Boolean);
    let mut options = column.options.iter().flatten();
    let is_open = column.options.as_ref().is_some_and(Vec::is_empty);
    is_open
        || is_boolean && matches!(value, 0 | 1)
        || options.any(|option| option.value.value == value)
}
