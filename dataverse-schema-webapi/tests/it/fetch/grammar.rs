//! The grammar of FetchXML that requests are held against, compared with Microsoft's schema.

use std::collections::BTreeSet;
use std::{env, fs};

use dataverse_schema::Request;
use dataverse_schema::request::Method;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use test_support::book::fetch::Element;

use crate::book::violated;

/// What is only for views, reports, and older versions, and what isn't explained: the
/// documentation of queries lists none of it. `neq` is another word for `ne`.
const UNDOCUMENTED: [&str; 22] = [
    "attribute @addedby",
    "attribute @build",
    "condition @aggregate",
    "condition @alias",
    "condition @column",
    "condition @rowaggregate",
    "condition @uihidden",
    "condition @uiname",
    "condition @uitype",
    "entity @enableprefiltering",
    "entity @prefilterparametername",
    "fetch @mapping",
    "fetch @min-active-row-version",
    "fetch @output-format",
    "fetch @utc-offset",
    "fetch @version",
    "link-entity @enableprefiltering",
    "link-entity @prefilterparametername",
    "link-entity @visible",
    "operator neq",
    "value @uiname",
    "value @uitype",
];

/// Returns the descendants with this name, and the element itself.
fn all<'e>(element: &'e Element, name: &str) -> Vec<&'e Element> {
    let mut found = Vec::new();
    element.visit(&mut |element| {
        if element.name == name {
            found.push(element);
        }
    });
    found
}

fn named<'e>(schema: &'e Element, kind: &'e str, name: &'e str) -> &'e Element {
    let mut known = schema.children(kind);
    let found = known.find(|element| element.get("name") == Some(name));
    found.unwrap_or_else(|| panic!("no {kind} `{name}`"))
}

/// Returns the names of the attributes of an element, with the values that it lists.
fn attributes<'e>(schema: &'e Element, element: &'e Element) -> Vec<(&'e str, Vec<&'e str>)> {
    let values = |of: &'e Element| -> Vec<&str> {
        let values = all(of, "xs:enumeration").into_iter();
        values.filter_map(|value| value.get("value")).collect()
    };
    let attributes = all(element, "xs:attribute").into_iter();
    attributes
        .map(|attribute| {
            let mut types = schema.children("xs:simpleType");
            let of = types.find(|known| known.get("name") == attribute.get("type"));
            let name = attribute.get("name").expect("a name");
            (name, values(of.unwrap_or(attribute)))
        })
        .collect()
}

/// Returns a query with this text in the element, which is in its usual place.
fn query(element: &str, attribute: &str) -> String {
    let inner = match element {
        "fetch" => return format!("<fetch {attribute}><entity name='contoso_depot'/></fetch>"),
        "entity" => return format!("<fetch><entity name='contoso_depot' {attribute}/></fetch>"),
        "condition" => format!(
            "<filter><condition attribute='contoso_name' operator='null' {attribute}/></filter>"
        ),
        "value" => format!(
            "<filter><condition attribute='contoso_name' operator='in'><value {attribute}>a</value></condition></filter>"
        ),
        "link-entity" => format!(
            "<link-entity name='contoso_depot' from='contoso_depotid' to='contoso_parentdepot' {attribute}/>"
        ),
        "attribute" => format!("<attribute name='contoso_name' {attribute}/>"),
        "order" => format!("<order attribute='contoso_name' {attribute}/>"),
        _ => format!("<{element} {attribute}/>"),
    };
    format!("<fetch><entity name='contoso_depot'>{inner}</entity></fetch>")
}

/// Returns true if a rule is about this text.
fn is_unknown(xml: &str, text: &str) -> bool {
    let xml = utf8_percent_encode(xml, NON_ALPHANUMERIC);
    let request = Request::new(Method::Get, format!("contoso_depots?fetchXml={xml}"));
    let found = violated(&request);
    found.iter().any(|found| found.what.contains(text))
}

#[test]
#[ignore = "reads the schema that DATAVERSE_SCHEMA_FETCH_XSD names"]
fn grammar_of_the_schema() {
    let file = env::var("DATAVERSE_SCHEMA_FETCH_XSD").expect("the path of the schema");
    let text = fs::read_to_string(file).expect("the schema is readable");
    let start = text.find("<xs:schema").expect("a schema");
    let mut text = text[start..].to_owned();
    while let (Some(from), Some(to)) = (text.find("<!--"), text.find("-->")) {
        text.replace_range(from..to + 3, "");
    }
    let schema = Element::parse(text.trim()).expect("XML");
    let condition = named(&schema, "xs:element", "condition");
    let elements = [
        ("fetch", named(&schema, "xs:complexType", "FetchType")),
        (
            "entity",
            named(&schema, "xs:complexType", "FetchEntityType"),
        ),
        (
            "link-entity",
            named(&schema, "xs:complexType", "FetchLinkEntityType"),
        ),
        (
            "attribute",
            named(&schema, "xs:complexType", "FetchAttributeType"),
        ),
        ("order", named(&schema, "xs:complexType", "FetchOrderType")),
        ("filter", named(&schema, "xs:element", "filter")),
        ("condition", condition),
        ("value", all(condition, "xs:element")[1]),
    ];
    let mut unknown = BTreeSet::new();
    let mut count = 0;
    for (name, element) in elements {
        for (attribute, values) in attributes(&schema, element) {
            // These are in each query, and operators are below.
            let is_usual = matches!(attribute, "name" | "to" | "from" | "operator")
                || attribute == "attribute" && name != "attribute";
            if is_usual {
                continue;
            }
            count += 1 + values.len();
            let is_known = |value: &&str| {
                let xml = query(name, &format!("{attribute}='{value}'"));
                !is_unknown(&xml, &format!("`{attribute}` of `{name}`"))
            };
            let is_known = match &values[..] {
                [] => ["true", "1", "inner"].iter().any(is_known),
                values => values.iter().all(is_known),
            };
            if !is_known {
                unknown.insert(format!("{name} @{attribute}"));
            }
        }
    }
    let operators = named(&schema, "xs:simpleType", "operator");
    for operator in all(operators, "xs:enumeration") {
        let operator = operator.get("value").expect("an operator");
        count += 1;
        let forms = [
            "/>",
            " value='1'/>",
            "><value>1</value></condition>",
            "><value>1</value><value>2</value></condition>",
        ];
        let is_known = forms.iter().any(|form| {
            let condition = format!("<condition attribute='contoso_name' operator='{operator}'{form}");
            !is_unknown(
                &format!("<fetch><entity name='contoso_depot'><filter>{condition}</filter></entity></fetch>"),
                operator,
            )
        });
        if !is_known {
            unknown.insert(format!("operator {operator}"));
        }
    }
    let unknown: Vec<&str> = unknown.iter().map(String::as_str).collect();
    assert_eq!(unknown, UNDOCUMENTED);
    assert!(
        count > 140,
        "only {count} attributes, values, and operators"
    );
}
