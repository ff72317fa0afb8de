use crate::model::fact::{facts, words};
use crate::model::{ChoiceOption, Extra, Fact, Number};

/// A column.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Column {
    /// The schema name: the heading of the column's section.
    pub schema_name: Fact<String>,
    /// Whether it stands in the section of writable columns.
    pub writable: bool,
    /// The rows of the column's property table.
    #[cfg_attr(feature = "json", serde(flatten))]
    pub facts: ColumnFacts,
    /// The options of a choice, in the page's order; `None` where there is no table of them.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub options: Option<Vec<ChoiceOption>>,
    /// What isn't understood.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Extra::is_empty"))]
    pub extra: Extra,
}

facts! {
    /// The rows of a column's property table.
    ColumnFacts {
        "Type" r#type: ColumnType,
        "Description" description: String,
        "DisplayName" display_name: String,
        "IsValidForForm" is_valid_for_form: bool,
        "IsValidForRead" is_valid_for_read: bool,
        "LogicalName" logical_name: String,
        "RequiredLevel" required_level: RequiredLevel,
        "Format" format: String,
        "FormatName" format_name: String,
        "ImeMode" ime_mode: String,
        "IsLocalizable" is_localizable: bool,
        "MaxLength" max_length: Number,
        "MaxValue" max_value: Number,
        "MinValue" min_value: Number,
        "Precision" precision: Number,
        "PrecisionSource" precision_source: String,
        "IsBaseCurrency" is_base_currency: bool,
        "SourceTypeMask" source_type_mask: Number,
        "CanChangeDateTimeBehavior" can_change_date_time_behavior: bool,
        "DateTimeBehavior" date_time_behavior: DateTimeBehavior,
        "DefaultFormValue" default_form_value: Number,
        "GlobalChoiceName" global_choice_name: String,
        "DefaultValue" default_value: bool,
        "True Label" true_label: String,
        "False Label" false_label: String,
        "Targets" targets: Vec<String>,
        "CanStoreFullImage" can_store_full_image: bool,
        "IsPrimaryImage" is_primary_image: bool,
        "MaxHeight" max_height: Number,
        "MaxSizeInKB" max_size_in_kb: Number,
        "MaxWidth" max_width: Number,
    }
}

words! {
    /// The types of columns.
    "the types of columns" ColumnType {
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
    /// Whether it points to rows of other tables through a navigation property.
    pub fn is_lookup(self) -> bool {
        matches!(self, Self::Lookup | Self::Customer | Self::Owner)
    }

    /// Whether its value is one of a list of options, or several of them.
    pub fn is_choice(self) -> bool {
        matches!(
            self,
            Self::Picklist | Self::MultiSelectPicklist | Self::State | Self::Status
        )
    }
}

words! {
    /// How far a column must have a value.
    "the required levels" RequiredLevel {
        None,
        Recommended,
        ApplicationRequired,
        SystemRequired,
    }
}

words! {
    /// What the moments in a DateTime column mean.
    "the behaviours of a DateTime column" DateTimeBehavior {
        UserLocal,
        TimeZoneIndependent,
        DateOnly,
    }
}

impl Column {
    /// The logical name; where the page lacks it, the schema name in lower case.
    pub fn logical_name(&self) -> String {
        match &self.facts.logical_name {
            Some(name) => name.value.clone(),
            None => self.schema_name.value.to_lowercase(),
        }
    }

    /// Whether the page says that it can be read, or doesn't say that it can't.
    pub fn is_readable(&self) -> bool {
        self.facts
            .is_valid_for_read
            .as_ref()
            .is_none_or(|fact| fact.value)
    }

    /// The logical names of the tables that a lookup points to.
    pub fn targets(&self) -> &[String] {
        self.facts.targets.as_ref().map_or(&[], |fact| &fact.value)
    }
}
