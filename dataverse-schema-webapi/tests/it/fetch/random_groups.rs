//! Random groups over linked rows: those that the XML means, as the query reads them, are the groups
//! that the query stands for.

use std::collections::{BTreeMap, BTreeSet};

use dataverse_schema::prelude::*;
use dataverse_schema::query::Total;
use dataverse_schema::query::fetch::{Join, Joinable, LinkConditions};
use dataverse_schema::{Decimal, Response};
use test_support::random::Random;

use super::conversion::rows::{NAMES, depots};
use super::lines;
use super::schema::ContosoDepot;
use crate::evaluation::{Cell, Database, Row, body, grouped_by_fetch};

type Key = (Option<String>, Option<String>);
type Values = (
    u64,
    Option<Decimal>,
    Option<i32>,
    Option<i32>,
    u64,
    u64,
    Option<Decimal>,
);

/// Which rows a row is linked to.
#[derive(Clone, Copy, Debug)]
enum Way {
    Up,
    Down,
    /// From the town of a depot to the name of another.
    Named,
}

#[derive(Clone, Copy, Debug)]
enum Condition {
    None,
    OwnName(&'static str),
    LinkedTownIsNull,
    LinkedCallsAtMost(i32),
}

/// A query, in words.
#[derive(Clone, Copy, Debug)]
struct Plan {
    way: Way,
    is_outer: bool,
    /// The link leads only to rows with more calls.
    more_than: Option<i32>,
    condition: Condition,
    /// Counts only rows that have a row below them.
    has_below: bool,
}

fn plan(random: &mut Random) -> Plan {
    let number = |random: &mut Random| i32::try_from(random.below(5)).expect("a small number");
    Plan {
        way: match random.below(3) {
            0 => Way::Up,
            1 => Way::Down,
            _ => Way::Named,
        },
        is_outer: random.below(2) == 0,
        more_than: (random.below(2) == 0).then(|| number(random)),
        condition: match random.below(4) {
            0 => Condition::None,
            1 => Condition::OwnName(random.pick(&NAMES).expect("a name")),
            2 => Condition::LinkedTownIsNull,
            _ => Condition::LinkedCallsAtMost(number(random)),
        },
        has_below: random.below(4) == 0,
    }
}

fn text(row: Option<&Row>, column: &str) -> Option<String> {
    match row?.get(column)? {
        Cell::Text(text) => Some(text.clone()),
        other => panic!("{other:?}"),
    }
}

fn calls(row: Option<&Row>) -> Option<i32> {
    match row?.get("contoso_calls")? {
        Cell::Number(number) => i32::try_from(number / Cell::UNIT).ok(),
        other => panic!("{other:?}"),
    }
}

/// Returns the groups that a query stands for.
fn expected(rows: &[Row], plan: Plan) -> BTreeMap<Key, Values> {
    let parent_of = |row: &Row| {
        let parent = text(Some(row), "contoso_parentdepot");
        let mut rows = rows.iter();
        rows.find(|other| parent.is_some() && text(Some(other), "contoso_depotid") == parent)
    };
    let is_below =
        |row: &Row, above: &Row| parent_of(row).is_some_and(|parent| core::ptr::eq(parent, above));
    let is_linked = |row: &Row, other: &Row| {
        let leads = match plan.way {
            Way::Up => is_below(row, other),
            Way::Down => is_below(other, row),
            Way::Named => {
                let town = text(Some(row), "contoso_town");
                town.is_some() && town == text(Some(other), "contoso_name")
            }
        };
        leads
            && plan
                .more_than
                .is_none_or(|least| calls(Some(other)) > Some(least))
    };
    let mut groups: BTreeMap<Key, Vec<(&Row, Option<&Row>)>> = BTreeMap::new();
    for row in rows {
        if plan.has_below && !rows.iter().any(|other| is_below(other, row)) {
            continue;
        }
        let linked = rows.iter().filter(|other| is_linked(row, other)).map(Some);
        let mut linked: Vec<Option<&Row>> = linked.collect();
        if linked.is_empty() && plan.is_outer {
            linked.push(None);
        }
        for other in linked {
            let matches = match plan.condition {
                Condition::None => true,
                Condition::OwnName(name) => {
                    text(Some(row), "contoso_name").as_deref() == Some(name)
                }
                Condition::LinkedTownIsNull => text(other, "contoso_town").is_none(),
                Condition::LinkedCallsAtMost(most) => {
                    calls(other).is_some_and(|calls| calls <= most)
                }
            };
            if matches {
                let key = (text(Some(row), "contoso_town"), text(other, "contoso_name"));
                groups.entry(key).or_default().push((row, other));
            }
        }
    }
    let count = |number: usize| u64::try_from(number).expect("a small number");
    let sum = |numbers: Vec<i32>| {
        let is_any = !numbers.is_empty();
        is_any.then(|| Decimal::from(numbers.iter().sum::<i32>()))
    };
    let groups = groups.into_iter().map(|(key, pairs)| {
        let linked: Vec<i32> = pairs.iter().filter_map(|(_, row)| calls(*row)).collect();
        let towns = pairs
            .iter()
            .filter_map(|(_, row)| text(*row, "contoso_town"));
        let towns: Vec<String> = towns.collect();
        let above = pairs.iter().filter_map(|(row, _)| calls(parent_of(row)));
        let above = sum(above.collect());
        let values = (
            count(pairs.len()),
            sum(linked.clone()),
            linked.iter().min().copied(),
            linked.iter().max().copied(),
            count(towns.len()),
            count(towns.iter().collect::<BTreeSet<_>>().len()),
            above,
        );
        (key, values)
    });
    groups.collect()
}

/// Returns the groups that the XML of the query means, as the query reads them.
fn found<R>(link: R, rows: &[Row], plan: Plan) -> BTreeMap<Key, Values>
where
    R: Joinable<From = ContosoDepot, To = ContosoDepot> + Join + LinkConditions,
{
    let d = ContosoDepot::columns();
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    let number = link.linked_column(d.contoso_calls);
    let town = link.linked_column(d.contoso_town);
    let mut groups = ContosoDepot::fetch_groups()
        .group_by((d.contoso_town, link.linked_column(d.contoso_name)))
        .compute((
            Total::count(),
            number.clone().sum(),
            number.clone().min(),
            number.max(),
            town.clone().count_values(),
            town.count_distinct(),
            up.column(d.contoso_calls).sum(),
        ));
    let least = plan.more_than.map(|least| d.contoso_calls.gt(least));
    groups = match (plan.is_outer, least) {
        (true, Some(least)) => groups.link(link.outer().filter(least)),
        (true, None) => groups.link(link.outer()),
        (false, Some(least)) => groups.link(link.inner().filter(least)),
        (false, None) => groups.link(link.inner()),
    };
    if plan.has_below {
        groups = groups.require(down.exists());
    }
    groups = match plan.condition {
        Condition::None => groups,
        Condition::OwnName(name) => groups.filter(d.contoso_name.eq(name)),
        Condition::LinkedTownIsNull => groups.filter(link.linked_row(d.contoso_town.is_null())),
        Condition::LinkedCallsAtMost(most) => {
            groups.filter(link.linked_row(d.contoso_calls.le(most)))
        }
    };
    let xml = lines(&groups.to_request().expect("no errors"));
    let xml: String = xml.lines().map(str::trim).collect();
    let database = Database::from([("contoso_depot".to_owned(), rows.to_vec())]);
    let body = body(&grouped_by_fetch(&database, &xml.replace('\'', "\"")));
    let response = Response::new(200, [("OData-Version", "4.0")], body);
    let groups = response.groups(&groups).expect("groups");
    let groups = groups.into_iter().map(|group| (group.key, group.totals));
    groups.collect()
}

#[test]
fn random_groups_are_those_of_the_rows() {
    let d = ContosoDepot::columns();
    let mut random = Random::new(11);
    let mut count = 0;
    for _ in 0..3_000 {
        let rows = depots(&mut random);
        let plan = plan(&mut random);
        let found = match plan.way {
            Way::Up => found(
                ContosoDepot::many_to_one().contoso_parent_depot,
                &rows,
                plan,
            ),
            Way::Down => found(
                ContosoDepot::one_to_many().contoso_depot_depots,
                &rows,
                plan,
            ),
            Way::Named => found(d.contoso_town.link_to(d.contoso_name), &rows, plan),
        };
        assert_eq!(found, expected(&rows, plan), "{plan:?}\n{rows:?}");
        count += found.len();
    }
    assert!(count > 2_000, "{count} groups");
}
