//! The queries of the sample `UseAggregationInFetchXML`. It names the state by its label, and a
//! typed query by its number.

use dataverse_schema::prelude::*;
use dataverse_schema::query::Total;

use super::assert_groups;
use super::schema::opportunity::StateCode;
use super::schema::{Opportunity, SystemUser};

fn totals(attributes: &str) -> String {
    format!(
        "<fetch distinct='false' mapping='logical' aggregate='true'>
    <entity name='opportunity'>
       {attributes}
    </entity>
</fetch>"
    )
}

const TOTALS: &str = "<attribute name='opportunityid' alias='opportunity_count' aggregate='count'/>
       <attribute name='estimatedvalue' alias='estimatedvalue_sum' aggregate='sum'/>
       <attribute name='estimatedvalue' alias='estimatedvalue_avg' aggregate='avg'/>";

#[test]
fn totals_are_computed() {
    let o = Opportunity::columns();
    let value = o.estimated_value;
    let groups = || Opportunity::unlisted().fetch_groups();
    let one = |name: &str, function: &str| {
        totals(&format!(
            "<attribute name='{name}' alias='total' aggregate={function} />"
        ))
    };
    assert_groups(
        &groups().compute(value.average()),
        &one("estimatedvalue", "'avg'"),
    );
    assert_groups(&groups().compute(Total::count()), &one("name", "'count'"));
    assert_groups(
        &groups().compute(o.name.count_values()),
        &one("name", "'countcolumn'"),
    );
    assert_groups(
        &groups().compute(o.name.count_distinct()),
        &one("name", "'countcolumn' distinct='true'"),
    );
    assert_groups(
        &groups().compute(value.max()),
        &one("estimatedvalue", "'max'"),
    );
    assert_groups(
        &groups().compute(value.min()),
        &one("estimatedvalue", "'min'"),
    );
    assert_groups(
        &groups().compute(value.sum()),
        &one("estimatedvalue", "'sum'"),
    );
    assert_groups(
        &groups().compute((Total::count(), value.sum(), value.average())),
        &totals(TOTALS),
    );
}

#[test]
fn owners_are_keys() {
    let o = Opportunity::columns();
    assert_groups(
        &Opportunity::unlisted()
            .fetch_groups()
            .group_by(o.owner_id)
            .compute(o.name.count_values()),
        &totals(
            "<attribute name='name' alias='opportunity_count' aggregate='countcolumn' />
       <attribute name='ownerid' alias='ownerid' groupby='true' />",
        ),
    );
}

#[test]
fn managers_of_owners_are_keys() {
    let (o, u) = (Opportunity::columns(), SystemUser::columns());
    let owner = o.owner_id.link_to(u.system_user_id);
    assert_groups(
        &Opportunity::unlisted()
            .fetch_groups()
            .link(owner.inner())
            .group_by(owner.linked_column(u.parent_system_user_id))
            .compute(o.name.count_values()),
        &totals(
            "<attribute name='name' alias='opportunity_count' aggregate='countcolumn' />
       <link-entity name='systemuser' from='systemuserid' to='ownerid'>
           <attribute name='parentsystemuserid' alias='managerid' groupby='true' />
       </link-entity>",
        ),
    );
}

#[test]
fn parts_of_dates_are_keys() {
    let o = Opportunity::columns();
    let date = o.actual_close_date;
    let groups = || {
        let won = o.state_code.eq(StateCode::from_value(1));
        let totals = (
            Total::count(),
            o.estimated_value.sum(),
            o.estimated_value.average(),
        );
        Opportunity::unlisted()
            .fetch_groups()
            .compute(totals)
            .filter(won)
    };
    let key = |part: &str| {
        format!(
            "<attribute name='actualclosedate' groupby='true' dategrouping='{part}' alias='{part}' />"
        )
    };
    let documented = |keys: &str| {
        totals(&format!(
            "{TOTALS}{keys}<filter type='and'>
           <condition attribute='statecode' operator='eq' value='1' />
       </filter>"
        ))
    };
    for (part, name) in [
        (date.year(), "year"),
        (date.quarter(), "quarter"),
        (date.month(), "month"),
        (date.week(), "week"),
        (date.day(), "day"),
    ] {
        assert_groups(&groups().group_by(part), &documented(&key(name)));
    }
    let both = groups().group_by((date.quarter(), date.year()));
    let keys = format!("{}{}", key("quarter"), key("year"));
    assert_groups(&both, &documented(&keys));
    let orders = "<order alias='year' descending='false' />
       <order alias='quarter' descending='false' />";
    assert_groups(
        &both.order_by_key(1).order_by_key(0),
        &documented(&format!("{keys}{orders}")),
    );
}
