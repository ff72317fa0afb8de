//! Relationships that are found by name at run time.

use dataverse_schema::Changes;
use dataverse_schema::prelude::*;
use dataverse_schema::rule::Rule;
use dataverse_schema::table::{AnyTable, ManyToOne, OneToMany, RelationshipError};

use crate::clearing::shared::{ContosoTag, tables};
use crate::parcels::contoso_carrier::ContosoCarrier;
use crate::parcels::contoso_parcel::ContosoParcel;

#[test]
fn relationships_are_found() {
    type Carrier = ManyToOne<ContosoParcel, ContosoCarrier>;
    for name in ["contoso_parcel_carrier", "contoso_Carrier"] {
        let carrier: Carrier = ContosoParcel::relationship(name).expect("a relationship");
        assert_eq!(carrier.info().schema_name, "contoso_parcel_carrier");
    }
    let error = |name| {
        let found: Result<Carrier, _> = ContosoParcel::relationship(name);
        found.expect_err("no such relationship").to_string()
    };
    assert_eq!(
        error("contoso_carrier"),
        "unknown relationship `contoso_carrier` of table `contoso_parcel`: did you mean `contoso_parcel_carrier`?"
    );
    assert_eq!(
        error("contoso_parcel_recipient_account"),
        "relationship `contoso_parcel_recipient_account` leads to table `account`, not to `contoso_carrier`"
    );
    assert_eq!(
        error(""),
        "unknown relationship `` of table `contoso_parcel`"
    );
    // A relationship of another kind.
    let list: Result<OneToMany<ContosoParcel, AnyTable>, _> =
        ContosoParcel::relationship("contoso_parcel_carrier");
    assert!(matches!(list, Err(RelationshipError::Unknown(_))));
    let any: Result<ManyToOne<ContosoParcel, AnyTable>, _> =
        ContosoParcel::relationship("contoso_parcel_recipient_account");
    assert!(any.is_ok());
}

#[test]
fn lookup_of_a_relationship_is_checked() {
    let over = |name| -> Result<_, Rule> {
        let relationship: ManyToOne<ContosoParcel, ContosoCarrier> =
            ContosoParcel::relationship(name).expect("a relationship");
        let changes = ContosoParcel::create().clear_over(relationship);
        let invalid = changes.body().map(|body| body.as_str().to_owned());
        invalid.map_err(|invalid| invalid.failures()[0].rule().clone())
    };
    assert_eq!(
        over("contoso_parcel_carrier"),
        Ok(r#"{"contoso_Carrier":null}"#.to_owned())
    );
    assert_eq!(over("contoso_parcel_lastcourier"), Err(Rule::NotSettable));
    let courier: ManyToOne<ContosoParcel, ContosoCarrier> =
        ContosoParcel::relationship("contoso_LastCourier").expect("a relationship");
    let inserted = ContosoParcel::create().insert(courier, Changes::<ContosoCarrier, _>::create());
    let invalid = inserted.body().expect_err("a read-only lookup");
    assert_eq!(invalid.failures()[0].rule(), &Rule::NotSettable);
}

#[test]
fn shared_navigation_property_leads_to_the_table_that_is_asked_for() {
    type To<T> = ManyToOne<ContosoTag, T>;
    let account: To<tables::Account> =
        ContosoTag::relationship("contoso_Tagged").expect("an account");
    assert_eq!(account.info().schema_name, "contoso_tag_account");
    let contact: To<tables::Contact> =
        ContosoTag::relationship("contoso_Tagged").expect("a contact");
    assert_eq!(contact.info().schema_name, "contoso_tag_contact");

    let any = |name| ContosoTag::relationship::<To<AnyTable>>(name);
    let error = any("contoso_Tagged").expect_err("two relationships");
    assert_eq!(
        error.to_string(),
        "relationships `contoso_tag_account`, `contoso_tag_contact` have the navigation property `contoso_Tagged`: use a schema name"
    );
    let contact = any("contoso_tag_contact").expect("a schema name");
    assert_eq!(contact.info().table, "contact");
    let tag: Result<To<ContosoTag>, _> = ContosoTag::relationship("contoso_tag_account");
    assert!(matches!(
        tag,
        Err(RelationshipError::OtherTable {
            actual: "account",
            ..
        })
    ));
}
