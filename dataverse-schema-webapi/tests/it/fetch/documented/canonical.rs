//! FetchXML without what has no meaning: the order of attributes, spaces, defaults, and aliases,
//! which a typed query chooses itself.

use test_support::book::fetch::Element;

/// Attributes that say what is also the case without them.
const DEFAULTS: [(&str, &str, &str); 7] = [
    ("fetch", "distinct", "false"),
    ("fetch", "mapping", "logical"),
    ("filter", "type", "and"),
    ("link-entity", "link-type", "inner"),
    ("link-entity", "intersect", "true"),
    ("order", "descending", "false"),
    ("attribute", "distinct", "false"),
];

/// Returns a query in its canonical form.
pub(super) fn canonical(xml: &str) -> Element {
    let mut fetch = Element::parse(xml.trim()).expect("XML");
    simplify(&mut fetch);
    rename_links(&mut fetch);
    describe_columns(&mut fetch);
    sort(&mut fetch);
    fetch
}

/// Adds the primary keys of linked rows, by which a row without values is told from none.
pub(super) fn with_keys(mut element: Element) -> Element {
    if element.name == "link-entity" && element.children("attribute").next().is_some() {
        let table = element.get("name").expect("a table");
        let key = attribute(&format!("{table}id"));
        if !element.children.contains(&key) {
            element.children.push(key);
        }
    }
    element.children = element.children.into_iter().map(with_keys).collect();
    sort(&mut element);
    element
}

fn attribute(name: &str) -> Element {
    Element {
        name: "attribute".to_owned(),
        attributes: vec![("name".to_owned(), name.to_owned())],
        ..Element::default()
    }
}

fn simplify(element: &mut Element) {
    let name = element.name.clone();
    element
        .attributes
        .retain(|(attribute, value)| !DEFAULTS.contains(&(&*name, &**attribute, &**value)));
    if name != "value" {
        element.text.clear();
    }
    let is_whole = name == "entity"
        && !element
            .children
            .iter()
            .any(|child| child.name.ends_with("attributes") || child.name == "attribute");
    if is_whole {
        element.children.push(Element {
            name: "all-attributes".to_owned(),
            ..Element::default()
        });
    }
    element.children.iter_mut().for_each(simplify);
}

/// Numbers the links that conditions and orders refer to, and removes the aliases of the others.
fn rename_links(fetch: &mut Element) {
    let mut known = Vec::new();
    fetch.visit(&mut |element| {
        if element.name == "link-entity" {
            let name = element.get("alias").or(element.get("name"));
            known.push(name.unwrap_or_default().to_owned());
        }
    });
    let mut used = Vec::new();
    fetch.visit(&mut |element| {
        let other = element
            .get("valueof")
            .and_then(|other| other.split_once('.'));
        used.extend(element.get("entityname").map(str::to_owned));
        used.extend(other.map(|(alias, _)| alias.to_owned()));
    });
    let mut number = 0;
    rename(fetch, &mut |element| {
        let index = |alias: &str| known.iter().position(|known| known == alias);
        let is_link = element.name == "link-entity";
        if is_link {
            let alias = &known[number];
            element.attributes.retain(|(name, _)| name != "alias");
            if used.contains(alias) {
                let alias = format!("link {number}");
                element.attributes.push(("alias".to_owned(), alias));
            }
            number += 1;
        }
        for (name, value) in &mut element.attributes {
            let (alias, column) = match &**name {
                "entityname" => (&**value, String::new()),
                "valueof" => match value.split_once('.') {
                    Some((alias, column)) => (alias, format!(".{column}")),
                    None => continue,
                },
                _ => continue,
            };
            let index = index(alias).expect("a link with this alias");
            *value = format!("link {index}{column}");
        }
    });
}

/// Replaces the names of computed columns by what they are.
fn describe_columns(fetch: &mut Element) {
    let is_aggregate = fetch.get("aggregate") == Some("true");
    let mut names = Vec::new();
    rename(fetch, &mut |element| {
        let is_computed = is_aggregate || element.get("rowaggregate").is_some();
        if element.name != "attribute" || !is_computed {
            return;
        }
        // Rows are counted, whatever column is named.
        let counts_rows = element.get("aggregate") == Some("count");
        let alias = element.get("alias").map(str::to_owned);
        element
            .attributes
            .retain(|(name, _)| name != "alias" && !(counts_rows && name == "name"));
        element.attributes.sort();
        names.push((alias, format!("{:?}", element.attributes)));
    });
    rename(fetch, &mut |element| {
        if element.name == "order" {
            for (name, value) in &mut element.attributes {
                if name == "alias" {
                    let mut names = names.iter();
                    let known = names.find(|(alias, _)| alias.as_deref() == Some(value));
                    *value = known.expect("a column with this alias").1.clone();
                }
            }
        }
    });
}

fn rename(element: &mut Element, change: &mut dyn FnMut(&mut Element)) {
    change(element);
    for child in &mut element.children {
        rename(child, change);
    }
}

/// Sorts attributes and columns, and elements of a table by their kinds. Orders and conditions stay
/// as they are.
fn sort(element: &mut Element) {
    element.attributes.sort();
    element.children.iter_mut().for_each(sort);
    if element.name == "entity" || element.name == "link-entity" {
        element.children.sort_by_key(|child| {
            let columns = (child.name == "attribute").then(|| child.attributes.clone());
            (child.name.clone(), columns)
        });
    }
}

#[test]
fn what_has_no_meaning_is_left_out() {
    let same = [
        (
            "<fetch distinct='false'><entity name='a'/></fetch>",
            "<fetch>\n<entity name='a'><all-attributes/></entity></fetch>",
        ),
        (
            "<fetch><entity name='a'><attribute name='b'/><order attribute='b'/></entity></fetch>",
            "<fetch><entity name='a'><order descending='false' attribute='b' /><attribute name='b'/></entity></fetch>",
        ),
        (
            "<fetch aggregate='true'><entity name='a'><attribute name='b' alias='x' groupby='true'/><order alias='x'/></entity></fetch>",
            "<fetch aggregate='true'><entity name='a'><attribute groupby='true' name='b' alias='y'/><order alias='y'/></entity></fetch>",
        ),
        (
            "<fetch><entity name='a'><link-entity name='c' alias='x'/><order entityname='x' attribute='d'/></entity></fetch>",
            "<fetch><entity name='a'><link-entity name='c' link-type='inner' alias='y'/><order entityname='y' attribute='d'/></entity></fetch>",
        ),
    ];
    for (a, b) in same {
        assert_eq!(canonical(a), canonical(b));
    }
    let different = [
        (
            "<fetch top='5'><entity name='a'/></fetch>",
            "<fetch><entity name='a'/></fetch>",
        ),
        (
            "<fetch><entity name='a'><filter><condition attribute='b' operator='null'/></filter></entity></fetch>",
            "<fetch><entity name='a'><filter type='or'><condition attribute='b' operator='null'/></filter></entity></fetch>",
        ),
        (
            "<fetch><entity name='a'><order attribute='b'/><order attribute='c'/></entity></fetch>",
            "<fetch><entity name='a'><order attribute='c'/><order attribute='b'/></entity></fetch>",
        ),
        (
            "<fetch><entity name='a'><link-entity name='c' alias='x'/><link-entity name='d' alias='y'/><order entityname='x' attribute='d'/></entity></fetch>",
            "<fetch><entity name='a'><link-entity name='c' alias='x'/><link-entity name='d' alias='y'/><order entityname='y' attribute='d'/></entity></fetch>",
        ),
        (
            "<fetch aggregate='true'><entity name='a'><attribute name='b' alias='x' aggregate='max'/></entity></fetch>",
            "<fetch aggregate='true'><entity name='a'><attribute name='b' alias='x' aggregate='min'/></entity></fetch>",
        ),
    ];
    for (a, b) in different {
        assert_ne!(canonical(a), canonical(b));
    }
}
