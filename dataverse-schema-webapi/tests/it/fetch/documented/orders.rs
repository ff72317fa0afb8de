//! Orders of rows, and of linked rows.

use dataverse_schema::prelude::*;

use super::assert_fetch;
use super::schema::Account;

#[test]
fn rows_are_ordered() {
    let a = Account::columns();
    let fetch = || {
        Account::unlisted()
            .fetch()
            .select((a.name, a.account_number, a.created_on))
    };
    let entity = |orders: &str| {
        format!(
            "<fetch>
  <entity name='account'>
    <attribute name='name' />
    <attribute name='accountnumber' />
    <attribute name='createdon' />
    {orders}
  </entity>
</fetch>"
        )
    };
    assert_fetch(
        &fetch().order_by((a.created_on.asc(), a.name.asc(), a.account_number.asc())),
        &entity(
            "<order attribute='createdon' />
    <order attribute='name' />
    <order attribute='accountnumber' />",
        ),
    );
    assert_fetch(
        &fetch().order_by((a.account_number.asc(), a.created_on.asc(), a.name.asc())),
        &entity(
            "<order attribute='accountnumber' />
<order attribute='createdon' />
<order attribute='name' />",
        ),
    );
    assert_fetch(
        &Account::unlisted()
            .fetch()
            .select((a.name, a.created_on))
            .order_by(a.created_on.desc()),
        "<fetch>
  <entity name='account'>
    <attribute name='name' />
    <attribute name='createdon' />
    <order attribute='createdon' descending='true' />
  </entity>
</fetch>",
    );
}

/// The examples give the linked column an alias, which a typed query doesn't.
#[test]
fn linked_rows_are_ordered() {
    let (a, parent) = (Account::columns(), Account::many_to_one().parentaccountid);
    let fetch = || {
        Account::unlisted()
            .fetch()
            .select((a.name, a.account_number, a.created_on))
    };
    assert_fetch(
        &fetch()
            .link(parent.inner().select(a.name).order_by(a.name.asc()))
            .order_by(a.name.asc()),
        "<fetch>
  <entity name='account'>
    <attribute name='name' />
    <attribute name='accountnumber' />
    <attribute name='createdon' />
    <link-entity name='account'
      from='accountid'
      to='parentaccountid'
      link-type='inner'
      alias='parentaccount'>
      <attribute name='name' />
      <order attribute='name' />
    </link-entity>
    <order attribute='name' />
  </entity>
</fetch>",
    );
    assert_fetch(
        &fetch()
            .link(parent.inner().select(a.name))
            .order_by((parent.column(a.name).asc(), a.name.asc())),
        "<fetch>
  <entity name='account'>
    <attribute name='name' />
    <attribute name='accountnumber' />
    <attribute name='createdon' />
    <link-entity name='account'
      from='accountid'
      to='parentaccountid'
      link-type='inner'
      alias='parentaccount'>
      <attribute name='name' />
    </link-entity>
    <order entityname='parentaccount'
      attribute='name' />
    <order attribute='name' />
  </entity>
</fetch>",
    );
}
