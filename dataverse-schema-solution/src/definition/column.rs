use dataverse_schema_pages::Code;
use serde_json::{Number, Value, json};

use super::context::{Context, Members};
use super::label::label;
use crate::catalog::column_name;
use crate::gap::Gap;
use crate::report::Report;
use crate::xml::Element;

/// The types of columns in solutions and in definitions.
const TYPES: [(&str, &str); 24] = [
    ("bigint", "BigInt"),
    ("bit", "Boolean"),
    ("calendarrules", "CalendarRules"),
    ("customer", "Customer"),
    ("datetime", "DateTime"),
    ("decimal", "Decimal"),
    ("entityname", "EntityName"),
    ("file", "File"),
    ("float", "Double"),
    ("image", "Image"),
    ("int", "Integer"),
    ("lookup", "Lookup"),
    ("managedproperty", "ManagedProperty"),
    ("money", "Money"),
    ("multiselectpicklist", "MultiSelectPicklist"),
    ("ntext", "Memo"),
    ("nvarchar", "String"),
    ("owner", "Owner"),
    ("partylist", "PartyList"),
    ("picklist", "Picklist"),
    ("state", "State"),
    ("status", "Status"),
    ("uniqueidentifier", "Uniqueidentifier"),
    ("virtual", "Virtual"),
];

const REQUIRED_LEVELS: [(&str, &str); 4] = [
    ("none", "None"),
    ("recommended", "Recommended"),
    ("required", "ApplicationRequired"),
    ("systemrequired", "SystemRequired"),
];

const FORMATS: [(&str, &str); 17] = [
    ("date", "DateOnly"),
    ("datetime", "DateAndTime"),
    ("duration", "Duration"),
    ("email", "Email"),
    ("json", "Json"),
    ("language", "Language"),
    ("locale", "Locale"),
    ("none", "None"),
    ("phone", "Phone"),
    ("phoneticguide", "PhoneticGuide"),
    ("richtext", "RichText"),
    ("text", "Text"),
    ("textarea", "TextArea"),
    ("tickersymbol", "TickerSymbol"),
    ("timezone", "TimeZone"),
    ("url", "Url"),
    ("versionnumber", "VersionNumber"),
];

const BEHAVIORS: [(&str, &str); 3] = [
    ("1", "UserLocal"),
    ("2", "DateOnly"),
    ("3", "TimeZoneIndependent"),
];

const IME_MODES: [(&str, &str); 4] = [
    ("active", "Active"),
    ("auto", "Auto"),
    ("disabled", "Disabled"),
    ("inactive", "Inactive"),
];

/// The width and height of all images.
const IMAGE_SIZE: u32 = 144;

/// Returns a column as an attribute of a definition, or `None` after an error.
pub(super) fn column(
    context: &Context<'_>,
    column: &Element,
    report: &mut Report,
) -> Option<Value> {
    let (Some(name), Some(schema_name)) = (column_name(column), column.attribute("PhysicalName"))
    else {
        let message = "missing `LogicalName` or `PhysicalName` of a column";
        report.error(column.origin, Code::InvalidSolution, message);
        return None;
    };
    let Some(r#type) = r#type(column) else {
        let found = column.value("Type").unwrap_or_default();
        let message = format!("unknown type `{found}` of column `{name}`");
        report.error(column.origin, Code::InvalidSolution, &message);
        return None;
    };
    let mut attribute = Attribute {
        context,
        column,
        name: &name,
        r#type,
        members: Members::new(),
        report,
    };
    attribute.add("LogicalName", json!(name));
    attribute.add("SchemaName", json!(schema_name));
    attribute.add("EntityLogicalName", json!(context.name));
    attribute.add(
        "AttributeTypeName",
        json!({ "Value": format!("{}Type", r#type) }),
    );
    attribute.add_common();
    attribute.add_by_type();
    Some(attribute.members.into())
}

/// Returns the type as definitions have it.
fn r#type(column: &Element) -> Option<&'static str> {
    match column.value("Type")? {
        "primarykey" => Some("Uniqueidentifier"),
        // The Web API has the kind of an activity as the name of its table.
        "picklist" if column.value("OptionSetName") == Some("activitypointer_activitytypecode") => {
            Some("EntityName")
        }
        found => word(&TYPES, found),
    }
}

fn word(words: &[(&str, &'static str)], found: &str) -> Option<&'static str> {
    let word = words.iter().find(|(word, _)| *word == found);
    word.map(|(_, word)| *word)
}

struct Attribute<'a, 'c> {
    context: &'a Context<'c>,
    column: &'a Element,
    name: &'a str,
    r#type: &'static str,
    members: Members,
    report: &'a mut Report,
}

impl Attribute<'_, '_> {
    fn add(&mut self, member: &str, value: Value) {
        // Null is a value of the Web API, too. It means that there is none.
        self.members.insert(member.to_owned(), value);
    }

    fn add_common(&mut self) {
        let column = self.column;
        for (member, list) in [
            ("DisplayName", "displaynames"),
            ("Description", "Descriptions"),
        ] {
            self.add(member, label(column.list(list)));
        }
        for (member, element) in [
            ("IsValidForCreate", "ValidForCreateApi"),
            ("IsValidForUpdate", "ValidForUpdateApi"),
        ] {
            self.add(member, json!(column.flag(element) == Some(true)));
        }
        for (member, element) in [
            ("IsValidForRead", "ValidForReadApi"),
            ("IsCustomAttribute", "IsCustomField"),
        ] {
            self.add(member, json!(column.flag(element)));
        }
        let is_in_forms = column.has_word("DisplayMask", "ValidForForm");
        self.add("IsValidForForm", json!(is_in_forms));
        let level = self.word("RequiredLevel", &REQUIRED_LEVELS);
        self.add("RequiredLevel", managed(level));
        self.add("AutoNumberFormat", json!(column.value("AutoNumberFormat")));
        self.add_number("SourceType", "SourceType");
        self.add_formula();
    }

    fn add_by_type(&mut self) {
        match self.r#type {
            "String" | "Memo" => self.add_text(),
            "Integer" | "BigInt" => {
                self.add_range();
                if self.r#type == "Integer" {
                    let format = self.word("Format", &FORMATS).unwrap_or("None");
                    self.add("Format", json!(format));
                }
            }
            "Decimal" | "Double" | "Money" => {
                self.add_range();
                self.add_ime_mode();
                self.add_number("Precision", "Accuracy");
                if self.r#type == "Money" {
                    self.add_number("PrecisionSource", "AccuracySource");
                    let is_base = self.column.value("CalculationOf").is_some();
                    self.add("IsBaseCurrency", json!(is_base));
                }
            }
            "DateTime" => self.add_date(),
            "Boolean" => {
                self.add_options();
                let default = self.column.flag("AppDefaultValue");
                self.add("DefaultValue", json!(default));
            }
            "Picklist" | "MultiSelectPicklist" => {
                self.add_options();
                self.add_number("DefaultFormValue", "AppDefaultValue");
            }
            "State" | "Status" => self.add_options(),
            "Lookup" | "Customer" | "Owner" | "PartyList" => {
                let targets =
                    self.context
                        .targets(self.column, self.name, self.r#type, self.report);
                self.add("Targets", json!(targets));
                // The Web API has another format for this one.
                if self.name != "regardingobjectid" {
                    self.add("Format", json!("None"));
                }
            }
            "Image" => self.add_image(),
            "File" => self.add_number("MaxSizeInKB", "MaxValue"),
            _ => {}
        }
    }

    fn add_text(&mut self) {
        self.add_number("MaxLength", "MaxLength");
        self.add_ime_mode();
        let is_localizable = self.column.flag("IsLocalizable");
        self.add("IsLocalizable", json!(is_localizable));
        let name = self.word("Format", &FORMATS);
        // The Web API has these two only as the name of the format.
        let format = match name {
            Some("Phone" | "RichText") => Some("Text"),
            format => format,
        };
        self.add("Format", json!(format));
        self.add("FormatName", managed(name));
    }

    fn add_range(&mut self) {
        self.add_number("MinValue", "MinValue");
        self.add_number("MaxValue", "MaxValue");
    }

    fn add_ime_mode(&mut self) {
        let mode = self.word("ImeMode", &IME_MODES);
        self.add("ImeMode", json!(mode));
    }

    fn add_date(&mut self) {
        self.add_ime_mode();
        let format = self.word("Format", &FORMATS);
        self.add("Format", json!(format));
        let behavior = self.word("Behavior", &BEHAVIORS);
        self.add("DateTimeBehavior", managed(behavior));
        let can_change = self.column.flag("CanChangeDateTimeBehavior");
        self.add("CanChangeDateTimeBehavior", managed(can_change));
    }

    fn add_options(&mut self) {
        let set = self
            .context
            .option_set(self.column, self.name, self.r#type, self.report);
        self.add("OptionSet", set);
    }

    fn add_image(&mut self) {
        let is_primary = self.column.has_word("DisplayMask", "PrimaryImage");
        self.add("IsPrimaryImage", json!(is_primary));
        self.add("CanStoreFullImage", Value::Null);
        self.add("MaxHeight", json!(IMAGE_SIZE));
        self.add("MaxWidth", json!(IMAGE_SIZE));
        self.add_number("MaxSizeInKB", "MaxValue");
    }

    fn add_formula(&mut self) {
        let Some(path) = self.column.value("FormulaDefinitionFileName") else {
            return;
        };
        let file = self.report.name(self.column.origin);
        match self.context.catalog.formula(file, path) {
            Some(formula) => self.add("FormulaDefinition", json!(formula)),
            None => {
                let gap = format!("`{}` (`{path}`)", self.name);
                self.report.gap(Gap::Formula, gap);
            }
        }
    }

    fn add_number(&mut self, member: &str, element: &str) {
        let Some(text) = self.column.value(element) else {
            self.add(member, Value::Null);
            return;
        };
        match serde_json::from_str::<Number>(text) {
            Ok(number) => self.add(member, number.into()),
            Err(_) => self.invalid(element, "a number", text),
        }
    }

    /// Returns the word of a definition for the word in a child; `None` if there is none, or after
    /// an error.
    fn word(&mut self, element: &str, words: &[(&str, &'static str)]) -> Option<&'static str> {
        let found = self.column.value(element)?.to_ascii_lowercase();
        let word = word(words, &found);
        if word.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let expected = format!("one of `{}`", known.join("`, `"));
            self.invalid(element, &expected, &found);
        }
        word
    }

    fn invalid(&mut self, element: &str, expected: &str, found: &str) {
        let origin = self.column.child(element).map(|child| child.origin);
        let message = format!(
            "expected {expected} as `{element}` of column `{}`, found `{found}`",
            self.name
        );
        let origin = origin.unwrap_or(self.column.origin);
        self.report.error(origin, Code::InvalidSolution, &message);
    }
}

/// Returns a value as the Web API has it where solutions can manage it.
fn managed(value: Option<impl Into<Value>>) -> Value {
    value.map_or(Value::Null, |value| json!({ "Value": value.into() }))
}
