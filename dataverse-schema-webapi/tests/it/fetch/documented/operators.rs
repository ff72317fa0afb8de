//! The examples of operators, and of counted child rows.

use dataverse_schema::prelude::*;
use dataverse_schema::value::Uuid;

use super::assert_fetch;
use super::schema::{Account, Incident, Opportunity, Order};

#[test]
fn fiscal_periods_are_found() {
    let o = Order::columns();
    let date = o.date_fulfilled;
    for (condition, documented) in [
        (
            date.in_fiscal_period(3),
            "operator=\"in-fiscal-period\"\n            value=\"3\" />",
        ),
        (
            date.in_fiscal_period_and_year(3, 2023),
            "operator=\"in-fiscal-period-and-year\">
            <value>3</value>
            <value>2023</value>
         </condition>",
        ),
        (
            date.last_fiscal_period(),
            "operator=\"last-fiscal-period\" />",
        ),
    ] {
        let fetch = Order::unlisted().fetch().select(o.name).filter(condition);
        let documented = format!(
            "<fetch>
   <entity name=\"order\">
      <attribute name=\"name\" />
      <filter type=\"and\">
         <condition attribute=\"datefulfilled\"
            {documented}
      </filter>
   </entity>
</fetch>"
        );
        assert_fetch(&fetch, &documented);
    }
    let a = Account::columns();
    assert_fetch(
        &Account::unlisted()
            .fetch()
            .select(a.name)
            .filter(a.created_on.in_fiscal_year(2023)),
        "<fetch>
   <entity name=\"account\">
      <attribute name=\"name\" />
      <filter type=\"and\">
         <condition attribute=\"createdon\"
            operator=\"in-fiscal-year\"
            value=\"2023\" />
      </filter>
   </entity>
</fetch>",
    );
    let o = Opportunity::columns();
    assert_fetch(
        &Opportunity::unlisted()
            .fetch()
            .select(o.name)
            .filter(o.estimated_close_date.next_x_fiscal_years(3)),
        "<fetch>
   <entity name=\"opportunity\">
      <attribute name=\"name\" />
      <filter type=\"and\">
         <condition attribute=\"estimatedclosedate\"
            operator=\"next-x-fiscal-years\"
            value=\"3\" />
      </filter>
   </entity>
</fetch>",
    );
}

#[test]
fn old_rows_are_found() {
    let i = Incident::columns();
    assert_fetch(
        &Incident::unlisted()
            .fetch()
            .select((i.title, i.ticket_number, i.created_on, i.incident_id))
            .filter(i.created_on.older_than_x_minutes(30)),
        "<fetch>
   <entity name=\"incident\">
      <attribute name=\"title\" />
      <attribute name=\"ticketnumber\" />
      <attribute name=\"createdon\" />
      <attribute name=\"incidentid\" />
      <filter type=\"and\">
         <condition attribute=\"createdon\"
            operator=\"olderthan-x-minutes\"
            value=\"30\" />
      </filter>
   </entity>
</fetch>",
    );
}

#[test]
fn child_rows_are_counted() {
    let a = Account::columns();
    assert_fetch(
        &Account::unlisted()
            .fetch()
            .select(a.name)
            .count_children()
            .order_by(a.account_id.desc())
            .top(5),
        "<fetch top='5'>
   <entity name='account'>
      <attribute name='name' />
      <attribute name='accountid'
         alias='numberOfChildren'
         rowaggregate='CountChildren' />
      <order attribute='accountid'
         descending='true' />
   </entity>
</fetch>",
    );
    let id = Uuid::from_u128(0x7891_4942_34cb_ed11_b596_0022_481d_68cd);
    let documented = "<fetch>
  <entity name='account'>
    <attribute name='name' />
    <attribute name='accountid' />
    <attribute name='accountid' rowaggregate='CountChildren' alias='AccountChildren'/>
    <filter type='and'>
      <condition attribute='accountid' operator='under' value='{0}' />
    </filter>
  </entity>
</fetch>";
    assert_fetch(
        &Account::unlisted()
            .fetch()
            .select((a.name, a.account_id))
            .count_children()
            .filter(a.account_id.under(id)),
        &documented.replace("{0}", &id.to_string()),
    );
}
