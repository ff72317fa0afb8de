//! Facts of a page about columns, and lookups whose page lacks their relationships or targets.

use dataverse_schema::info::RequiredLevel;
use dataverse_schema::prelude::*;
use dataverse_schema::row::IntoValue;
use dataverse_schema::rule::{Checks, Rule};
use dataverse_schema::value::Uuid;
use dataverse_schema::{Changes, Lookup, Reference};

mod schema {
    dataverse_schema::include_schema!(
        ["contoso_ledger.md", "contoso_carrier.md"],
        dir = "../tests/pages"
    );
}
/// The same page in another language, with descriptions.
mod full {
    dataverse_schema::include_schema!(
        "contoso_ledger.md",
        dir = "../tests/pages",
        descriptions = full,
        language = 1036
    );
}
/// Generated code doesn't warn of its own use of deprecated items.
#[deny(warnings)]
mod warned {
    dataverse_schema::include_schema!(
        "contoso_ledger.md",
        dir = "../tests/pages",
        deprecated = warn
    );
}
use dataverse_schema::info::{BooleanLabels, ColumnKind};
use schema::contoso_ledger::ContosoStage;
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
        let is_updatable = name != "contoso_origin";
        assert!(column.valid_for_create, "{name}");
        assert_eq!(column.valid_for_update, is_updatable, "{name}");
    }
    let source = ContosoLedger::columns().contoso_source.info();
    assert!(!source.is_writable());
}

#[test]
fn lookup_without_a_relationship_is_never_missing() {
    let c = ContosoLedger::columns();
    let strict = Checks::default()
        .deny_missing()
        .required(c.contoso_keeper, RequiredLevel::SystemRequired);
    let new = ContosoLedger::create();
    let missing = new.validate_with(&strict).err();
    let missing = missing.iter().flat_map(|invalid| invalid.failures());
    let warned = new.warnings(&Checks::default());
    let mut names = missing
        .chain(&warned)
        .map(|failure| failure.column().logical_name);
    assert!(names.all(|name| name != "contoso_keeper" && name != "ownerid"));
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

fn direction(kind: ColumnKind) -> &'static BooleanLabels {
    match kind {
        ColumnKind::Boolean { labels } => labels,
        kind => panic!("{kind:?} is a Boolean column"),
    }
}

#[test]
fn boolean_columns_have_labels() {
    let labels = direction(ContosoLedger::columns().contoso_direction.info().kind);
    assert_eq!(
        (labels.true_label, labels.false_label),
        ("Outgoing", "Incoming")
    );
    assert_eq!(
        (labels.label(true), labels.label(false)),
        ("Outgoing", "Incoming")
    );
    assert_eq!(labels.label_in(true, 1031), Some("Ausgehend"));
    assert_eq!(labels.label_in(false, 1031), Some("Eingehend"));
    assert_eq!(labels.label_in(false, 1036), None);
}

#[test]
fn labels_in_the_language_of_the_page_are_those_of_the_page() {
    let table = ContosoLedger::info();
    let column = ContosoLedger::columns().contoso_direction.info();
    assert_eq!(table.label_in(1033), Some("Ledger"));
    assert_eq!(column.label_in(1033), Some("Direction"));
    assert_eq!(column.label_in(1031), Some("Richtung"));
    assert_eq!(
        direction(column.kind).label_in(true, 1033),
        Some("Outgoing")
    );
    assert_eq!(ContosoStage::Open.label_in(1033), Some("Open"));
    assert_eq!(ContosoStage::Open.label_in(1031), Some("Offen"));
    assert_eq!(ContosoStage::Void.label_in(1031), None);
    assert_eq!(ContosoStage::from_value(9).label_in(1033), None);

    let french = full::ContosoLedger::info();
    assert_eq!(
        (french.language, french.label_in(1036)),
        (1036, Some("Ledger"))
    );
    let column = french.column("contoso_direction").expect("the page has it");
    assert_eq!(
        (column.label_in(1036), column.label_in(1033)),
        (Some("Direction"), None)
    );
    assert_eq!(
        direction(column.kind).label_in(true, 1036),
        Some("Outgoing")
    );
    use full::contoso_ledger::ContosoStage as Stage;
    assert_eq!(
        (Stage::Open.label_in(1036), Stage::Open.label_in(1033)),
        (Some("Open"), None)
    );
}

#[test]
fn columns_have_formats() {
    let format = |name: &str| ContosoLedger::info().column(name).expect("a column").format;
    for (name, expected) in [
        ("contoso_mail", "Email"),
        ("contoso_name", "Text"),
        // The name of the format is more exact.
        ("contoso_oldcode", "Json"),
        ("contoso_closedon", "DateOnly"),
        ("month1", ""),
    ] {
        assert_eq!(format(name), expected, "{name}");
    }
}

#[test]
fn deprecated_items_are_known_at_run_time() {
    assert!(ContosoLedger::info().deprecated && !ContosoCarrier::info().deprecated);
    let columns = ContosoLedger::info().columns.iter();
    let deprecated = columns.filter(|column| column.deprecated);
    let names: Vec<&str> = deprecated.map(|column| column.logical_name).collect();
    assert_eq!(names, ["contoso_closedon", "contoso_oldcode"]);
}

#[test]
fn descriptions_are_an_option() {
    let table = full::ContosoLedger::info();
    assert_eq!(
        table.description,
        "Records what is bought. This table is deprecated."
    );
    let description = |name: &str| table.column(name).expect("a column").description;
    assert_eq!(
        description("contoso_name"),
        "Name of the ledger. It is shown in lists."
    );
    assert_eq!(description("contoso_mail"), "Where questions go.");
    assert_eq!(description("contoso_stage"), "");
    let without = ContosoLedger::info();
    assert_eq!(without.description, "");
    assert!(
        without
            .columns
            .iter()
            .all(|column| column.description.is_empty())
    );
}
