use dataverse_schema_pages::Code;
use serde_json::{Value, json};

use super::context::{Context, Members};
use super::label::label;
use crate::gap::Gap;
use crate::report::Report;
use crate::xml::Element;

impl Context<'_> {
    /// Returns the options of a choice or a Boolean column.
    ///
    /// A set that isn't in the solutions is reported, and has a name but no options.
    pub(super) fn option_set(
        &self,
        column: &Element,
        name: &str,
        r#type: &str,
        report: &mut Report,
    ) -> Value {
        let global = column.value("OptionSetName");
        let set = match column.child("optionset") {
            Some(set) => Some(set),
            None => global.and_then(|name| self.catalog.option_set(name)),
        };
        let is_boolean = r#type == "Boolean";
        let Some(set) = set else {
            return self.missing_set(column, name, is_boolean, report);
        };
        let name = set.attribute("Name").or(global);
        if is_boolean {
            let mut json = json!({ "Name": name });
            for option in set.list("options") {
                let member = match option.attribute("value") {
                    Some("1") => "TrueOption",
                    _ => "FalseOption",
                };
                json[member] = self.option(option, report);
            }
            return json;
        }
        let lists = ["options", "states", "statuses"];
        let options = lists.into_iter().flat_map(|list| set.list(list));
        let options: Vec<Value> = options.map(|option| self.option(option, report)).collect();
        json!({ "Name": name, "Options": options })
    }

    /// Returns a set without options, and reports it, unless the base page of the column has it.
    fn missing_set(
        &self,
        column: &Element,
        name: &str,
        is_boolean: bool,
        report: &mut Report,
    ) -> Value {
        let global = column.value("OptionSetName");
        if self.catalog.is_base_column(self.name, name) {
            return json!({ "Name": global });
        }
        let set = global.map_or(String::new(), |set| format!(" (`{set}`)"));
        report.gap(Gap::OptionSet, format!("`{name}`{set}"));
        if is_boolean {
            let option = |value| json!({ "Value": value, "Label": label(&[]) });
            json!({ "Name": global, "TrueOption": option(1), "FalseOption": option(0) })
        } else {
            json!({ "Name": global, "Options": [] })
        }
    }

    fn option(&self, option: &Element, report: &mut Report) -> Value {
        let mut members = Members::new();
        let integers = [
            ("Value", "value"),
            ("DefaultStatus", "defaultstatus"),
            ("State", "state"),
        ];
        for (member, attribute) in integers {
            let Some(text) = option.attribute(attribute) else {
                continue;
            };
            match text.trim().parse::<i32>() {
                Ok(number) => {
                    members.insert(member.to_owned(), json!(number));
                }
                Err(_) => {
                    let message = format!("expected a 32-bit integer, found `{text}`");
                    report.error(option.origin, Code::InvalidSolution, &message);
                }
            }
        }
        if !members.contains_key("Value") {
            let message = "missing `value` of an option";
            report.error(option.origin, Code::InvalidSolution, message);
        }
        let texts = [
            ("InvariantName", "invariantname"),
            ("Color", "Color"),
            ("ExternalValue", "ExternalValue"),
        ];
        for (member, attribute) in texts {
            if let Some(text) = option.attribute(attribute) {
                members.insert(member.to_owned(), json!(text));
            }
        }
        let transitions = option.attribute("TransitionData");
        if let Some(text) = transitions.or_else(|| option.value("TransitionData")) {
            members.insert("TransitionData".to_owned(), json!(text));
        }
        for (member, list) in [("Label", "labels"), ("Description", "Descriptions")] {
            members.insert(member.to_owned(), label(option.list(list)));
        }
        members.into()
    }
}
