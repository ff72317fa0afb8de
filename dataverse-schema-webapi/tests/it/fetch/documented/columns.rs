//! Columns, and options of the query.

use dataverse_schema::prelude::*;
use dataverse_schema::query::fetch::QueryHint;

use super::assert_fetch;
use super::schema::Account;

#[test]
fn columns_are_selected() {
    let a = Account::columns();
    let columns = Account::unlisted().fetch().select((
        a.account_classification_code,
        a.created_by,
        a.created_on,
        a.name,
    ));
    let attributes = "<entity name='account'>
    <attribute name='accountclassificationcode' />
    <attribute name='createdby' />
    <attribute name='createdon' />
    <attribute name='name' />
  </entity>";
    assert_fetch(&columns, &format!("<fetch>{attributes}</fetch>"));
    assert_fetch(
        &columns.top(5),
        &format!("<fetch top='5'>{attributes}</fetch>"),
    );
}

#[test]
fn rows_are_limited() {
    assert_fetch(
        &Account::unlisted()
            .fetch()
            .select(Account::columns().name)
            .top(5),
        "<fetch top='5'>
  <entity name='account'>
      <attribute name='name' />
  </entity>
</fetch>",
    );
}

#[test]
fn all_columns_are_returned_by_default() {
    let all = Account::unlisted().fetch();
    assert_fetch(&all, "<fetch>\n  <entity name='account' />\n</fetch>");
    assert_fetch(
        &all,
        "<fetch><entity name=\"account\">\n   <all-attributes/>\n</entity></fetch>",
    );
}

#[test]
fn hints_are_options() {
    let hinted = Account::unlisted()
        .fetch()
        .hint(QueryHint::HashJoin)
        .hint(QueryHint::DisableRowGoal);
    assert_fetch(
        &hinted,
        "<fetch options='HashJoin,DisableRowGoal'><entity name='account'/></fetch>",
    );
}
