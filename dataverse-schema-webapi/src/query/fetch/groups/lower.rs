use super::ast::{GroupOrder, GroupsQuery, Key, key_name, total_name};
use crate::query::ast::{Computed, LinkedPath};
use crate::query::fetch::lower::{Joint, Lowered, Lowering, Role, Scope, finish, lower_joins};
use crate::query::fetch::xml::Element;

/// Returns the query for a page as XML, or for the first one without a number.
///
/// Pages don't overlap if the order of the groups is the same in each. A page with a number has
/// all keys of the table as its last orders.
pub(super) fn lower(query: &GroupsQuery, page: Option<u32>) -> Lowered {
    let mut lowering = Lowering::default();
    let mut place = Place {
        children: Vec::new(),
        joints: lower_joins(&mut lowering, &query.joins, "", Role::Linked),
    };
    for (index, key) in query.keys.iter().enumerate() {
        let Key {
            path,
            part,
            is_local,
        } = key;
        let mut attribute =
            column(path.path.column.logical_name, key_name(index)).set("groupby", "true");
        if let Some(part) = part {
            attribute = attribute.set("dategrouping", *part);
        }
        if let Some(is_local) = is_local {
            attribute = attribute.set("usertimezone", is_local.to_string());
        }
        place.add(&mut lowering, Some(path), attribute);
    }
    for (index, total) in query.totals.iter().enumerate() {
        let Computed {
            function,
            path,
            is_distinct,
        } = total;
        let counted = total.column();
        let counted = counted.map_or(query.table.primary_id, |column| column.logical_name);
        let attribute = column(counted, total_name(index))
            .set("aggregate", *function)
            .set_if(*is_distinct, "distinct");
        place.add(&mut lowering, path.as_ref(), attribute);
    }
    let Place {
        mut children,
        mut joints,
    } = place;
    let mut scope = Scope {
        lowering: &mut lowering,
        joints: Some(&mut joints),
        links: Vec::new(),
    };
    children.extend(scope.filter(&query.filter));
    children.extend(query.orders.iter().map(order));
    if page.is_some() {
        children.extend(missing_orders(query).map(|missing| order(&missing)));
    }
    let fetch = Element::new("fetch")
        .set("aggregate", "true")
        .set_number("page", page.filter(|number| *number > 1))
        .set_number("aggregatelimit", query.limit);
    finish(lowering, fetch, query.table, children, joints)
}

/// The columns of the table and of its links.
struct Place {
    children: Vec<Element>,
    joints: Vec<Joint>,
}

impl Place {
    fn add(&mut self, lowering: &mut Lowering, path: Option<&LinkedPath>, attribute: Element) {
        let (links, steps) = path.map_or((&[][..], &[][..]), |path| {
            (&path.links[..], &path.path.navigation[..])
        });
        match lowering.resolve(&mut self.joints, links, steps) {
            Ok(Some(joint)) => joint.children.push(attribute),
            Ok(None) => self.children.push(attribute),
            Err(error) => lowering.errors.push(error),
        }
    }
}

fn column(name: &str, alias: String) -> Element {
    Element::new("attribute")
        .set("name", name)
        .set("alias", alias)
}

/// Returns the orders by keys of the table that the query isn't ordered by.
fn missing_orders(query: &GroupsQuery) -> impl Iterator<Item = GroupOrder> {
    let is_ordered = |index| {
        let mut orders = query.orders.iter();
        orders.any(|order| !order.is_total && order.index == index)
    };
    let keys = query.keys.iter().enumerate();
    keys.filter(move |(index, key)| key.path.is_own() && !is_ordered(*index))
        .map(|(index, _)| GroupOrder {
            is_total: false,
            index,
            is_descending: false,
        })
}

fn order(order: &GroupOrder) -> Element {
    Element::new("order")
        .set("alias", order.name())
        .set_if(order.is_descending, "descending")
}
