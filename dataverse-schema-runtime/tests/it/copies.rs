//! New rows with the values of others.

use dataverse_schema::prelude::*;
use dataverse_schema::rule::Rule;
use dataverse_schema::value::Uuid;

use crate::parcels::contoso_parcel::ContosoParcel;
use crate::parcels::tables::Contact;

const ID: &str = "4026be43-6b69-e111-8f65-78e7d1620f5e";

fn parcel(lookups: &str) -> ContosoParcel {
    let body = format!(
        r#"{{"@odata.etag":"W/\"1\"","contoso_parcelid":"{ID}","contoso_name":"Box","contoso_pieces":3,"contoso_contents":"1,5","contoso_label":"{ID}","contoso_label_name":"a.pdf","contoso_photo":"aGk=","contoso_notes":null,"contoso_fee":2.50,"contoso_locked":{{"Value":true}},"statecode":1,"statuscode":7,{lookups},"new_other":1}}"#
    );
    serde_json::from_str(&body).expect("a row")
}

#[test]
fn copy_has_what_a_create_request_can_set() {
    let row = parcel(&format!(
        r#""_contoso_carrier_value":"{ID}","_contoso_lastcourier_value":"{ID}","_contoso_recipient_value":"{ID}","_contoso_recipient_value@Microsoft.Dynamics.CRM.lookuplogicalname":"contact""#
    ));
    let copy = ContosoParcel::create_from(&row);
    assert_eq!(
        copy.body().expect("it can be written").as_str(),
        format!(
            r#"{{"contoso_Carrier@odata.bind":"/contoso_carriers({ID})","contoso_Recipient_contact@odata.bind":"/contacts({ID})","contoso_contents":"1,5","contoso_name":"Box","contoso_pieces":3}}"#
        )
    );
}

#[test]
fn copy_can_be_changed() {
    let c = ContosoParcel::columns();
    let row = parcel(&format!(r#""_contoso_carrier_value":"{ID}""#));
    let other: Id<Contact> = Id::new(Uuid::nil());
    let copy = ContosoParcel::create_from(&row)
        .set(c.contoso_name, "Other")
        .clear(c.contoso_carrier)
        .bind(c.contoso_recipient, other);
    let body: serde_json::Value =
        serde_json::from_str(copy.body().expect("it can be written").as_str()).expect("JSON");
    assert_eq!(body["contoso_name"], "Other");
    assert_eq!(body["contoso_Carrier"], serde_json::Value::Null);
    assert_eq!(
        body["contoso_Recipient_contact@odata.bind"],
        format!("/contacts({})", Uuid::nil())
    );
}

/// The operation `InitializeFrom` returns a row like this.
#[test]
fn bound_lookups_are_copied() {
    let row = parcel(&format!(
        r#""contoso_Carrier@odata.bind":"contoso_carriers({ID})","contoso_Recipient_contact@odata.bind":"contacts({ID})","ownerid@odata.bind":"/systemusers({ID})","other@odata.bind":"others({ID})""#
    ));
    let copy = ContosoParcel::create_from(&row);
    let body: serde_json::Value =
        serde_json::from_str(copy.body().expect("it can be written").as_str()).expect("JSON");
    let lookup = |name: &str| body[format!("{name}@odata.bind")].clone();
    assert_eq!(
        lookup("contoso_Carrier"),
        format!("/contoso_carriers({ID})")
    );
    assert_eq!(
        lookup("contoso_Recipient_contact"),
        format!("/contacts({ID})")
    );
    assert_eq!(lookup("ownerid"), format!("/systemusers({ID})"));
    assert_eq!(lookup("other"), serde_json::Value::Null);
    assert_eq!(body["contoso_name"], "Box");
}

#[test]
fn a_row_of_an_unknown_entity_set_is_an_error() {
    // The page has one relationship for the owners of all tables.
    let row = parcel(&format!(r#""ownerid@odata.bind":"/others({ID})""#));
    let copy = ContosoParcel::create_from(&row);
    let invalid = copy.validate().expect_err("the table isn't known");
    let table = "owner".to_owned();
    assert_eq!(invalid.failures()[0].rule(), &Rule::NoEntitySet { table });
}

#[test]
fn lookup_to_an_unknown_table_is_an_error() {
    let row = parcel(&format!(r#""_contoso_recipient_value":"{ID}""#));
    let copy = ContosoParcel::create_from(&row);
    let invalid = copy.validate().expect_err("the table isn't known");
    assert_eq!(invalid.failures()[0].rule(), &Rule::NoTable);
    assert!(copy.body().is_err());
}
