//! Totals and groups.

use dataverse_schema::prelude::*;
use dataverse_schema::query::Total;

use super::assert_groups;
use super::schema::{Account, Opportunity, Order};

#[test]
fn totals_are_computed() {
    let employees = Account::columns().number_of_employees;
    assert_groups(
        &Account::unlisted().fetch_groups().compute((
            employees.average(),
            Total::count(),
            employees.count_values(),
            employees.max(),
            employees.min(),
            employees.sum(),
        )),
        "<fetch aggregate='true'>
  <entity name='account'>
    <attribute name='numberofemployees'
      alias='Average'
      aggregate='avg' />
    <attribute name='numberofemployees'
      alias='Count'
      aggregate='count' />
    <attribute name='numberofemployees'
      alias='ColumnCount'
      aggregate='countcolumn' />
    <attribute name='numberofemployees'
      alias='Maximum'
      aggregate='max' />
    <attribute name='numberofemployees'
      alias='Minimum'
      aggregate='min' />
    <attribute name='numberofemployees'
      alias='Sum'
      aggregate='sum' />
  </entity>
</fetch>",
    );
    assert_groups(
        &Account::unlisted()
            .fetch_groups()
            .compute(employees.count_distinct()),
        "<fetch aggregate='true'><entity name='account'>
<attribute name='numberofemployees'
   alias='ColumnCount'
   aggregate='countcolumn'
   distinct='true' />
</entity></fetch>",
    );
}

#[test]
fn groups_have_keys() {
    let a = Account::columns();
    assert_groups(
        &Account::unlisted()
            .fetch_groups()
            .group_by(a.address1_city)
            .compute((a.number_of_employees.sum(), Total::count()))
            .order_by_key(0),
        "<fetch aggregate='true'>
   <entity name='account'>
      <attribute name='numberofemployees'
         alias='Total'
         aggregate='sum' />
      <attribute name='address1_city'
         alias='Count'
         aggregate='count' />
      <attribute name='address1_city'
         alias='City'
         groupby='true' />
      <order alias='City' />
   </entity>
</fetch>",
    );
}

#[test]
fn parts_of_dates_are_keys() {
    let a = Account::columns();
    let date = a.created_on;
    assert_groups(
        &Account::unlisted()
            .fetch_groups()
            .group_by((
                date.day(),
                date.week(),
                date.month(),
                date.year(),
                date.fiscal_period(),
                date.fiscal_year(),
            ))
            .compute(a.number_of_employees.sum())
            .order_by_key(2),
        "<fetch aggregate='true'>
   <entity name='account'>
      <attribute name='numberofemployees'
         alias='Total'
         aggregate='sum' />
      <attribute name='createdon'
         alias='Day'
         groupby='true'
         dategrouping='day' />
      <attribute name='createdon'
         alias='Week'
         groupby='true'
         dategrouping='week' />
      <attribute name='createdon'
         alias='Month'
         groupby='true'
         dategrouping='month' />
      <attribute name='createdon'
         alias='Year'
         groupby='true'
         dategrouping='year' />
      <attribute name='createdon'
         alias='FiscalPeriod'
         groupby='true'
         dategrouping='fiscal-period' />
      <attribute name='createdon'
         alias='FiscalYear'
         groupby='true'
         dategrouping='fiscal-year' />
      <order alias='Month' />
   </entity>
</fetch>",
    );
    let o = Order::columns();
    assert_groups(
        &Order::unlisted()
            .fetch_groups()
            .group_by(o.date_fulfilled.fiscal_period())
            .compute(o.total_amount.sum()),
        "<fetch aggregate=\"true\">
   <entity name=\"order\">
      <attribute name=\"totalamount\"
         aggregate=\"sum\"
         alias=\"total\" />
      <attribute name=\"datefulfilled\"
         groupby=\"true\"
         dategrouping=\"fiscal-period\" />
   </entity>
</fetch>",
    );
}

#[test]
fn rows_are_limited() {
    assert_groups(
        &Opportunity::unlisted()
            .fetch_groups()
            .compute(Total::count())
            .limit_rows(10),
        "<fetch aggregate='true'
   aggregatelimit = '10'>
   <entity name='opportunity'>
      <attribute name='name'
         alias='opportunity_count'
         aggregate='count' />
   </entity>
</fetch>",
    );
}
