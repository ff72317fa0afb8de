//! Generated types of a made-up table with every type of column.

use dataverse_schema::prelude::*;

mod gadgets {
    dataverse_schema::include_schema!(
        ["contoso_gadget.md", "contoso_carrier.md"],
        dir = "../tests/pages",
        entity_sets(
            account = "accounts",
            contoso_maker = "contoso_makers",
            systemuser = "systemusers"
        )
    );
}
use gadgets::contoso_gadget::{ContosoColours, ContosoGadget, ContosoKind, StatusCode};
use gadgets::tables;

#[test]
fn types_of_every_kind_of_column() {
    let body = r#"{
        "contoso_gadgetid": "3f1b7c5a-6d2e-ef11-840a-0022482d2c11", "contoso_name": "a", "contoso_notes": null,
        "contoso_count": -5, "contoso_big": 9223372036854775807, "contoso_rate": 0.1000000000, "contoso_depth": 12.5,
        "contoso_price": 20000.0000, "contoso_price_base": 1.5, "contoso_isnew": true,
        "contoso_soldon": "2026-01-01T10:00:00Z", "contoso_checked": "2026-01-01T10:00:00Z", "contoso_birthday": "2026-01-01",
        "contoso_kind": 913560001, "contoso_colours": "1,2", "statecode": 0, "statuscode": 1,
        "_contoso_maker_value": "39e0dbe4-131b-e111-ba7e-78e7d1620f5e",
        "_contoso_owner_value@Microsoft.Dynamics.CRM.lookuplogicalname": "account",
        "_contoso_owner_value": "39e0dbe4-131b-e111-ba7e-78e7d1620f5e",
        "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "team",
        "_ownerid_value": "39e0dbe4-131b-e111-ba7e-78e7d1620f5e",
        "contoso_oftable": "contact", "contoso_manual": "39e0dbe4-131b-e111-ba7e-78e7d1620f5e",
        "contoso_manual_name": "a.pdf", "contoso_photo": "AAAA",
        "contoso_locked": {"Value": true, "CanBeChanged": true, "ManagedPropertyLogicalName": "iscustomizable"}
    }"#;
    let row: ContosoGadget = serde_json::from_str(body).expect("a row");
    let c = ContosoGadget::columns();
    assert_eq!(row.contoso_kind, Some(ContosoKind::LargeWide));
    let details = ContosoKind::Small.details().expect("details");
    assert_eq!((details.color, details.external_value), ("#107c10", "S"));
    assert_eq!(
        ContosoKind::LargeWide.label_in(1031),
        Some("Large | wide (de)")
    );
    assert_eq!(ContosoKind::LargeWide.label_in(1036), None);
    let table = ContosoGadget::info();
    assert_eq!(table.label_in(1031), Some("Gerät"));
    assert_eq!(table.labels[0].description, "Etwas Nützliches.");
    assert_eq!(table.collection_labels[0].label, "Geräte");
    assert_eq!(
        c.contoso_price_base.info().formula,
        "If(contoso_count > 1 || contoso_isnew,\n    contoso_price * 2,\n    contoso_price)"
    );
    assert_eq!(
        c.contoso_name.info().auto_number,
        "G-{SEQNUM:5}-{RANDSTRING:2}"
    );
    assert!(c.contoso_name.info().has_default);
    let written = serde_json::to_string(&row).expect("valid JSON");
    assert!(
        written.contains("\"contoso_rate\":0.1000000000"),
        "{written}"
    );
    let again: ContosoGadget = serde_json::from_str(&written).expect("a row");
    assert_eq!(again, row);
    row.validate().expect("no violations");

    let maker = "39e0dbe4-131b-e111-ba7e-78e7d1620f5e"
        .parse()
        .expect("an id");
    let new = ContosoGadget::create()
        .set(c.contoso_name, "b")
        .set(c.contoso_colours, [ContosoColours::Red])
        .bind(c.contoso_maker, Id::<tables::ContosoMaker>::new(maker))
        .set_state_as(
            gadgets::contoso_gadget::StateCode::Active,
            StatusCode::Active,
        );
    assert_eq!(
        new.body().expect("it can be written").as_str(),
        "{\"contoso_name\":\"b\",\"contoso_colours\":\"1\",\"contoso_Maker@odata.bind\":\
         \"/contoso_makers(39e0dbe4-131b-e111-ba7e-78e7d1620f5e)\",\"statecode\":0,\"statuscode\":1}"
    );
    let deep = ContosoGadget::create()
        .set(c.contoso_name, "b")
        .set(c.contoso_depth, 12.6);
    let invalid = deep.validate().expect_err("it is too deep");
    assert!(invalid.to_string().contains("contoso_depth"), "{invalid}");
    let shops = ContosoGadget::many_to_many()
        .contoso_shops
        .path(Id::new(maker));
    assert!(shops.to_string().ends_with("/contoso_shops"));
}
