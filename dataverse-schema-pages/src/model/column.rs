use crate::model::facts::facts;
use crate::model::words::words;
use crate::model::{
    ChoiceOption, Extra, Fact, Format, FormatName, ImeMode, Link, Number, PrecisionSource,
    SourceType,
};

/// A column, or the changes of a page to a column of another page.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Column {
    /// The schema name: the heading of the column's section.
    pub schema_name: Fact<String>,
    /// True for a column of the writable section; `None` for changes to another page's column.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub writable: Option<bool>,
    /// The column of another page that this one changes.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub changes_from: Option<Fact<Link>>,
    /// The solution that added the column.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub added_by: Option<Fact<String>>,
    /// The rows of the column's property table.
    #[cfg_attr(feature = "json", serde(flatten))]
    pub facts: ColumnFacts,
    /// The options of a choice, in page order, or `None` without an option table.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub options: Option<Vec<ChoiceOption>>,
    /// Unrecognized content.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Extra::is_empty"))]
    pub extra: Extra,
}

facts! {
    /// The rows of a column's property table, in page order.
    ColumnFacts {
        "Description" description: String,
        "DisplayName" display_name: String,
        "IsValidForForm" is_valid_for_form: bool,
        "IsValidForRead" is_valid_for_read: bool,
        "IsValidForCreate" is_valid_for_create: bool,
        "IsValidForUpdate" is_valid_for_update: bool,
        "LogicalName" logical_name: String,
        "RequiredLevel" required_level: RequiredLevel,
        "Type" r#type: ColumnType,
        "CanChangeDateTimeBehavior" can_change_date_time_behavior: bool,
        "CanStoreFullImage" can_store_full_image: bool,
        "DateTimeBehavior" date_time_behavior: DateTimeBehavior,
        "DefaultFormValue" default_form_value: Number,
        "Format" format: Format,
        "FormatName" format_name: FormatName,
        "GlobalChoiceName" global_choice_name: String,
        "DefaultValue" default_value: bool,
        "True Label" true_label: String,
        "False Label" false_label: String,
        "ImeMode" ime_mode: ImeMode,
        "IsBaseCurrency" is_base_currency: bool,
        "IsLocalizable" is_localizable: bool,
        "IsPrimaryImage" is_primary_image: bool,
        "MaxHeight" max_height: Number,
        "MaxLength" max_length: Number,
        "MaxSizeInKB" max_size_in_kb: Number,
        "MaxValue" max_value: Number,
        "MaxWidth" max_width: Number,
        "MinValue" min_value: Number,
        "Precision" precision: Number,
        "PrecisionSource" precision_source: PrecisionSource,
        "SourceTypeMask" source_type_mask: Number,
        "Targets" targets: Vec<String>,
        "AutoNumberFormat" auto_number_format: String,
        "SourceType" source_type: SourceType,
        "FormulaDefinition" formula_definition: String,
        "PropertyName" property_name: String,
    }
}

words! {
    /// The types of columns.
    ColumnType {
        BigInt,
        Boolean,
        CalendarRules,
        Customer,
        DateTime,
        Decimal,
        Double,
        EntityName,
        File,
        Image,
        Integer,
        Lookup,
        ManagedProperty,
        Memo,
        Money,
        MultiSelectPicklist,
        Owner,
        PartyList,
        Picklist,
        State,
        Status,
        String,
        Uniqueidentifier,
        Virtual,
    }
}

impl ColumnType {
    /// Returns true if the column points to rows of other tables through a navigation property.
    pub fn is_lookup(self) -> bool {
        matches!(self, Self::Lookup | Self::Customer | Self::Owner)
    }

    /// Returns true if the column lists its target tables.
    pub fn has_targets(self) -> bool {
        self.is_lookup() || self == Self::PartyList
    }

    /// Returns true if the column's value is one or more options.
    pub fn is_choice(self) -> bool {
        matches!(
            self,
            Self::Picklist | Self::MultiSelectPicklist | Self::State | Self::Status
        )
    }
}

words! {
    /// The requirement for a column to have a value.
    RequiredLevel {
        None,
        Recommended,
        ApplicationRequired,
        SystemRequired,
    }
}

words! {
    /// The meaning of the values of a DateTime column.
    DateTimeBehavior {
        UserLocal,
        TimeZoneIndependent,
        DateOnly,
    }
}

impl Column {
    /// Returns the logical name, or the lowercase schema name if the page has no logical name.
    pub fn logical_name(&self) -> String {
        match &self.facts.logical_name {
            Some(name) => name.value.clone(),
            None => self.schema_name.value.to_lowercase(),
        }
    }

    /// Returns true for the column with the owner of a row, which is bound over the navigation
    /// property `ownerid` in every table.
    pub(crate) fn is_owner(&self) -> bool {
        let r#type = self.facts.r#type.as_ref();
        r#type.is_some_and(|fact| fact.value == ColumnType::Owner)
            && self.logical_name() == "ownerid"
    }

    /// Returns true if a change changes nothing, and doesn't even link to the column.
    pub(crate) fn is_empty(&self) -> bool {
        self.facts == ColumnFacts::default()
            && self.options.is_none()
            && self.changes_from.is_none()
            && self.extra.is_empty()
    }

    /// Returns true if this is the column's logical name.
    pub(crate) fn has_logical_name(&self, name: &str) -> bool {
        match &self.facts.logical_name {
            Some(logical_name) => logical_name.value == name,
            None => self.schema_name.value.to_lowercase() == name,
        }
    }

    /// Returns true if the column is in the writable section.
    pub fn is_writable(&self) -> bool {
        self.writable == Some(true)
    }

    /// Returns true if a request that creates a row can set the column.
    ///
    /// The service rejects new rows with an image that isn't the primary one.
    pub fn is_creatable(&self) -> bool {
        let is_secondary_image = is_false(self.facts.is_primary_image.as_ref());
        self.is_writable()
            && !is_false(self.facts.is_valid_for_create.as_ref())
            && !is_secondary_image
    }

    /// Returns true if a request that updates a row can set the column.
    pub fn is_updatable(&self) -> bool {
        self.is_writable() && !is_false(self.facts.is_valid_for_update.as_ref())
    }

    /// Returns true unless the page marks the column as not readable.
    pub fn is_readable(&self) -> bool {
        !is_false(self.facts.is_valid_for_read.as_ref())
    }

    /// Returns the required level, or [`RequiredLevel::None`] if the page has none.
    pub fn required_level(&self) -> RequiredLevel {
        let level = self.facts.required_level.as_ref();
        level.map_or(RequiredLevel::None, |fact| fact.value)
    }

    /// Returns the logical names of the tables that a lookup points to.
    pub fn targets(&self) -> &[String] {
        self.facts.targets.as_ref().map_or(&[], |fact| &fact.value)
    }
}

fn is_false(fact: Option<&Fact<bool>>) -> bool {
    fact.is_some_and(|fact| !fact.value)
}
