//! Links to other tables.

use dataverse_schema::prelude::*;
use dataverse_schema::query::fetch::Joined;

use super::assert_fetch;
use super::schema::{Account, Contact, SystemUser, Team};

#[test]
fn lookups_are_linked() {
    let contact = Account::many_to_one().primarycontactid;
    let fetch = Account::unlisted()
        .fetch()
        .select(Account::columns().name)
        .link(contact.inner().select(Contact::columns().full_name));
    let entity = "<entity name='account'>
    <attribute name='name' />
    <link-entity name='contact'
      from='contactid'
      to='primarycontactid'
      link-type='inner'
      alias='contact'>
      <attribute name='fullname' />
    </link-entity>
  </entity>";
    assert_fetch(&fetch, &format!("<fetch>{entity}</fetch>"));
    assert_fetch(&fetch.top(5), &format!("<fetch top='5'>{entity}</fetch>"));
}

#[test]
fn lists_are_linked() {
    let accounts = Contact::one_to_many().account_primary_contact;
    let fetch = Contact::unlisted()
        .fetch()
        .select(Contact::columns().full_name)
        .link(accounts.inner().select(Account::columns().name));
    let entity = "<entity name='contact'>
    <attribute name='fullname' />
    <link-entity name='account'
     from='primarycontactid'
     to='contactid'
     alias='account'>
      <attribute name='name' />
    </link-entity>
  </entity>";
    assert_fetch(&fetch, &format!("<fetch>{entity}</fetch>"));
    assert_fetch(&fetch.top(5), &format!("<fetch top='5'>{entity}</fetch>"));
}

/// `intersect` only says that no columns of the table are returned: the same example is shown with
/// it and without.
#[test]
fn many_to_many_is_linked_over_its_table() {
    let teams = SystemUser::many_to_many().teammembership_association;
    let fetch = SystemUser::unlisted()
        .fetch()
        .select(SystemUser::columns().full_name)
        .link(teams.inner().select(Team::columns().name));
    let entity = "<entity name='systemuser'>
      <attribute name='fullname' />
      <link-entity name='teammembership'
         from='systemuserid'
         to='systemuserid'
         intersect='true' >
         <link-entity name='team'
            from='teamid'
            to='teamid'
            link-type='inner'
            alias='team'>
            <attribute name='name' />
         </link-entity>
      </link-entity>
   </entity>";
    let without = entity.replace("intersect='true' ", "");
    assert_fetch(&fetch, &format!("<fetch>{without}</fetch>"));
    assert_fetch(&fetch.top(2), &format!("<fetch top='2'>{entity}</fetch>"));
}

#[test]
fn rows_with_equal_values_are_linked() {
    let (a, c) = (Account::columns(), Contact::columns());
    let fetch = Account::unlisted()
        .fetch()
        .select(a.name)
        .link(a.name.link_to(c.full_name).inner().select(c.full_name));
    assert_fetch(
        &fetch,
        "<fetch>
   <entity name='account'>
     <attribute name='name' />
     <link-entity name='contact'
       from='fullname'
       to='name'
       link-type='inner'
       alias='contact'>
       <attribute name='fullname' />
     </link-entity>
   </entity>
 </fetch>",
    );
}

/// The documented link returns nothing. A typed one returns the linked row, at least its key.
#[test]
fn rows_without_linked_rows_are_found() {
    let (a, c) = (Account::columns(), Contact::columns());
    let contacts = Account::one_to_many().contact_customer_accounts;
    let fetch = Account::unlisted()
        .fetch()
        .select(a.name)
        .order_by(a.name.asc())
        .link(contacts.outer().select(c.contact_id))
        .filter(contacts.linked_row(c.parent_customer_id.is_null()));
    assert_fetch(
        &fetch,
        "<fetch>
   <entity name='account'>
      <attribute name='name' />
      <order attribute='name' />
      <link-entity name='contact'
         from='parentcustomerid'
         to='accountid'
         link-type='outer'
         alias='contact'>
         <attribute name='contactid' />
      </link-entity>
      <filter type='and'>
         <condition entityname='contact'
            attribute='parentcustomerid'
            operator='null' />
      </filter>
   </entity>
</fetch>",
    );
}

#[test]
fn required_links_are_subqueries() {
    let accounts = Contact::one_to_many().account_primary_contact;
    let inactive = || {
        Account::columns()
            .state_code
            .eq(super::schema::account::StateCode::from_value(1))
    };
    let contacts = || {
        Contact::unlisted()
            .fetch()
            .select(Contact::columns().full_name)
    };
    for (fetch, kind) in [
        (
            contacts().require(accounts.exists().filter(inactive())),
            "exists",
        ),
        (
            contacts().require(accounts.in_subquery().filter(inactive())),
            "in",
        ),
    ] {
        let documented = format!(
            "<fetch>
   <entity name='contact'>
      <attribute name='fullname' />
      <link-entity name='account'
         from='primarycontactid'
         to='contactid'
         link-type='{kind}'>
         <filter type='and'>
            <condition attribute='statecode'
               operator='eq'
               value='1' />
         </filter>
      </link-entity>
   </entity>
</fetch>"
        );
        assert_fetch(&fetch, &documented);
    }
}

#[test]
fn first_linked_row_is_found() {
    let (a, accounts) = (
        Account::columns(),
        Contact::one_to_many().account_primary_contact,
    );
    let fetch = Contact::unlisted()
        .fetch()
        .select(Contact::columns().full_name)
        .link(accounts.first_match().select((a.account_id, a.name)));
    assert_fetch(
        &fetch,
        "<fetch>
   <entity name='contact'>
      <attribute name='fullname' />
      <link-entity name='account'
         from='primarycontactid'
         to='contactid'
         link-type='matchfirstrowusingcrossapply'>
         <attribute name='accountid' />
         <attribute name='name' />
      </link-entity>
   </entity>
</fetch>",
    );
    // The names that the documentation lists, with values of our own.
    let body = r#"{"value": [{
        "fullname": "Susanna", "contactid": "70bf4d48-34cb-ed11-b596-0022481d68cd",
        "AccountId": "78914942-34cb-ed11-b596-0022481d68cd", "Name": "Litware"
    }]}"#;
    let rows: Rows<Joined<Contact, (Account,)>> = serde_json::from_str(body).expect("rows");
    assert_eq!(rows[0].linked.0.name.as_deref(), Some("Litware"));
    let without = body.replace("AccountId", "OtherId");
    let rows: Result<Rows<Joined<Contact, (Account,)>>, _> = serde_json::from_str(&without);
    let missing = rows.expect_err("no row").to_string();
    assert!(
        missing.contains("missing row of table `account`"),
        "{missing}"
    );
}
