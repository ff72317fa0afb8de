use std::fmt::Write as _;

/// The table whose columns have the names of functions.
pub(super) const FUNCTIONS: &str = "functions_of_the_library";

/// A made-up page.
pub(super) struct PageOf {
    schema_name: String,
    columns: String,
    relationships: String,
}

impl PageOf {
    /// Returns the page of the table with the name at `index`, whose columns, options, and
    /// relationships have that name and the next ones.
    pub(super) fn of_item(names: &[String], index: usize) -> Self {
        let name = |offset: usize| names[(index + offset) % names.len()].as_str();
        let mut page = Self::new(name(0));
        page.column(name(1), "String", "|MaxLength|10|\n");
        page.column(
            "amount",
            "Decimal",
            "|MaxValue|9|\n|MinValue|0|\n|Precision|2|\n",
        );
        for choice in [name(0), name(2)] {
            page.column(choice, "Picklist", "|DefaultFormValue|-1|\n");
            write!(
                page.columns,
                "\n#### {choice} Choices/Options\n\n|Value|Label|\n|---|---|\n"
            )
            .expect("a string takes text");
            for value in 0..4 {
                writeln!(page.columns, "|{value}|**{}**|", name(value))
                    .expect("a string takes text");
            }
        }
        let lookup = name(3);
        let targets = [name(0), name(4)].map(str::to_lowercase);
        page.column(
            lookup,
            "Lookup",
            &format!("|Targets|{}|\n", targets.join(", ")),
        );
        page.relationships.push_str(
            "\n## Many-to-One relationships\n\nThese relationships are many-to-one. Listed by **SchemaName**.\n",
        );
        for target in &targets {
            let relationship = format!("{lookup}_{target}");
            write!(
                page.relationships,
                "\n### <a name=\"BKMK_{relationship}\"></a> {relationship}\n\n\
                 One-To-Many Relationship: [{target} {relationship}]({target}.md#BKMK_{relationship})\n\n\
                 |Property|Value|\n|---|---|\n|ReferencedEntity|`{target}`|\n\
                 |ReferencedAttribute|`{target}id`|\n|ReferencingAttribute|`{}`|\n\
                 |ReferencingEntityNavigationPropertyName|`{}`|\n",
                lookup.to_lowercase(),
                if *target == targets[0] { name(0) } else { name(5) },
            )
            .expect("a string takes text");
        }
        let of = name(6).to_lowercase();
        page.relationships
            .push_str("\n## One-to-Many relationships\n\nThese relationships are one-to-many. Listed by **SchemaName**.\n");
        for relationship in [name(7), name(8)] {
            write!(
                page.relationships,
                "\n### <a name=\"BKMK_{relationship}\"></a> {relationship}\n\n\
                 Many-To-One Relationship: [{of} {relationship}]({of}.md#BKMK_{relationship})\n\n\
                 |Property|Value|\n|---|---|\n|ReferencingEntity|`{of}`|\n\
                 |ReferencingAttribute|`amount`|\n\
                 |ReferencedEntityNavigationPropertyName|`{relationship}`|\n|IsCustomizable|`True`|\n",
            )
            .expect("a string takes text");
        }
        page
    }

    /// Returns the page of a table whose columns have these names.
    pub(super) fn of_functions(names: &[String]) -> Self {
        let mut page = Self::new(FUNCTIONS);
        for name in names {
            page.column(name, "String", "|MaxLength|10|\n");
        }
        page
    }

    fn new(schema_name: &str) -> Self {
        let mut page = Self {
            schema_name: schema_name.to_owned(),
            columns: String::new(),
            relationships: String::new(),
        };
        let key = format!("{schema_name}id");
        page.column(&key, "Uniqueidentifier", "");
        page
    }

    fn column(&mut self, name: &str, kind: &str, rest: &str) {
        write!(
            self.columns,
            "\n### <a name=\"BKMK_{name}\"></a> {name}\n\n|Property|Value|\n|---|---|\n\
             |Description||\n|DisplayName|**{name}**|\n|IsValidForForm|True|\n\
             |IsValidForRead|True|\n|LogicalName|`{}`|\n|RequiredLevel|None|\n|Type|{kind}|\n{rest}",
            name.to_lowercase(),
        )
        .expect("a string takes text");
    }

    pub(super) fn logical_name(&self) -> String {
        self.schema_name.to_lowercase()
    }

    pub(super) fn text(&self) -> String {
        let Self {
            schema_name: schema,
            columns,
            relationships,
        } = self;
        let logical = self.logical_name();
        format!(
            "---\ntitle: \"{schema} ({schema}) table/entity reference (Contoso)\"\n\
             description: \"A made-up table.\"\nms.topic: generated-reference\n---\n\n\
             # {schema} ({schema}) table/entity reference (Contoso)\n\nA name that is taken.\n\n\
             ## Properties\n\n|Property|Value|\n| --- | --- |\n\
             | **DisplayName** | **{schema}** |\n| **SchemaName** | `{schema}` |\n\
             | **EntitySetName** | `{logical}s` |\n| **LogicalName** | `{logical}` |\n\
             | **PrimaryIdAttribute** | `{logical}id` |\n| **TableType** | `Standard` |\n\
             | **OwnershipType** | `OrganizationOwned` |\n\n\
             ## Writable columns/attributes\n\nThese columns/attributes return true for either \
             **IsValidForCreate** or **IsValidForUpdate** (usually both). Listed by **SchemaName**.\n\
             {columns}{relationships}"
        )
    }
}
