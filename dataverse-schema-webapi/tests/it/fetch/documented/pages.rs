//! Pages, and their cookies.

use dataverse_schema::prelude::*;

use super::assert_fetch;
use super::schema::{Account, Contact};

#[test]
fn pages_are_counted() {
    let a = Account::columns();
    let fetch = Account::unlisted()
        .fetch()
        .select(a.name)
        .order_by((a.name.asc(), a.account_id.asc()))
        .page_size(3);
    for page in [1, 2] {
        let documented = format!(
            "<fetch count='3' page='{page}'>
  <entity name='account'>
    <attribute name='name' />
    <order attribute='name' />
    <order attribute='accountid' />
  </entity>
</fetch>"
        );
        assert_fetch(&fetch.clone().page(page), &documented);
    }
}

/// The annotations of the first page in the documentation.
const FIRST: &str = r#"{
    "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie": "<cookie pagenumber=\"2\" pagingcookie=\"%253ccookie%2520page%253d%25221%2522%253e%253cfullname%2520last%253d%2522Susanna%2520Stubberod%2520%2528sample%2529%2522%2520first%253d%2522Yvonne%2520McKay%2520%2528sample%2529%2522%2520%252f%253e%253ccontactid%2520last%253d%2522%257b70BF4D48-34CB-ED11-B596-0022481D68CD%257d%2522%2520first%253d%2522%257b49B0BE2E-D01C-ED11-B83E-000D3A572421%257d%2522%2520%252f%253e%253c%252fcookie%253e\" istracking=\"False\" />",
    "@Microsoft.Dynamics.CRM.morerecords": true,
    "value": []
}"#;

#[test]
fn cookies_lead_to_pages() {
    let c = Contact::columns();
    let first = Contact::unlisted()
        .fetch()
        .select((c.full_name, c.job_title, c.annual_income))
        .order_by(c.full_name.desc())
        .page_size(3)
        .page(1);
    let entity = "<entity name='contact'>
    <attribute name='fullname' />
    <attribute name='jobtitle' />
    <attribute name='annualincome' />
    <order descending='true' attribute='fullname' />
  </entity>";
    assert_fetch(
        &first,
        &format!("<fetch count='3' page='1'>{entity}</fetch>"),
    );
    let rows: Rows<Contact> = serde_json::from_str(FIRST).expect("rows");
    let second = first.next_page(&rows).expect("a cookie").expect("a page");
    let cookie = "&lt;cookie page=\"1\"&gt;&lt;fullname last=\"Susanna Stubberod (sample)\" \
        first=\"Yvonne McKay (sample)\" /&gt;&lt;contactid last=\"{70BF4D48-34CB-ED11-B596-0022481D68CD}\" \
        first=\"{49B0BE2E-D01C-ED11-B83E-000D3A572421}\" /&gt;&lt;/cookie&gt;";
    assert_fetch(
        &second,
        &format!("<fetch count='3' page='2' paging-cookie='{cookie}'>{entity}</fetch>"),
    );
}
