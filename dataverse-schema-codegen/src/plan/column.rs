use std::ptr;

use dataverse_schema_pages::check::{Access, CheckedColumn, Limits};
use dataverse_schema_pages::model::{ChoiceOption, ColumnType};

use crate::names::ColumnNames;
use crate::plan::table::TablePlan;

/// A column to generate.
#[derive(Clone, Copy)]
pub(crate) struct ColumnPlan<'a> {
    pub(crate) table: &'a TablePlan<'a>,
    pub(crate) column: &'a CheckedColumn<'a>,
    pub(crate) names: &'a ColumnNames,
    index: usize,
}

impl<'a> TablePlan<'a> {
    /// Returns the columns in the order of the page.
    pub(crate) fn columns(&'a self) -> impl Iterator<Item = ColumnPlan<'a>> {
        (0..self.table.columns.len()).map(|index| self.column(index))
    }

    /// Returns the columns of the row, sorted by property.
    pub(crate) fn row_columns(&'a self) -> impl ExactSizeIterator<Item = ColumnPlan<'a>> {
        let columns = self.described[..self.row_columns].iter();
        columns.map(|index| self.column(*index))
    }

    /// Returns the columns in the order of the description.
    pub(crate) fn described_columns(&'a self) -> impl ExactSizeIterator<Item = ColumnPlan<'a>> {
        self.described.iter().map(|index| self.column(*index))
    }

    /// Returns the columns of state and status that have an enum.
    pub(crate) fn state_and_status(&'a self) -> Option<(ColumnPlan<'a>, ColumnPlan<'a>)> {
        let find = |r#type| {
            self.columns()
                .find(|column| column.column.r#type == r#type && column.type_name().is_some())
        };
        Some((find(ColumnType::State)?, find(ColumnType::Status)?))
    }

    /// Returns the columns of state and status if they can be set.
    pub(crate) fn settable_state(&'a self) -> Option<(ColumnPlan<'a>, ColumnPlan<'a>)> {
        let is_settable = |column: &ColumnPlan<'_>| column.column.access == Access::ByState;
        self.state_and_status()
            .filter(|(state, status)| is_settable(state) && is_settable(status))
    }

    fn column(&'a self, index: usize) -> ColumnPlan<'a> {
        ColumnPlan {
            table: self,
            column: &self.table.columns[index],
            names: &self.names.columns[index],
            index,
        }
    }
}

impl<'a> ColumnPlan<'a> {
    /// Returns the name of the field, `None` for a column that is only described.
    pub(crate) fn field(self) -> Option<&'a str> {
        self.names.field.as_deref()
    }

    /// Returns the name of the type that is generated for the column: the enum of a choice, or the
    /// type for its targets.
    pub(crate) fn type_name(self) -> Option<&'a str> {
        self.names.r#type.as_deref()
    }

    /// Returns true if the row has a field for the column.
    pub(crate) fn is_in_row(self) -> bool {
        self.description_index() < self.table.row_columns
    }

    /// Returns the index of the column in the description.
    pub(crate) fn description_index(self) -> usize {
        self.table.description_indices[self.index]
    }

    /// Returns the options of a choice.
    pub(crate) fn choice_options(self) -> Option<&'a [ChoiceOption]> {
        match self.column.limits {
            Limits::Choice { options } => Some(options),
            _ => None,
        }
    }

    /// Returns the name of the global choice of a column that has an enum.
    pub(crate) fn global_choice(self) -> Option<&'a str> {
        let is_own = matches!(self.column.r#type, ColumnType::State | ColumnType::Status);
        if is_own || self.choice_options().is_none() || self.type_name().is_none() {
            return None;
        }
        let name = self.column.model.facts.global_choice_name.as_ref()?;
        Some(&name.value)
    }

    /// Returns the targets of a column that has a type for them.
    pub(crate) fn target_set(self) -> Option<&'a [&'a str]> {
        self.type_name()?;
        self.column
            .r#type
            .has_targets()
            .then(|| self.column.limits.targets())
    }

    pub(super) fn is_same(self, other: ColumnPlan<'_>) -> bool {
        ptr::eq(self.column, other.column)
    }

    /// Returns true if the choices of both columns have the same values under the same names.
    pub(super) fn has_same_options(self, other: ColumnPlan<'_>) -> bool {
        fn values(column: ColumnPlan<'_>) -> impl Iterator<Item = i32> {
            let options = column.choice_options().into_iter().flatten();
            options.map(|option| option.value.value)
        }
        self.names.variants == other.names.variants && values(self).eq(values(other))
    }
}
