use super::declare::definition;
use super::label::Label;
use super::query::DefinitionQuery;

definition! {
    /// The definition of a choice: that of one column, or a global one.
    ChoiceDefinition
    selects {
        /// The name.
        name: String = "Name",
        /// The name of the choice.
        display_name: Option<Label> = "DisplayName",
        /// True for a global choice, which several columns can share.
        is_global: Option<bool> = "IsGlobal",
        /// The options, in their order.
        options: Option<Vec<OptionDefinition>> = "Options",
        /// The option for `true`, if the choice is that of a Boolean column.
        true_option: Option<OptionDefinition> = "TrueOption",
        /// The option for `false`, if the choice is that of a Boolean column.
        false_option: Option<OptionDefinition> = "FalseOption",
    }
    expands {}
}

definition! {
    /// The definition of an option of a choice.
    OptionDefinition
    selects {
        /// The value.
        value: i32 = "Value",
        /// The label.
        label: Option<Label> = "Label",
        /// The description.
        description: Option<Label> = "Description",
        /// The color, such as `#0000ff`.
        color: Option<String> = "Color",
        /// The state that a status belongs to.
        state: Option<i32> = "State",
        /// The status of a row that only has this state.
        default_status: Option<i32> = "DefaultStatus",
    }
    expands {}
}

impl ChoiceDefinition {
    /// Asks for the definition of the global choice with this name
    /// (`GET GlobalOptionSetDefinitions(Name='…')`).
    ///
    /// The service can't select or filter the properties of global choices, and returns all.
    pub fn by_name(name: &str) -> DefinitionQuery<Self> {
        let query = DefinitionQuery::new("GlobalOptionSetDefinitions".into());
        query.keyed("Name", name).with_all_properties()
    }

    /// Asks for the definitions of all global choices.
    pub fn all() -> DefinitionQuery<Self> {
        DefinitionQuery::new("GlobalOptionSetDefinitions".into()).with_all_properties()
    }
}
