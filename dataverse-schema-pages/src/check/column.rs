use std::ops::Bound;

use crate::check::{CheckedRelationship, Checker, Limits, PartyRole};
use crate::model::{self, ColumnType, Fact, RequiredLevel};

/// A column all of whose facts are usable.
#[derive(Debug)]
pub struct CheckedColumn<'a> {
    /// The column as the page has it.
    pub model: &'a model::Column,
    /// The logical name.
    pub logical_name: &'a str,
    /// The type.
    pub r#type: ColumnType,
    /// The limits of its values.
    pub limits: Limits<'a>,
    /// Where generated code exposes the column.
    pub exposure: ColumnExposure,
    /// What a request can do with the column.
    pub access: Access,
}

/// Where a column shows itself in the generated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnExposure {
    /// A field of the row, and a typed column.
    Field,
    /// A typed column only: requests can set it, but a row never has its value.
    ColumnOnly,
    /// The table's description only.
    Described,
}

/// What can be done with a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It is returned and can be set.
    ReadWrite,
    /// It is returned only.
    ReadOnly,
    /// It can be set, but is never returned.
    WriteOnly,
    /// A lookup that is bound by its navigation property.
    ByBind,
    /// A State or Status column, which are set together.
    ByState,
    /// A PartyList column that is set by the related rows of `activityparty`.
    ByParty,
}

impl CheckedColumn<'_> {
    /// Returns the required level; `None` where the page has none.
    pub fn required(&self) -> RequiredLevel {
        self.model.required_level()
    }

    /// The Web API's property: a lookup's value can't be had by the lookup's own name.
    pub fn property(&self) -> String {
        if self.r#type.is_lookup() {
            format!("_{}_value", self.logical_name)
        } else {
            self.logical_name.to_owned()
        }
    }

    /// Whether the service fills the column when a create leaves it out.
    pub fn has_default(&self, primary_id: &str) -> bool {
        let default_option = self.model.facts.default_form_value.as_ref();
        match self.r#type {
            ColumnType::State | ColumnType::Status | ColumnType::Owner => true,
            // The type that goes with a lookup of several tables is set through the lookup.
            ColumnType::Boolean | ColumnType::ManagedProperty | ColumnType::EntityName => true,
            ColumnType::Picklist => default_option.is_some_and(|fact| fact.value.as_str() != "-1"),
            ColumnType::String if self.model.facts.auto_number_format.is_some() => true,
            _ => self.logical_name == primary_id,
        }
    }
}

impl<'a> Checker<'a, '_> {
    pub(super) fn columns(
        &mut self,
        many_to_one: &[CheckedRelationship<'a>],
        one_to_many: &[CheckedRelationship<'a>],
    ) -> Vec<CheckedColumn<'a>> {
        let has_parties = one_to_many.iter().any(CheckedRelationship::is_of_parties);
        let models = &self.table.columns;
        let mut columns: Vec<CheckedColumn<'a>> = models
            .iter()
            .filter_map(|model| self.column(model, many_to_one, has_parties))
            .collect();
        self.unique("the column", &mut columns, |column| {
            (column.logical_name.to_owned(), &column.model.schema_name)
        });
        self.unique("the property of", &mut columns, |column| {
            (column.property(), &column.model.schema_name)
        });
        self.by_state(&mut columns);
        columns
    }

    fn column(
        &mut self,
        model: &'a model::Column,
        many_to_one: &[CheckedRelationship<'a>],
        has_parties: bool,
    ) -> Option<CheckedColumn<'a>> {
        let r#type = self.row("Type", model, model.facts.r#type.as_ref());
        let logical_name = self.row("LogicalName", model, model.facts.logical_name.as_ref());
        let named = self.name("SchemaName", &model.schema_name);
        let r#type = r#type?.value;
        let limits = self.limits(model, r#type, many_to_one);
        let logical_name = logical_name?;
        if !(self.name("LogicalName", logical_name) && named) {
            return None;
        }
        let logical_name = logical_name.value.as_str();
        let exposure = self.exposure(model, logical_name, r#type, has_parties);
        let bindable = || {
            many_to_one
                .iter()
                .any(|r| r.attribute == logical_name && !r.navigation_property.is_empty())
        };
        let access = match r#type {
            _ if !model.is_writable() => Access::ReadOnly,
            ColumnType::File => Access::ReadOnly,
            // All parties are those of the other columns together.
            ColumnType::PartyList => match limits {
                Some(Limits::PartyList {
                    role: PartyRole::All,
                    ..
                }) => Access::ReadOnly,
                _ => Access::ByParty,
            },
            of if of.is_lookup() && bindable() => Access::ByBind,
            of if of.is_lookup() => Access::ReadOnly,
            _ if exposure == ColumnExposure::ColumnOnly => Access::WriteOnly,
            _ => Access::ReadWrite,
        };
        Some(CheckedColumn {
            model,
            logical_name,
            r#type,
            limits: limits?,
            exposure,
            access,
        })
    }

    /// A row of the property table that every column needs.
    fn row<T>(
        &mut self,
        key: &str,
        model: &model::Column,
        fact: Option<&'a Fact<T>>,
    ) -> Option<&'a Fact<T>> {
        if fact.is_none() && !self.reported(model) {
            let name = &model.schema_name;
            self.error(
                name,
                format!("the column `{}` has no row `{key}`", name.value),
                |d| d.help("is the page complete?"),
            );
        }
        fact
    }

    /// Whether a row of this column was found wrong already, so that its absence says nothing new.
    pub(super) fn reported(&self, model: &model::Column) -> bool {
        let start = model.schema_name.span;
        let mut after = self
            .headings
            .range((Bound::Excluded(start), Bound::Unbounded));
        let end = after
            .next()
            .map_or(Bound::Unbounded, |end| Bound::Excluded(*end));
        let mut places = self.places.range((Bound::Included(start), end));
        places.next().is_some()
    }

    fn exposure(
        &self,
        model: &model::Column,
        logical_name: &str,
        of: ColumnType,
        has_parties: bool,
    ) -> ColumnExposure {
        let valueless = matches!(of, ColumnType::CalendarRules | ColumnType::Virtual);
        if of == ColumnType::PartyList {
            return match has_parties {
                true => ColumnExposure::ColumnOnly,
                false => ColumnExposure::Described,
            };
        }
        if valueless || self.is_shadow(model, logical_name, of) {
            ColumnExposure::Described
        } else if model.is_readable() {
            ColumnExposure::Field
        } else if model.is_writable() {
            ColumnExposure::ColumnOnly
        } else {
            ColumnExposure::Described
        }
    }

    /// A read-only text named like a lookup plus `name` or `yominame` can't be selected over the Web API.
    fn is_shadow(&self, model: &model::Column, logical_name: &str, of: ColumnType) -> bool {
        if of != ColumnType::String || model.is_writable() {
            return false;
        }
        let is_lookup = |name: &str| self.lookups.contains(name);
        ["yominame", "name"]
            .iter()
            .any(|suffix| logical_name.strip_suffix(suffix).is_some_and(is_lookup))
    }

    /// State and status are set together, where a table has both.
    fn by_state(&self, columns: &mut [CheckedColumn<'a>]) {
        let settable = |of: ColumnType, columns: &[CheckedColumn<'a>]| {
            columns
                .iter()
                .any(|c| c.r#type == of && c.access == Access::ReadWrite)
        };
        if settable(ColumnType::State, columns) && settable(ColumnType::Status, columns) {
            for column in columns {
                if matches!(column.r#type, ColumnType::State | ColumnType::Status) {
                    column.access = Access::ByState;
                }
            }
        }
    }
}
