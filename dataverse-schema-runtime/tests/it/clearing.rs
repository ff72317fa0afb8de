//! Lookups with several targets are cleared over one relationship.

use dataverse_schema::prelude::*;
use dataverse_schema::rule::Rule;
use dataverse_schema::value::Uuid;
use dataverse_schema::{Changes, Table};

use crate::parcels::ContosoCarrier;
use crate::parcels::contoso_parcel::ContosoParcel;

const ID: Uuid = Uuid::from_u128(0x7891_4942_34cb_ed11_b596_0022_481d_68cd);

/// The same page where only one of the lookup's targets has a known entity set.
mod contacts {
    dataverse_schema::include_schema!(
        "contoso_parcel.md",
        dir = "../tests/pages",
        entity_sets(contact = "contacts")
    );
}

/// A page on which the relationships of a lookup share a navigation property.
pub(crate) mod shared {
    dataverse_schema::include_schema!(
        "contoso_tag.md",
        dir = "../tests/pages",
        entity_sets(account = "accounts", contact = "contacts")
    );
}

fn body<T: Table, M>(changes: &Changes<T, M>) -> String {
    changes.body().expect("it can be written").to_string()
}

fn parcel(recipient: &str) -> ContosoParcel {
    let json = format!(r#"{{"contoso_parcelid": "{ID}"{recipient}}}"#);
    serde_json::from_str(&json).expect("a row")
}

#[test]
fn unknown_target_is_cleared_over_a_table_that_is_known() {
    let c = ContosoParcel::columns();
    let cleared = ContosoParcel::update(Id::new(ID)).clear(c.contoso_recipient);
    assert_eq!(body(&cleared), r#"{"contoso_Recipient_account":null}"#);
    let c = contacts::ContosoParcel::columns();
    let cleared = contacts::ContosoParcel::update(Id::new(ID)).clear(c.contoso_recipient);
    assert_eq!(body(&cleared), r#"{"contoso_Recipient_contact":null}"#);
}

#[test]
fn relationship_to_clear_over_can_be_chosen() {
    let (c, to) = (ContosoParcel::columns(), ContosoParcel::many_to_one());
    let update = || ContosoParcel::update(Id::new(ID));
    let contact = update().clear_over(to.contoso_recipient_contact);
    assert_eq!(body(&contact), r#"{"contoso_Recipient_contact":null}"#);
    // The last change of the lookup counts.
    let both = contact.clear_over(to.contoso_recipient_account);
    assert_eq!(body(&both), r#"{"contoso_Recipient_account":null}"#);
    let bound = both.bind(c.contoso_carrier, Id::<ContosoCarrier>::new(ID));
    assert_eq!(
        body(&bound.clear_over(to.contoso_carrier)),
        r#"{"contoso_Recipient_account":null,"contoso_Carrier":null}"#
    );
}

#[test]
fn diff_clears_the_lookup_over_its_known_target() {
    let c = ContosoParcel::columns();
    let cleared = |old: &ContosoParcel| {
        let mut new = old.clone();
        new.set_null(c.contoso_recipient);
        body(&Changes::diff(Id::new(ID), old, &new))
    };
    let annotations = [
        r#""_contoso_recipient_value@Microsoft.Dynamics.CRM.associatednavigationproperty": "contoso_Recipient_contact""#,
        r#""_contoso_recipient_value@Microsoft.Dynamics.CRM.lookuplogicalname": "contact""#,
    ];
    for annotation in annotations {
        let old = parcel(&format!(
            r#", {annotation}, "_contoso_recipient_value": "{ID}""#
        ));
        assert_eq!(cleared(&old), r#"{"contoso_Recipient_contact":null}"#);
    }
    let unknown = parcel(&format!(r#", "_contoso_recipient_value": "{ID}""#));
    assert_eq!(cleared(&unknown), r#"{"contoso_Recipient_account":null}"#);
    let foreign = parcel(&format!(
        r#", "_contoso_recipient_value@Microsoft.Dynamics.CRM.lookuplogicalname": "lead", "_contoso_recipient_value": "{ID}""#
    ));
    assert_eq!(cleared(&foreign), r#"{"contoso_Recipient_account":null}"#);
}

#[test]
fn every_cleared_lookup_has_one_property() {
    let c = ContosoParcel::columns();
    let to_many = ContosoCarrier::one_to_many().contoso_parcel_carrier;
    let child = ContosoParcel::create().clear(c.contoso_recipient);
    assert_eq!(body(&child), r#"{"contoso_Recipient_account":null}"#);
    let parent = ContosoCarrier::create().insert(to_many, child);
    assert_eq!(
        body(&parent),
        r#"{"contoso_parcel_carrier":[{"contoso_Recipient_account":null}]}"#
    );
    let required = ContosoParcel::update(Id::new(ID)).clear(c.owner_id);
    let invalid = required.validate().expect_err("an owner is required");
    assert!(matches!(invalid.failures()[0].rule(), Rule::Required(_)));
    assert_eq!(body(&required), r#"{"ownerid":null}"#);
}

#[test]
fn tables_can_share_a_navigation_property() {
    use shared::tables::{Account, Contact};
    let c = shared::ContosoTag::columns();
    let update = || shared::ContosoTag::update(Id::new(ID));
    let account = update().bind(c.contoso_tagged, Id::<Account>::new(ID));
    assert_eq!(
        body(&account),
        format!(r#"{{"contoso_Tagged@odata.bind":"/accounts({ID})"}}"#)
    );
    let contact = update().bind(c.contoso_tagged, Id::<Contact>::new(ID));
    assert_eq!(
        body(&contact),
        format!(r#"{{"contoso_Tagged@odata.bind":"/contacts({ID})"}}"#)
    );
}
