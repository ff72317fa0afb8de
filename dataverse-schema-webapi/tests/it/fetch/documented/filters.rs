//! Filters of rows and by linked rows.

use dataverse_schema::prelude::*;
use dataverse_schema::query::fetch::FetchFilter;

use super::schema::account::StateCode as AccountState;
use super::schema::contact::StateCode as ContactState;
use super::schema::email::StateCode as EmailState;
use super::schema::incident::StatusCode as IncidentStatus;
use super::schema::{Account, Contact, Email, Incident};
use super::{assert_condition, assert_fetch};

#[test]
fn conditions_are_combined() {
    let a = Account::columns();
    let city = |name: &str| a.address1_city.eq(name);
    assert_fetch(
        &Account::unlisted()
            .fetch()
            .select(a.name)
            .filter(city("Redmond")),
        "<fetch>
   <entity name='account'>
      <attribute name='name' />
      <filter type='and'>
         <condition attribute='address1_city'
            operator='eq'
            value='Redmond' />
      </filter>
   </entity>
</fetch>",
    );
    let fetch = || {
        Account::unlisted()
            .fetch()
            .select((a.name, a.address1_city))
    };
    assert_fetch(
        &fetch().filter(city("Redmond").or(city("Seattle")).or(city("Bellevue"))),
        "<fetch>
   <entity name='account'>
      <attribute name='name' />
      <attribute name='address1_city' />
      <filter type='or'>
         <condition attribute='address1_city'
            operator='eq'
            value='Redmond' />
         <condition attribute='address1_city'
            operator='eq'
            value='Seattle' />
         <condition attribute='address1_city'
            operator='eq'
            value='Bellevue' />
      </filter>
   </entity>
</fetch>",
    );
    assert_fetch(
        &fetch().filter(a.address1_city.is_in(["Redmond", "Seattle", "Bellevue"])),
        "<fetch>
   <entity name='account'>
      <attribute name='name' />
      <attribute name='address1_city' />
      <filter type='and'>
         <condition attribute='address1_city'
            operator='in'>
            <value>Redmond</value>
            <value>Seattle</value>
            <value>Bellevue</value>
         </condition>
      </filter>
   </entity>
</fetch>",
    );
}

#[test]
fn operators_have_parameters() {
    let a = Account::columns();
    assert_condition(
        a.owner_id.equal_user_id(),
        "<condition attribute='ownerid'\n   operator='eq-userid' />",
    );
    assert_condition(
        a.state_code.eq(AccountState::from_value(0)),
        "<condition attribute='statecode'\n   operator='eq'\n   value='0' />",
    );
    assert_condition(
        a.number_of_employees.between(6, 20),
        "<condition attribute=\"numberofemployees\"
   operator=\"between\">
   <value>6</value>
   <value>20</value>
</condition>",
    );
}

#[test]
fn linked_rows_are_filtered_after_the_join() {
    let account = Contact::many_to_one().parentcustomerid_account;
    let fetch = Contact::unlisted()
        .fetch()
        .select(Contact::columns().full_name)
        .filter(account.column(Account::columns().fax).is_null());
    assert_fetch(
        &fetch,
        "<fetch>
  <entity name='contact'>
    <attribute name='fullname' />
    <filter>
      <condition entityname='a'
        attribute='fax'
        operator='null' />
    </filter>
    <link-entity name='account'
      from='accountid'
      to='parentcustomerid'
      link-type='outer'
      alias='a' />
  </entity>
</fetch>",
    );
}

#[test]
fn columns_are_compared() {
    let (c, a) = (Contact::columns(), Account::columns());
    assert_fetch(
        &Contact::unlisted()
            .fetch()
            .select(c.first_name)
            .filter(c.first_name.eq_column(c.last_name)),
        "<fetch>
   <entity name='contact' >
      <attribute name='firstname' />
      <filter>
         <condition attribute='firstname'
            operator='eq'
            valueof='lastname' />
      </filter>
   </entity>
</fetch>",
    );
    let account = Contact::many_to_one().parentcustomerid_account;
    assert_fetch(
        &Contact::unlisted()
            .fetch()
            .select((c.contact_id, c.full_name))
            .filter(c.full_name.eq_related(account.column(a.name)))
            .link(account.outer().select(a.name)),
        "<fetch>
   <entity name='contact'>
      <attribute name='contactid' />
      <attribute name='fullname' />
      <filter type='and'>
         <condition attribute='fullname'
            operator='eq'
            valueof='acct.name' />
      </filter>
      <link-entity name='account'
         from='accountid'
         to='parentcustomerid'
         link-type='outer'
         alias='acct'>
         <attribute name='name' />
      </link-entity>
   </entity>
</fetch>",
    );
}

#[test]
fn links_are_conditions() {
    let accounts = Contact::one_to_many().account_primary_contact;
    let contoso = || Account::columns().name.eq("Contoso");
    let c = Contact::columns();
    let contacts = || Contact::unlisted().fetch().select(c.full_name);
    assert_fetch(
        &contacts().filter(
            accounts
                .link_any(contoso())
                .or(c.state_code.eq(ContactState::from_value(1))),
        ),
        "<fetch>
   <entity name='contact'>
      <attribute name='fullname' />
      <filter type='or'>
         <link-entity name='account'
            from='primarycontactid'
            to='contactid'
            link-type='any'>
            <filter type='and'>
               <condition attribute='name'
                  operator='eq'
                  value='Contoso' />
            </filter>
         </link-entity>
         <condition attribute='statecode'
            operator='eq'
            value='1' />
      </filter>
   </entity>
</fetch>",
    );
    assert_fetch(
        &contacts().filter(accounts.link_any(())),
        "<fetch>
  <entity name='contact'>
    <attribute name='fullname' />
    <filter type='and'>
      <link-entity name='account'
       from='primarycontactid'
       to='contactid'
       link-type='any'>
      </link-entity>
    </filter>
  </entity>
</fetch>",
    );
    for (condition, kind) in [
        (accounts.link_not_any(contoso()), "not any"),
        (accounts.link_not_all(contoso()), "not all"),
        (accounts.link_all(contoso()), "all"),
    ] {
        let documented = format!(
            "<fetch>
   <entity name='contact'>
      <attribute name='fullname' />
      <filter type='and'>
         <link-entity name='account'
            from='primarycontactid'
            to='contactid'
            link-type='{kind}'>
            <filter type='and'>
               <condition attribute='name'
                  operator='eq'
                  value='Contoso' />
            </filter>
         </link-entity>
      </filter>
   </entity>
</fetch>"
        );
        assert_fetch(&contacts().filter(condition), &documented);
    }
}

const PHONE: &str = "555-123-4567";

#[test]
fn results_of_conditions_are_united() {
    let (a, c, e, i) = (
        Account::columns(),
        Contact::columns(),
        Email::columns(),
        Incident::columns(),
    );
    let links = |to: &str| {
        format!(
            "<link-entity name=\"account\"
         from=\"accountid\"
         to=\"{to}\"
         link-type=\"outer\"
         alias=\"ac\" />
      <link-entity name=\"contact\"
         from=\"contactid\"
         to=\"{to}\"
         link-type=\"outer\"
         alias=\"co\" />"
        )
    };
    let phones = "<filter type=\"or\"
            hint=\"union\">
            <condition attribute=\"telephone1\"
               operator=\"eq\"
               value=\"555-123-4567\"
               entityname=\"ac\" />
            <condition attribute=\"telephone1\"
               operator=\"eq\"
               value=\"555-123-4567\"
               entityname=\"co\" />
         </filter>";
    let regarding = Email::many_to_one();
    let account = regarding.regardingobjectid_account_email;
    let contact = regarding.regardingobjectid_contact_email;
    let either = account
        .column(a.telephone1)
        .eq(PHONE)
        .or(contact.column(c.telephone1).eq(PHONE));
    assert_fetch(
        &Email::unlisted()
            .fetch()
            .select((e.activity_id, e.subject))
            .filter((
                e.subject.matches("Alert:%"),
                e.state_code.eq(EmailState::from_value(0)),
                FetchFilter::from(either).with_union_hint(),
            )),
        &format!(
            "<fetch>
   <entity name=\"email\">
      <attribute name=\"activityid\" />
      <attribute name=\"subject\" />
      <filter type=\"and\">
         <condition attribute=\"subject\"
            operator=\"like\"
            value=\"Alert:%\" />
         <condition attribute=\"statecode\"
            operator=\"eq\"
            value=\"0\" />
         {phones}
      </filter>
      {}
   </entity>
</fetch>",
            links("regardingobjectid")
        ),
    );
    let customer = Incident::many_to_one();
    let account = customer.customerid_account;
    let contact = customer.customerid_contact;
    let either = account
        .column(a.telephone1)
        .eq(PHONE)
        .or(contact.column(c.telephone1).eq(PHONE));
    assert_fetch(
        &Incident::unlisted()
            .fetch()
            .select((i.incident_id, i.title))
            .filter((
                i.ticket_number.matches("Case%"),
                i.status_code.eq(IncidentStatus::from_value(1)),
                FetchFilter::from(either).with_union_hint(),
            )),
        &format!(
            "<fetch >
      <entity name=\"incident\">
            <attribute name=\"incidentid\" />
            <attribute name=\"title\" />
            <filter type=\"and\">
                  <condition attribute=\"ticketnumber\"
                        operator=\"like\"
                        value=\"Case%\" />
                  <condition attribute=\"statuscode\"
                        operator=\"eq\"
                        value=\"1\" />
                  {phones}
            </filter>
            {}
      </entity>
</fetch>",
            links("customerid")
        ),
    );
}

#[test]
fn rows_are_found_quickly() {
    let a = Account::columns();
    let pattern = "4%";
    let found = a
        .telephone2
        .matches(pattern)
        .or(a.telephone1.matches(pattern))
        .or(a.e_mail_address1.matches(pattern))
        .or(a.account_number.matches(pattern))
        .or(a.name.matches(pattern));
    let fetch = Account::unlisted()
        .fetch()
        .select((
            a.account_id,
            a.name,
            a.account_number,
            a.primary_contact_id,
            a.address1_city,
            a.telephone1,
            a.e_mail_address1,
        ))
        .filter((
            found.with_quick_find(),
            a.state_code.eq(AccountState::from_value(0)),
        ))
        .order_by(a.name.asc());
    // The documentation writes two filters side by side, which both have to match.
    assert_fetch(
        &fetch,
        "<fetch>
           <entity name='account'>
              <attribute name='accountid' />
              <attribute name='name' />
              <attribute name='accountnumber' />
              <attribute name='primarycontactid' />
              <attribute name='address1_city' />
              <attribute name='telephone1' />
              <attribute name='emailaddress1' />
              <filter><filter type='or'
                 isquickfindfields='1'>
                 <condition attribute='telephone2'
                    operator='like'
                    value='4%' />
                 <condition attribute='telephone1'
                    operator='like'
                    value='4%' />
                 <condition attribute='emailaddress1'
                    operator='like'
                    value='4%' />
                 <condition attribute='accountnumber'
                    operator='like'
                    value='4%' />
                 <condition attribute='name'
                    operator='like'
                    value='4%' />
              </filter>
              <condition attribute='statecode'
                    operator='eq'
                    value='0' />
              </filter>
              <order attribute='name'
              descending='false' />
           </entity>
        </fetch>",
    );
}
