use super::choice::ChoiceDefinition;
use super::column_type::ColumnType;
use super::declare::definition;
use super::label::Label;
use super::query::DefinitionQuery;

definition! {
    /// The definition of a column.
    ///
    /// Properties that only some types of columns have are `None` unless the query asked for this
    /// type ([`ColumnDefinition::of_type`]).
    ColumnDefinition
    selects {
        /// The logical name.
        logical_name: String = "LogicalName",
        /// The schema name.
        schema_name: Option<String> = "SchemaName",
        /// The name of the column.
        display_name: Option<Label> = "DisplayName",
        /// The description.
        description: Option<Label> = "Description",
        /// The type, such as `String` or `Picklist`. Choices of several options, images, and files
        /// are `Virtual`.
        r#type: Option<String> = "AttributeType",
        /// Whether a value is required, such as `SystemRequired`.
        required: Option<String> = "RequiredLevel" managed,
        /// True if new rows can have a value.
        valid_for_create: Option<bool> = "IsValidForCreate",
        /// True if responses can contain the value.
        valid_for_read: Option<bool> = "IsValidForRead",
        /// True if the value of existing rows can be changed.
        valid_for_update: Option<bool> = "IsValidForUpdate",
        /// True for a custom column.
        is_custom: Option<bool> = "IsCustomAttribute",
        /// True for the primary key.
        is_primary_id: Option<bool> = "IsPrimaryId",
        /// True for the primary name.
        is_primary_name: Option<bool> = "IsPrimaryName",
        /// The column that this one describes, such as the lookup of a name.
        described_column: Option<String> = "AttributeOf",
        /// The id of the definition.
        metadata_id: Option<String> = "MetadataId",
    }
    expands {
        /// The maximum length of a string, in UTF-16 code units.
        max_length: Option<i32> = "MaxLength",
        /// The minimum of a number.
        min_value: Option<f64> = "MinValue",
        /// The maximum of a number.
        max_value: Option<f64> = "MaxValue",
        /// The number of decimal places.
        precision: Option<i32> = "Precision",
        /// The tables that a lookup can refer to.
        targets: Option<Vec<String>> = "Targets",
        /// The format of a string or date, such as `Email` or `DateOnly`.
        format: Option<String> = "Format",
        /// The behavior of a date.
        behavior: Option<String> = "DateTimeBehavior" managed,
        /// The maximum size of a file or image, in KB.
        max_size: Option<i32> = "MaxSizeInKB",
        /// The choice, with its options.
        choice: Option<ChoiceDefinition> = "OptionSet",
        /// The global choice, with its options.
        global_choice: Option<ChoiceDefinition> = "GlobalOptionSet",
    }
}

impl ColumnDefinition {
    /// Asks for the columns of the table with this logical name, without the properties of their
    /// types.
    pub fn all(table: &str) -> DefinitionQuery<Self> {
        DefinitionQuery::new("EntityDefinitions".into())
            .keyed("LogicalName", table)
            .then("Attributes")
    }

    /// Asks for a column of a table, by their logical names.
    pub fn by_name(table: &str, column: &str) -> DefinitionQuery<Self> {
        Self::all(table).keyed("LogicalName", column)
    }

    /// Asks for the columns of a table that have this type, with its properties and options.
    pub fn of_type(table: &str, r#type: ColumnType) -> DefinitionQuery<Self> {
        Self::all(table).of_type(r#type)
    }
}

impl DefinitionQuery<ColumnDefinition> {
    /// Asks for the properties of this type and the options. Other columns aren't returned.
    pub fn of_type(self, r#type: ColumnType) -> Self {
        let query = self.cast(r#type.metadata()).select(r#type.properties());
        let choices = r#type.choices().iter();
        choices.fold(query, |query, choice| query.expand_whole(choice))
    }
}
