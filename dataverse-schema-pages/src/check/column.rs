use crate::diagnostic::Code;

use crate::check::checker::Checker;
use crate::check::limits::Limits;
use crate::check::party::PartyRole;
use crate::check::relationship::CheckedRelationship;
use crate::model::{Column, ColumnType, Fact, RequiredLevel};

/// A column that has passed all checks.
#[derive(Debug)]
pub struct CheckedColumn<'a> {
    /// The column as the page has it.
    pub model: &'a Column,
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

/// Where generated code exposes a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnExposure {
    /// A field of the row, and a typed column.
    Field,
    /// A typed column only: requests can set it, but a row never has its value.
    ColumnOnly,
    /// The table's description only.
    Described,
}

/// What requests can do with a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Read and set it.
    ReadWrite,
    /// Read it.
    ReadOnly,
    /// Set it: responses never contain it.
    WriteOnly,
    /// Read it, and bind its navigation property to a row.
    ByBind,
    /// Read it: it is a writable lookup whose navigation property the page doesn't have.
    ByUnknownBind,
    /// Read it, and set it together with the table's other State or Status column.
    ByState,
    /// Set it by related rows of `activityparty`.
    ByParty,
}

/// The requests that can set a writable column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenBy {
    /// Those that create a row and those that update one.
    CreateAndUpdate,
    /// Those that create a row.
    Create,
    /// Those that update a row.
    Update,
}

impl CheckedColumn<'_> {
    /// Returns the requests that can set the column, if any can.
    ///
    /// State and status, which requests set together, and parties are left out.
    pub fn written_by(&self) -> WrittenBy {
        let has_both = !matches!(
            self.access,
            Access::ReadWrite | Access::WriteOnly | Access::ByBind | Access::ByUnknownBind
        );
        match (self.model.is_creatable(), self.model.is_updatable()) {
            _ if has_both => WrittenBy::CreateAndUpdate,
            (true, false) => WrittenBy::Create,
            (false, true) => WrittenBy::Update,
            _ => WrittenBy::CreateAndUpdate,
        }
    }

    /// Returns the required level; `None` where the page has none.
    pub fn required(&self) -> RequiredLevel {
        self.model.required_level()
    }

    /// Returns the Web API's property: `_name_value` for a lookup, else the logical name.
    ///
    /// Some unique identifiers with a many-to-one relationship are lookups for the Web API, which
    /// an overlay specifies as `PropertyName`.
    pub fn property(&self) -> String {
        match &self.model.facts.property_name {
            Some(name) => name.value.clone(),
            None if self.r#type.is_lookup() => lookup_property(self.logical_name),
            None => self.logical_name.to_owned(),
        }
    }

    /// Returns true if the service fills the column where a create request leaves it out.
    pub fn has_default(&self, primary_id: &str) -> bool {
        let default_option = self.model.facts.default_form_value.as_ref();
        match self.r#type {
            ColumnType::State | ColumnType::Status | ColumnType::Owner => true,
            // EntityName is the target's type of a lookup, and set by way of the lookup.
            ColumnType::Boolean | ColumnType::ManagedProperty | ColumnType::EntityName => true,
            ColumnType::Picklist => default_option.is_some_and(|fact| fact.value.as_str() != "-1"),
            ColumnType::String if self.model.facts.auto_number_format.is_some() => true,
            _ => self.logical_name == primary_id,
        }
    }
}

impl<'a> Checker<'a, '_> {
    /// Checks that columns are complete and that each name and each property of the Web API belongs
    /// to one of them.
    pub(super) fn columns(
        &mut self,
        many_to_one: &[CheckedRelationship<'a>],
        one_to_many: &[CheckedRelationship<'a>],
    ) -> Vec<CheckedColumn<'a>> {
        let has_parties = one_to_many.iter().any(CheckedRelationship::is_of_parties);
        let models = self.table.columns.iter();
        let mut columns: Vec<CheckedColumn<'a>> = models
            .filter_map(|model| self.column(model, many_to_one, has_parties))
            .collect();
        self.check_unique(
            Code::DuplicateName,
            "logical name",
            &mut columns,
            |column| {
                let name = column.model.facts.logical_name.as_ref();
                (
                    column.logical_name.to_owned(),
                    name.unwrap_or(&column.model.schema_name),
                )
            },
        );
        self.check_unique(
            Code::DuplicateProperty,
            "Web API property of column",
            &mut columns,
            |column| (column.property(), &column.model.schema_name),
        );
        join_state_and_status(&mut columns);
        columns
    }

    fn column(
        &mut self,
        model: &'a Column,
        many_to_one: &[CheckedRelationship<'a>],
        has_parties: bool,
    ) -> Option<CheckedColumn<'a>> {
        let facts = &model.facts;
        if !self.is_misplaced_change(model) {
            self.check_row("Type", model, facts.r#type.is_some());
            self.check_row("LogicalName", model, facts.logical_name.is_some());
        }
        let has_valid_name = self.check_name("`SchemaName`", &model.schema_name);
        let r#type = facts.r#type.as_ref()?.value;
        let limits = self.limits(model, r#type, many_to_one);
        let logical_name = facts.logical_name.as_ref()?;
        if !(self.check_name("`LogicalName`", logical_name) && has_valid_name) {
            return None;
        }
        let logical_name = logical_name.value.as_str();
        self.check_property_name(model, logical_name, r#type);
        let limits = limits?;
        let exposure = self.exposure(model, logical_name, r#type, has_parties);
        let is_bindable = model.is_owner()
            || r#type.is_lookup()
                && many_to_one
                    .iter()
                    .any(|r| r.attribute == logical_name && !r.navigation_property.is_empty());
        Some(CheckedColumn {
            model,
            logical_name,
            r#type,
            access: access(model, &limits, r#type, exposure, is_bindable),
            limits,
            exposure,
        })
    }

    /// Checks that `PropertyName` is one of the two names that the Web API may have for the column.
    fn check_property_name(&mut self, model: &'a Column, logical_name: &str, r#type: ColumnType) {
        let Some(name) = &model.facts.property_name else {
            return;
        };
        let lookup = lookup_property(logical_name);
        if r#type != ColumnType::Uniqueidentifier {
            self.error(
                Code::InvalidPropertyName,
                name,
                "unexpected `PropertyName`".to_owned(),
                |d| {
                    d.help(
                        "only columns of the type Uniqueidentifier have a choice of two properties",
                    )
                },
            );
        } else if name.value != lookup && name.value != logical_name {
            let message = format!("invalid `PropertyName` `{}`", name.value);
            self.error(Code::InvalidPropertyName, name, message, |d| {
                d.help(format!("use `{lookup}` or `{logical_name}`"))
            });
        }
    }

    /// Returns true for changes to a column of another page that an extension lists among its own
    /// columns, and reports them.
    fn is_misplaced_change(&mut self, model: &Column) -> bool {
        let facts = &model.facts;
        let is_change = self.table.is_extension()
            && facts.r#type.is_none()
            && facts.logical_name.is_none()
            && !self.is_reported(&model.schema_name);
        if is_change {
            let name = &model.schema_name;
            let message = format!(
                "missing rows `LogicalName` and `Type` of column `{}`",
                name.value
            );
            self.error(Code::MissingRow, name, message, |d| {
                d.help("move changes to a column of another page below `## Customized columns/attributes`")
            });
        }
        is_change
    }

    /// Checks that a column has a row that every column needs.
    fn check_row(&mut self, key: &str, model: &Column, exists: bool) {
        if !exists && !self.is_reported(&model.schema_name) {
            let (name, blank) = (&model.schema_name, &model.facts.blank);
            self.missing_row(key, "column", name, blank, &model.extra);
        }
    }

    /// Returns true if an error in a column or a relationship is reported, so that what is missing
    /// there isn't reported, too.
    pub(super) fn is_reported(&self, name: &Fact<String>) -> bool {
        let start = name.span;
        if self.contradictory.contains(&start) {
            return true;
        }
        self.is_reported_in(start, self.reported)
    }

    fn exposure(
        &self,
        model: &Column,
        logical_name: &str,
        r#type: ColumnType,
        has_parties: bool,
    ) -> ColumnExposure {
        let is_described = match r#type {
            ColumnType::CalendarRules | ColumnType::Virtual => true,
            ColumnType::PartyList => !has_parties,
            _ => self.is_shadow(model, logical_name, r#type),
        };
        if is_described {
            ColumnExposure::Described
        } else if r#type == ColumnType::PartyList {
            ColumnExposure::ColumnOnly
        } else if model.is_readable() {
            ColumnExposure::Field
        } else if model.is_writable() {
            ColumnExposure::ColumnOnly
        } else {
            ColumnExposure::Described
        }
    }

    /// Returns true for a column that repeats a fact of a lookup: the Web API has no such property.
    ///
    /// It is a read-only text named like the lookup plus `name` or `yominame`, or an EntityName
    /// named like it plus `type`.
    fn is_shadow(&self, model: &Column, logical_name: &str, r#type: ColumnType) -> bool {
        let suffixes: &[&str] = match r#type {
            ColumnType::String if !model.is_writable() => &["yominame", "name"],
            ColumnType::EntityName => &["type"],
            _ => return false,
        };
        let is_lookup = |name: &str| self.lookups.contains(name);
        suffixes
            .iter()
            .any(|suffix| logical_name.strip_suffix(suffix).is_some_and(is_lookup))
    }
}

fn lookup_property(logical_name: &str) -> String {
    format!("_{logical_name}_value")
}

fn access(
    model: &Column,
    limits: &Limits<'_>,
    r#type: ColumnType,
    exposure: ColumnExposure,
    is_bindable: bool,
) -> Access {
    let is_settable = model.is_creatable() || model.is_updatable();
    if !is_settable || r#type == ColumnType::File {
        return Access::ReadOnly;
    }
    match limits {
        // All parties are those of the other columns together.
        Limits::PartyList {
            role: PartyRole::All,
            ..
        } => Access::ReadOnly,
        Limits::PartyList { .. } => Access::ByParty,
        _ if is_bindable => Access::ByBind,
        _ if r#type.is_lookup() => Access::ByUnknownBind,
        _ if exposure == ColumnExposure::ColumnOnly => Access::WriteOnly,
        _ => Access::ReadWrite,
    }
}

/// State and status are set together, where a table has both.
fn join_state_and_status(columns: &mut [CheckedColumn<'_>]) {
    let types = [ColumnType::State, ColumnType::Status];
    let is_settable = |r#type: &ColumnType| {
        columns
            .iter()
            .any(|column| column.r#type == *r#type && column.access == Access::ReadWrite)
    };
    if types.iter().all(is_settable) {
        for column in columns
            .iter_mut()
            .filter(|column| types.contains(&column.r#type))
        {
            column.access = Access::ByState;
        }
    }
}
