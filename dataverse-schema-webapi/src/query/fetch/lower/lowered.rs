use dataverse_schema_runtime::info::{ColumnInfo, TableInfo};

use super::joint::Joint;
use super::lowering::Lowering;
use super::scope::Scope;
use crate::query::check::FetchError;
use crate::query::fetch::ast::{FetchQuery, JoinKind, JoinNode, Node};
use crate::query::fetch::children::CHILDREN;
use crate::query::fetch::joined::alias;
use crate::query::fetch::xml::Element;

/// A query as XML.
pub(crate) struct Lowered {
    pub(crate) xml: String,
    pub(crate) errors: Vec<FetchError>,
    /// The number of conditions.
    pub(crate) conditions: usize,
    /// The number of links.
    pub(crate) links: usize,
}

/// Returns the query as XML, with what FetchXML can't express as errors.
pub(crate) fn lower(query: &FetchQuery) -> Lowered {
    let mut lowering = Lowering::default();
    let (mut children, joints) = lower_node(&mut lowering, &query.node, "", Role::Root);
    if query.count_children {
        let count = Element::new("attribute")
            .set("name", query.table.primary_id)
            .set("alias", CHILDREN)
            .set("rowaggregate", "CountChildren");
        children.push(count);
    }
    let mut fetch = Element::new("fetch")
        .set_number("top", query.top)
        .set_number("count", query.page_size)
        .set_number("page", query.page);
    if let Some(cookie) = &query.cookie {
        fetch = fetch.set("paging-cookie", cookie);
    }
    fetch = fetch
        .set_if(query.is_distinct, "distinct")
        .set_if(query.count, "returntotalrecordcount")
        .set_if(query.late_materialize, "latematerialize")
        .set_if(query.raw_order, "useraworderby");
    if query.retained {
        fetch = fetch.set("datasource", "retained");
    }
    if !query.hints.is_empty() {
        let hints: Vec<&str> = query.hints.iter().map(|hint| hint.as_str()).collect();
        fetch = fetch.set("options", hints.join(","));
    }
    finish(lowering, fetch, query.table, children, joints)
}

/// Puts what is asked of the table into the root element.
pub(in crate::query::fetch) fn finish(
    mut lowering: Lowering,
    mut fetch: Element,
    table: &TableInfo,
    children: Vec<Element>,
    joints: Vec<Joint>,
) -> Lowered {
    let mut entity = Element::new("entity").set("name", table.logical_name);
    entity.children = children;
    let errors = &mut lowering.errors;
    let links = joints.into_iter().map(|joint| joint.into_element(errors));
    entity.children.extend(links);
    fetch.children.push(entity);
    let links = fetch.count("link-entity");
    Lowered {
        xml: fetch.to_string(),
        errors: lowering.errors,
        conditions: lowering.conditions,
        links,
    }
}

/// What is done with the rows of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::query::fetch) enum Role {
    /// They are queried.
    Root,
    /// They are returned with the rows that they are linked to.
    Returned,
    /// They are linked, and none of their columns is returned.
    Linked,
}

/// Returns links, of rows that have this role.
pub(in crate::query::fetch) fn lower_joins(
    lowering: &mut Lowering,
    joins: &[JoinNode],
    own_alias: &str,
    role: Role,
) -> Vec<Joint> {
    let mut number = 0;
    let joints = joins.iter().map(|join| {
        let mut name = String::new();
        if join.kind.is_read() {
            number += 1;
            name = alias(own_alias, number);
        }
        lower_join(lowering, join, name, role)
    });
    joints.collect()
}

/// Returns the columns, filter, and orders of a table, and its links.
fn lower_node(
    lowering: &mut Lowering,
    node: &Node,
    own_alias: &str,
    role: Role,
) -> (Vec<Element>, Vec<Joint>) {
    let role_of_links = if role == Role::Linked {
        Role::Linked
    } else {
        Role::Returned
    };
    let mut joints = lower_joins(lowering, &node.joins, own_alias, role_of_links);
    let mut children = Vec::new();
    if role != Role::Linked {
        if node.select.is_empty() {
            children.push(Element::new("all-attributes"));
        }
        let columns = node.select.iter().copied();
        children.extend(columns.map(attribute));
    }
    let mut scope = Scope {
        lowering,
        joints: (role == Role::Root).then_some(&mut joints),
        links: Vec::new(),
    };
    children.extend(scope.filter(&node.filter));
    for sort in &node.order_by {
        if let Some(order) = scope.order(sort) {
            children.push(order);
        }
    }
    (children, joints)
}

fn lower_join(lowering: &mut Lowering, join: &JoinNode, alias: String, role: Role) -> Joint {
    let JoinNode { hop, kind, node } = join;
    let mut node = node.clone();
    let key = hop.to().and_then(|to| to.column(to.primary_id));
    if let Some(key) = key
        && !node.select.is_empty()
        && !node.select.iter().any(|known| core::ptr::eq(*known, key))
    {
        // A linked row without values would look like none.
        node.select.insert(0, key);
    }
    let role = if kind.is_read() { role } else { Role::Linked };
    let (children, joints) = lower_node(lowering, &node, &alias, role);
    let is_whole = match kind {
        JoinKind::Inner => true,
        JoinKind::Outer => node.filter.is_empty(),
        _ => false,
    };
    Joint {
        hop: *hop,
        kind: kind.as_str(),
        alias,
        is_read: kind.is_read(),
        is_whole,
        children,
        joints,
    }
}

fn attribute(column: &'static ColumnInfo) -> Element {
    Element::new("attribute").set("name", column.logical_name)
}
