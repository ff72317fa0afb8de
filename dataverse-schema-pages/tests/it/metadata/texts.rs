//! Any text of a definition survives on its page, whatever its characters mean in Markdown.

use dataverse_schema_pages::model::{Fact, Table};
use dataverse_schema_pages::{Source, read_metadata, read_page, render_page};
use serde_json::{Value, json};
use test_support::random::Random;

/// What has a meaning in Markdown, in HTML, or on a page.
const MARKS: &[&str] = &[
    // Headings, quotes, lists, rules, and code.
    "#",
    "# ",
    "## Messages",
    "######",
    ">",
    "> [!NOTE]",
    "- ",
    "-",
    "* ",
    "+ ",
    "1. ",
    "1) ",
    "2026. ",
    "3.14",
    "---",
    "***",
    "___",
    "===",
    "```",
    "~~~",
    "```rust",
    "    ",
    "\t",
    "`",
    "``",
    "- [x](#BKMK_x)",
    // Tables.
    "|",
    "||",
    "|-|-|",
    "|---|---|",
    "|Property|Value|",
    "a | b",
    "12 | x |",
    "\\|",
    ":-:",
    // Emphasis, links, and escapes.
    "*",
    "**",
    "****",
    "_",
    "__",
    "~",
    "[a](b)",
    "[a]: b",
    "![",
    "](",
    "<https://contoso.example>",
    "\\",
    "\\\\",
    "\\#",
    "\\`",
    "\\*",
    // HTML.
    "<",
    ">",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<a name=\"x\"></a>",
    "<br />",
    "<br>",
    "<BR/>",
    "\\<br />",
    "<pre>",
    "<![CDATA[",
    "<?",
    "&",
    "&amp;",
    "&lt;",
    "&#35;",
    "&#32;",
    "&#10;",
    "&#124;",
    "&nbsp",
    ";",
    // What a page has.
    "**Added by**",
    "**Added by**: x<br />",
    "[!INCLUDE[x](y)]",
    "<a name=\"manytoone\"></a>",
    "null",
    "No label value",
    "`No label value`",
    "None",
    "True",
    "Key: value",
    "Label: x",
    "Order:",
    "State:0",
    "Changes from [x](y)",
    "**DefaultValue**: 0",
    " table/entity reference",
    "(Dataverse)",
    "Label",
    "Type",
    // Blanks and line breaks.
    " ",
    "  ",
    "\n",
    "\n\n",
    "\u{a0}",
    "\u{2003}",
    "\u{b}",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{200b}",
    // Ordinary text.
    "a",
    "Größe",
    "日本",
    "🔦",
    ".",
    ":",
    ",",
    "!",
    "$",
    "%",
    "'",
    "\"",
    "=",
    "@",
    "^",
    "{",
    "}",
];

/// Makes texts, and definitions with them.
struct Writer<F>(F);

impl<F: FnMut() -> String> Writer<F> {
    fn text(&mut self) -> String {
        self.0()
    }

    fn label(&mut self) -> Value {
        let own = json!({ "Label": self.text(), "LanguageCode": 1033 });
        let other = json!({ "Label": self.text(), "LanguageCode": 1031 });
        json!({ "LocalizedLabels": [own, other], "UserLocalizedLabel": own })
    }

    fn attribute(&mut self, name: &str, r#type: &str, more: Value) -> Value {
        let mut attribute = json!({
            "LogicalName": name.to_lowercase(),
            "SchemaName": name,
            "AttributeTypeName": { "Value": format!("{type}Type") },
            "IsValidForCreate": true,
            "IsValidForUpdate": true,
            "IsValidForRead": true,
            "RequiredLevel": { "Value": "None" },
            "Description": self.label(),
            "DisplayName": self.label(),
            "FormulaDefinition": self.text(),
        });
        let Value::Object(more) = more else {
            panic!("the members of an object");
        };
        let attribute_members = attribute.as_object_mut().expect("an object");
        attribute_members.extend(more);
        if attribute_members.contains_key("MaxLength") {
            attribute_members.insert("AutoNumberFormat".to_owned(), self.text().into());
        }
        attribute
    }

    fn option(&mut self, value: i32, more: Value) -> Value {
        let mut option = json!({
            "Value": value,
            "Label": self.label(),
            "Description": self.label(),
            "Color": self.text(),
            "ExternalValue": self.text(),
        });
        let Value::Object(more) = more else {
            panic!("the members of an object");
        };
        option.as_object_mut().expect("an object").extend(more);
        option
    }

    fn menu(&mut self) -> Value {
        json!({ "Behavior": "UseLabel", "Group": "Details", "Label": self.label(), "Order": 1, "QueryApi": self.text() })
    }

    /// Returns a definition with a string for each member that can have one.
    fn definition(&mut self) -> Value {
        let choice = json!({ "OptionSet": { "Options": [self.option(1, json!({})), self.option(2, json!({}))] } });
        let [active, inactive] =
            [1, 2].map(|status| json!({ "DefaultStatus": status, "InvariantName": self.text() }));
        let state = json!({ "OptionSet": { "Options": [
            self.option(0, active),
            self.option(1, inactive),
        ] } });
        let status = json!({ "OptionSet": { "Options": [
            self.option(1, json!({ "State": 0 })),
            self.option(2, json!({ "State": 1 })),
        ] } });
        let boolean = json!({ "OptionSet": {
            "TrueOption": { "Value": 1, "Label": self.label() },
            "FalseOption": { "Value": 0, "Label": self.label() },
        } });
        json!({
            "LogicalName": "contoso_lamp",
            "SchemaName": "contoso_Lamp",
            "EntitySetName": "contoso_lamps",
            "PrimaryIdAttribute": "contoso_lampid",
            "DisplayName": self.label(),
            "DisplayCollectionName": self.label(),
            "Description": self.label(),
            "Attributes": [
                self.attribute("contoso_LampId", "Uniqueidentifier", json!({})),
                self.attribute("contoso_Name", "String", json!({ "MaxLength": 100 })),
                self.attribute("contoso_Color", "Picklist", choice),
                self.attribute("statecode", "State", state),
                self.attribute("statuscode", "Status", status),
                self.attribute("contoso_IsOn", "Boolean", boolean),
            ],
            "Keys": [{
                "LogicalName": "contoso_key", "SchemaName": "contoso_Key",
                "KeyAttributes": ["contoso_name"], "DisplayName": self.label(),
            }],
            "OneToManyRelationships": [{
                "SchemaName": "contoso_lamp_bulb", "ReferencingEntity": "contoso_bulb",
                "ReferencingAttribute": "contoso_lampid",
                "ReferencedEntity": "contoso_lamp", "ReferencedAttribute": "contoso_lampid",
                "ReferencedEntityNavigationPropertyName": "contoso_lamp_bulb",
                "AssociatedMenuConfiguration": self.menu(),
            }],
            "ManyToManyRelationships": [self.many_to_many("contoso_room"), self.many_to_many("contoso_lamp")],
        })
    }

    fn many_to_many(&mut self, other: &str) -> Value {
        let name = format!("contoso_lamp_{other}");
        json!({
            "SchemaName": name, "IntersectEntityName": name,
            "Entity1LogicalName": "contoso_lamp", "Entity2LogicalName": other,
            "Entity1IntersectAttribute": "contoso_lampid", "Entity2IntersectAttribute": "otherid",
            "Entity1NavigationPropertyName": name, "Entity2NavigationPropertyName": name,
            "Entity1AssociatedMenuConfiguration": self.menu(),
            "Entity2AssociatedMenuConfiguration": self.menu(),
        })
    }

    /// Adds the texts that definitions don't have, but pages do.
    fn add_others(&mut self, table: &mut Table) {
        let span = table.title.span;
        let mut fact = || Fact {
            value: self.text(),
            span,
        };
        let mut named = || Some(fact()).filter(|fact| !fact.value.is_empty());
        table.added_by = named();
        for column in &mut table.columns {
            column.added_by = named();
        }
        for relationship in &mut table.one_to_many {
            relationship.added_by = named();
        }
    }
}

/// Returns the first difference of two tables.
fn difference(before: &Table, after: &Table) -> Option<String> {
    if before == after {
        return None;
    }
    let value = |table| serde_json::to_value(table).expect("the model is JSON");
    let mut found = Vec::new();
    super::differences("$", &value(before), &value(after), &mut found);
    Some(
        found
            .first()
            .cloned()
            .unwrap_or_else(|| "a row without a value".to_owned()),
    )
}

fn check(next: impl FnMut() -> String) -> Result<(), String> {
    let mut writer = Writer(next);
    let definition = writer.definition().to_string();
    let tables = read_metadata(&[Source::new("definition.json", definition.as_str())]);
    let mut table = tables
        .map_err(|errors| format!("{errors:?}\n{definition}"))?
        .remove(0);
    writer.add_others(&mut table);
    let page = render_page(&table);
    match read_page(&Source::new("contoso_lamp.md", page.as_str())) {
        Ok(after) => match difference(&table, &after) {
            Some(difference) => Err(difference),
            None => Ok(()),
        },
        Err(errors) => Err(errors[0].to_string()),
    }
}

/// Each mark alone in all texts, then at the start, within, and at the end of each text.
#[test]
fn texts_of_each_mark_survive() {
    let mut failures = Vec::new();
    for mark in MARKS {
        for text in [
            mark.to_string(),
            format!("{mark}text"),
            format!("text{mark}"),
            format!("text{mark}text"),
            format!("{mark} text {mark}"),
            format!("text\n{mark}\ntext"),
            format!("text\n\n{mark} text\n{mark}"),
        ] {
            if let Err(failure) = check(|| text.clone()) {
                failures.push(format!("{text:?}: {failure}"));
            }
        }
    }
    assert_none(&failures);
}

#[test]
fn texts_of_several_marks_survive() {
    let mut failures = Vec::new();
    for seed in 0..1_000 {
        let mut random = Random::new(seed);
        let text = || {
            let marks = random.below(6);
            (0..marks)
                .filter_map(|_| random.pick(MARKS).copied())
                .collect()
        };
        if let Err(failure) = check(text) {
            failures.push(format!("{seed}: {failure}"));
        }
    }
    assert_none(&failures);
}

fn assert_none(failures: &[String]) {
    let shown = failures[..failures.len().min(10)].join("\n");
    assert!(failures.is_empty(), "{} failures:\n{shown}", failures.len());
}
