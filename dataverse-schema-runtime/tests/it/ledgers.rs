//! Facts of a page about columns, and lookups whose page lacks their relationships or targets.

use dataverse_schema::prelude::*;
use dataverse_schema::rule::Rule;
use dataverse_schema::value::{IntoValue, Uuid};
use dataverse_schema::{Changes, Lookup, Reference};

mod schema {
    dataverse_schema::include_schema!(
        ["contoso_ledger.md", "contoso_carrier.md"],
        dir = "../tests/pages"
    );
}
use schema::{ContosoCarrier, ContosoLedger};

const ID: Uuid = Uuid::from_u128(0x7891_4942_34cb_ed11_b596_0022_481d_68cd);

#[test]
fn lookup_without_a_relationship_is_writable() {
    for name in [
        "contoso_keeper",
        "contoso_buyer",
        "contoso_origin",
        "ownerid",
    ] {
        let column = ContosoLedger::info().column(name).expect("the page has it");
        assert!(column.valid_for_create && column.valid_for_update, "{name}");
    }
    let source = ContosoLedger::columns().contoso_source.info();
    assert!(!source.is_writable());
}

#[test]
fn difference_of_a_lookup_without_a_relationship_is_an_error() {
    let mut old = ContosoLedger::default();
    let mut new = ContosoLedger::default();
    new.contoso_keeper = Some(Lookup::new(Reference::new(ID)));
    let rules = |old: &ContosoLedger, new: &ContosoLedger| -> Vec<Rule> {
        let invalid = Changes::diff(Id::new(ID), old, new).body();
        let invalid = invalid.expect_err("the lookup can't be written");
        let failures = invalid.failures().iter();
        failures.map(|failure| failure.rule().clone()).collect()
    };
    let table = |table: &str| Rule::NoNavigationProperty {
        table: table.to_owned(),
    };
    assert_eq!(rules(&old, &new), [table("contoso_carrier")]);
    std::mem::swap(&mut old, &mut new);
    new.set_null(ContosoLedger::columns().contoso_keeper);
    assert_eq!(rules(&old, &new), [table("")]);
}

#[test]
fn lookup_without_targets_accepts_rows_of_all_tables() {
    let c = ContosoLedger::columns();
    let carrier = Id::<ContosoCarrier>::new(ID);
    let new = ContosoLedger::create().bind(c.ownerid, carrier);
    assert_eq!(
        new.body().expect("it can be written").as_str(),
        format!(r#"{{"ownerid@odata.bind":"/contoso_carriers({ID})"}}"#)
    );
    let ledger = ContosoLedger {
        contoso_origin: Some(carrier.into_value()),
        contoso_source: Some(ID.into_value()),
        ..Default::default()
    };
    let origin = ledger.contoso_origin.as_ref().expect("it was set");
    assert_eq!(origin.id_of::<ContosoCarrier>(), Some(carrier));
    let source = ledger.contoso_source.as_ref().expect("it was set");
    assert_eq!((source.uuid(), source.table()), (ID, None));
    ledger.validate().expect("any table is a target");
}
