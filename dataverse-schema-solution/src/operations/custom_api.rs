use serde_json::Value;

use crate::operations::definitions::{ANY_TABLE, Definitions};
use crate::xml::{Element, Origin};

/// The namespace of the Web API's own types.
const NAMESPACE: &str = "mscrm";

/// What the numbers in the column `type` mean.
const TYPES: [Type; 13] = [
    Type::Edm("Edm.Boolean"),
    Type::Edm("Edm.DateTimeOffset"),
    Type::Edm("Edm.Decimal"),
    Type::Row,
    Type::Rows,
    Type::Row,
    Type::Edm("Edm.Double"),
    Type::Edm("Edm.Int32"),
    Type::Edm("Edm.Decimal"),
    Type::Edm("Edm.Int32"),
    Type::Edm("Edm.String"),
    Type::Edm("Collection(Edm.String)"),
    Type::Edm("Edm.Guid"),
];

/// The number of the type `EntityReference`, which isn't a result by itself.
const REFERENCE: usize = 5;

#[derive(Clone, Copy)]
enum Type {
    Edm(&'static str),
    Row,
    Rows,
}

/// Adds the definitions that `$metadata` has of Custom APIs: of the rows of their table, with
/// parameters and properties.
pub(super) fn add_custom_apis(body: &Value, definitions: &mut Definitions) -> Result<(), String> {
    if body.get("@odata.nextLink").is_some() {
        return Err("`@odata.nextLink`: more rows follow, and are missing".to_owned());
    }
    let rows = match body.get("value") {
        Some(rows) => list(rows, "$.value")?,
        None => std::slice::from_ref(body),
    };
    for (index, row) in rows.iter().enumerate() {
        let path = match body.get("value") {
            Some(_) => format!("$.value[{index}]"),
            None => "$".to_owned(),
        };
        add(&Row { row, path }, definitions)?;
    }
    Ok(())
}

fn add(api: &Row<'_>, definitions: &mut Definitions) -> Result<(), String> {
    let name = api.text("uniquename")?;
    let mut children = Vec::new();
    let binding = api.number("bindingtype")?;
    if binding != 0 {
        let table = api.text("boundentitylogicalname")?;
        let row = definitions.row_type(Some(table));
        let bound = match binding {
            1 => row,
            2 => format!("Collection({row})"),
            _ => return Err(api.unknown("bindingtype", binding)),
        };
        children.push(typed("Parameter", "entity", bound, true));
    }
    for parameter in api.rows("CustomAPIRequestParameters")? {
        let is_optional = parameter.flag("isoptional")?;
        children.push(parameter.value("Parameter", !is_optional, definitions)?);
    }
    let properties = api.rows("CustomAPIResponseProperties")?;
    if let Some(result) = result(name, &properties, definitions)? {
        children.push(element("ReturnType", vec![("Type", result)], Vec::new()));
    }
    children.extend(api.description());
    let mut attributes = vec![("Name", name.to_owned())];
    if binding != 0 {
        attributes.push(("IsBound", "true".to_owned()));
    }
    let kind = if api.flag("isfunction")? {
        "Function"
    } else {
        "Action"
    };
    definitions.add(element(kind, attributes, children));
    Ok(())
}

/// Returns the type of the result. A single property of rows is the result; others are properties
/// of a complex type.
fn result(
    api: &str,
    properties: &[Row<'_>],
    definitions: &mut Definitions,
) -> Result<Option<String>, String> {
    if let [only] = properties {
        let (number, r#type) = only.r#type()?;
        if !matches!(r#type, Type::Edm(_)) && number != REFERENCE {
            return only.type_name(definitions).map(Some);
        }
    }
    if properties.is_empty() {
        return Ok(None);
    }
    let name = format!("{api}Response");
    let children: Result<Vec<Element>, String> = properties
        .iter()
        .map(|property| property.value("Property", false, definitions))
        .collect();
    definitions.add(element(
        "ComplexType",
        vec![("Name", name.clone())],
        children?,
    ));
    Ok(Some(format!("{NAMESPACE}.{name}")))
}

/// A row, with its path in the JSON.
struct Row<'a> {
    row: &'a Value,
    path: String,
}

impl<'a> Row<'a> {
    /// Returns a text that isn't empty.
    fn text(&self, name: &str) -> Result<&'a str, String> {
        let text = self.row.get(name).and_then(Value::as_str);
        text.filter(|text| !text.is_empty())
            .ok_or_else(|| self.missing(name))
    }

    fn flag(&self, name: &str) -> Result<bool, String> {
        let flag = self.row.get(name).and_then(Value::as_bool);
        flag.ok_or_else(|| self.missing(name))
    }

    fn number(&self, name: &str) -> Result<u64, String> {
        let number = self.row.get(name).and_then(Value::as_u64);
        number.ok_or_else(|| self.missing(name))
    }

    /// Returns the rows that are expanded.
    fn rows(&self, name: &str) -> Result<Vec<Row<'a>>, String> {
        let path = format!("{}.{name}", self.path);
        if self.row.get(format!("{name}@odata.nextLink")).is_some() {
            return Err(format!("{path}: more rows follow, and are missing"));
        }
        let rows = self.row.get(name).ok_or_else(|| {
            format!("{path}: missing rows: add `$expand=CustomAPIRequestParameters,CustomAPIResponseProperties` to the request")
        })?;
        let rows = list(rows, &path)?.iter().enumerate();
        Ok(rows
            .map(|(index, row)| Row {
                row,
                path: format!("{path}[{index}]"),
            })
            .collect())
    }

    /// Returns the definition of a parameter or a property.
    fn value(
        &self,
        kind: &'static str,
        is_required: bool,
        definitions: &mut Definitions,
    ) -> Result<Element, String> {
        let name = self.text("uniquename")?;
        let r#type = self.type_name(definitions)?;
        let mut element = typed(kind, name, r#type, is_required);
        element.children.extend(self.description());
        Ok(element)
    }

    fn r#type(&self) -> Result<(usize, Type), String> {
        let number = self.number("type")?;
        let index = usize::try_from(number).unwrap_or(usize::MAX);
        match TYPES.get(index) {
            Some(r#type) => Ok((index, *r#type)),
            None => Err(self.unknown("type", number)),
        }
    }

    fn type_name(&self, definitions: &mut Definitions) -> Result<String, String> {
        let table = self.text("logicalentityname").ok();
        Ok(match self.r#type()?.1 {
            Type::Edm(name) => name.to_owned(),
            Type::Row => definitions.row_type(table),
            Type::Rows => format!("Collection({})", definitions.row_type(table)),
        })
    }

    fn description(&self) -> Option<Element> {
        let text = self.text("description").ok()?.to_owned();
        let attributes = vec![
            ("Term", "Org.OData.Core.V1.Description".to_owned()),
            ("String", text),
        ];
        Some(element("Annotation", attributes, Vec::new()))
    }

    fn missing(&self, name: &str) -> String {
        format!("{}.{name}: missing or invalid value", self.path)
    }

    fn unknown(&self, name: &str, number: u64) -> String {
        format!("{}.{name}: unknown value {number}", self.path)
    }
}

impl Definitions {
    /// Returns the type of rows of a table, or of any table.
    fn row_type(&mut self, table: Option<&str>) -> String {
        if let Some(table) = table {
            self.tables.entry(table.to_owned()).or_default();
        }
        format!("{NAMESPACE}.{}", table.unwrap_or(ANY_TABLE))
    }
}

fn typed(kind: &'static str, name: &str, r#type: String, is_required: bool) -> Element {
    let mut attributes = vec![("Name", name.to_owned()), ("Type", r#type)];
    if is_required {
        attributes.push(("Nullable", "false".to_owned()));
    }
    element(kind, attributes, Vec::new())
}

fn element(
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Element>,
) -> Element {
    Element {
        name,
        origin: Origin::default(),
        attributes,
        text: String::new(),
        children,
    }
}

fn list<'v>(value: &'v Value, path: &str) -> Result<&'v [Value], String> {
    let rows = value.as_array();
    rows.map(Vec::as_slice)
        .ok_or_else(|| format!("{path}: expected a list"))
}
