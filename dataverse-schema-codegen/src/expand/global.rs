use std::collections::BTreeMap;

use dataverse_schema_pages::check::Limits;
use dataverse_schema_pages::model::{ChoiceOption, ColumnType};

use crate::expand::{EXTERN_CHOICES, Include, Named};
use crate::names::identifier;

/// The global choice of a column.
#[derive(Clone, Copy)]
pub(crate) struct GlobalChoice<'a> {
    pub(crate) name: &'a str,
    table: &'a Named<'a>,
    column: usize,
    options: &'a [ChoiceOption],
    variants: &'a [String],
}

impl<'a> Named<'a> {
    /// The global choices of the columns that have an enum.
    pub(crate) fn global_choices(&'a self) -> impl Iterator<Item = GlobalChoice<'a>> {
        (0..self.table.columns.len()).filter_map(|index| self.global_choice(index))
    }

    fn global_choice(&'a self, index: usize) -> Option<GlobalChoice<'a>> {
        let column = &self.table.columns[index];
        let Limits::Choice { options } = column.limits else {
            return None;
        };
        let is_own = matches!(column.r#type, ColumnType::State | ColumnType::Status);
        let name = column.model.facts.global_choice_name.as_ref()?;
        let has_enum = self.names.types[index].is_some();
        (has_enum && !is_own).then_some(GlobalChoice {
            name: &name.value,
            table: self,
            column: index,
            options,
            variants: &self.names.variants[index],
        })
    }
}

impl GlobalChoice<'_> {
    /// Whether both have the same options under the same names.
    fn says_the_same(&self, other: &Self) -> bool {
        let values = |choice: &Self| {
            choice
                .options
                .iter()
                .map(|o| o.value.value)
                .collect::<Vec<_>>()
        };
        self.variants == other.variants && values(self) == values(other)
    }
}

/// The first column of each global choice.
pub(super) fn shared<'a>(tables: &'a [Named<'a>]) -> BTreeMap<&'a str, GlobalChoice<'a>> {
    let mut shared = BTreeMap::new();
    for choice in tables.iter().flat_map(Named::global_choices) {
        shared.entry(choice.name).or_insert(choice);
    }
    shared
}

impl Include<'_> {
    /// The path, from a table's module, of the enum that stands for the column's choice already: that of another include, or that
    /// of another column with the same global choice.
    pub(super) fn shared_choice(&self, named: &Named<'_>, index: usize) -> Option<String> {
        let choice = named.global_choice(index)?;
        if self.outside.extern_choices.contains(choice.name) {
            return Some(format!(
                "super::{EXTERN_CHOICES}::{}",
                identifier(choice.name)
            ));
        }
        let first = &self.global[choice.name];
        let is_first = std::ptr::eq(first.table, named) && first.column == index;
        let names = &first.table.names;
        let first_type = names.types[first.column].as_ref()?;
        (!is_first && first.says_the_same(&choice))
            .then(|| format!("super::{}::{first_type}", names.module))
    }
}
