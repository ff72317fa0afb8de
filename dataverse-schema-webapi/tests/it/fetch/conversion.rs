//! Queries as FetchXML: random ones return the same rows in both forms.

mod evaluate_odata;
pub(super) mod rows;

use dataverse_schema::Query;
use dataverse_schema::prelude::*;
use dataverse_schema::query::fetch::Fetch;
use dataverse_schema::query::{FetchError, Filter, Order, QueryError};
use test_support::random::Random;

use self::rows::{NAMES, depots};
use super::schema::{ContosoCarrier, ContosoDepot};
use super::xml;
use crate::evaluation::{Database, found_by_fetch};

fn name(random: &mut Random) -> &'static str {
    random.pick(&NAMES).expect("a name")
}

fn number(random: &mut Random) -> i32 {
    i32::try_from(random.below(5)).expect("a small number")
}

/// Returns a condition on depots. Only those on the queried rows follow lookups and use query
/// functions.
fn condition(random: &mut Random, depth: usize, is_own: bool) -> Filter<ContosoDepot> {
    let c = ContosoDepot::columns();
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    macro_rules! text {
        ($method:ident $arguments:tt) => {
            if random.below(2) == 0 {
                c.contoso_name.$method $arguments
            } else {
                c.contoso_town.$method $arguments
            }
        };
    }
    let kinds = if depth == 0 { 10 } else { 15 };
    match random.below(if is_own { kinds + 4 } else { kinds }) {
        0 => text!(eq(name(random))),
        1 => text!(ne(name(random))),
        2 => c.contoso_calls.gt(number(random)),
        3 => c.contoso_calls.ge(number(random)),
        4 => c.contoso_calls.lt(number(random)),
        5 => c.contoso_calls.le(number(random)),
        6 => text!(is_null()),
        7 => c.contoso_parent_depot.is_not_null(),
        8 => text!(contains(&name(random)[..1])),
        9 => text!(starts_with(&name(random)[..1])),
        10 if depth > 0 => {
            condition(random, depth - 1, is_own).and(condition(random, depth - 1, is_own))
        }
        11 if depth > 0 => {
            condition(random, depth - 1, is_own).or(condition(random, depth - 1, is_own))
        }
        12 if depth > 0 => !condition(random, depth - 1, false),
        13 if depth > 0 => down.any(condition(random, depth - 1, false)),
        14 if depth > 0 => down.all(condition(random, depth - 1, false)),
        kind if is_own => match kind % 4 {
            0 => c.contoso_calls.is_in([number(random), number(random)]),
            1 => c.contoso_name.is_not_in([name(random)]),
            2 => up.column(c.contoso_name).eq(name(random)),
            _ => up.then(up).column(c.contoso_calls).le(number(random)),
        },
        _ => down.any_row(),
    }
}

fn order(random: &mut Random) -> Order<ContosoDepot> {
    let c = ContosoDepot::columns();
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    match random.below(4) {
        0 => c.contoso_calls.desc(),
        1 => c.contoso_name.asc(),
        2 => c.contoso_town.asc(),
        _ => up.column(c.contoso_name).desc(),
    }
}

#[test]
fn random_queries_return_the_same_rows() {
    let mut random = Random::new(7);
    let mut found = 0;
    let mut unlike = 0;
    for _ in 0..3_000 {
        let rows = depots(&mut random);
        let mut query = ContosoDepot::query().filter(condition(&mut random, 3, true));
        for _ in 0..random.below(3) {
            query = query.order_by(order(&mut random));
        }
        // The id makes the order complete.
        query = query.order_by(ContosoDepot::columns().contoso_depot_id.asc());
        if random.below(3) == 0 {
            query = query.top(3);
        }
        if query.check().is_err() {
            continue;
        }
        let fetch = Fetch::try_from(query.clone()).expect("no expansions");
        let by_odata = evaluate_odata::found(&rows, &query.to_string());
        let xml: String = xml(&fetch).lines().map(str::trim).collect();
        let database = Database::from([("contoso_depot".to_owned(), rows.clone())]);
        let by_fetch = found_by_fetch(&database, &xml.replace('\'', "\""));
        assert_eq!(by_odata, by_fetch, "{query}\n{fetch}\n{rows:?}");
        found += by_odata.len();
        unlike += rows.len() - by_odata.len();
    }
    assert!(
        found > 3_000 && unlike > 3_000,
        "{found} rows, {unlike} not"
    );
}

#[test]
fn options_are_kept() {
    let c = ContosoDepot::columns();
    let query = ContosoDepot::query()
        .select(c.contoso_name)
        .page_size(20)
        .count();
    let fetch = Fetch::try_from(query).expect("no expansions");
    assert_eq!(
        xml(&fetch),
        "<fetch count='20' returntotalrecordcount='true'>
  <entity name='contoso_depot'>
    <attribute name='contoso_name'/>
  </entity>
</fetch>
"
    );
}

#[test]
fn other_queries_are_errors() {
    let errors = |query: Query<ContosoDepot>| {
        let errors = Fetch::try_from(query).expect_err("errors");
        errors.as_slice().to_vec()
    };
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    let id = Id::<ContosoDepot>::new(dataverse_schema::value::Uuid::from_u128(1));
    assert_eq!(
        errors(ContosoDepot::query().expand(down)),
        [QueryError::Fetch(FetchError::Expansion {
            navigation_property: "contoso_depot_depots"
        })]
    );
    assert!(matches!(
        errors(down.path(id).query())[..],
        [QueryError::Fetch(FetchError::NotOfTable { .. })]
    ));
    // Conditions over many-to-many relationships are errors of the query in FetchXML.
    let carriers = ContosoDepot::many_to_many().contoso_depot_carriers;
    let active = ContosoCarrier::columns().contoso_name.eq("Fox");
    for condition in [
        carriers.any_row(),
        carriers.any(active.clone()),
        carriers.all(active.clone()),
        !carriers.any(active),
    ] {
        let fetch = Fetch::try_from(ContosoDepot::query().filter(condition)).expect("a fetch");
        let errors = fetch.to_request().expect_err("an unknown intersect table");
        assert!(
            errors
                .to_string()
                .contains("use `relationship.link_any(condition)`"),
            "{errors}"
        );
    }
    let tracked = Fetch::try_from(ContosoDepot::query().track_changes());
    assert_eq!(
        tracked.expect_err("an error").as_slice(),
        [QueryError::Fetch(FetchError::Tracked)]
    );
}
