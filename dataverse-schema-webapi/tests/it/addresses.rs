//! Addresses of rows: ids, alternate keys, keys with a partition, in every kind of request.

use dataverse_schema::batch::ChangeSet;
use dataverse_schema::prelude::*;
use dataverse_schema::rule::{Checks, Rule};
use dataverse_schema::table::AlternateKey;
use dataverse_schema::value::Uuid;

use crate::sent::{base, header, shown};

mod schema {
    dataverse_schema::include_schema!(
        [
            "contoso_carrier.md",
            "contoso_depot.md",
            "contoso_reading.md"
        ],
        dir = "../tests/pages"
    );
}
use schema::{ContosoCarrier, ContosoDepot, ContosoReading};

const ID: Uuid = Uuid::from_u128(0x7891_4942_34cb_ed11_b596_0022_481d_68cd);
const OTHER: Uuid = Uuid::from_u128(0x39e0_dbe4_131b_e111_ba7e_78e7_d162_0f5e);

fn depot(name: &str) -> AlternateKey<ContosoDepot> {
    AlternateKey::new(ContosoDepot::columns().contoso_name, name).expect("supported characters")
}

fn reading() -> AlternateKey<ContosoReading> {
    let c = ContosoReading::columns();
    AlternateKey::new(c.contoso_reading_id, Id::new(ID))
        .and_then(|key| key.and(c.partition_id, "device-001"))
        .expect("supported characters")
}

#[test]
fn every_request_takes_a_key() {
    let c = ContosoDepot::columns();
    let unlisted = ContosoDepot::unlisted();
    let carriers = ContosoDepot::many_to_many().contoso_depot_carriers;
    let parent = ContosoDepot::many_to_one().contoso_parent_depot;
    let path = "contoso_depots(contoso_name='A%20%C3%B6')";
    let key = || depot("A ö");
    let requests = [
        (
            ContosoDepot::retrieve(key())
                .into_request()
                .expect("no errors"),
            format!("GET {path}"),
        ),
        (unlisted.delete(key()), format!("DELETE {path}")),
        (
            c.contoso_town.get(key()),
            format!("GET {path}/contoso_town"),
        ),
        (
            c.contoso_town.get_raw(key()),
            format!("GET {path}/contoso_town/$value"),
        ),
        (
            c.contoso_town.put(key(), "t").expect("no violations"),
            format!("PUT {path}/contoso_town {{\"value\":\"t\"}}"),
        ),
        (
            c.contoso_town.delete(key()).expect("no violations"),
            format!("DELETE {path}/contoso_town"),
        ),
        (
            carriers.path(key()).references(),
            format!("GET {path}/contoso_depot_carriers/$ref"),
        ),
        (
            parent.path(key()).unlisted().set(&base(), key()),
            format!(
                "PUT {path}/contoso_ParentDepot/$ref \
                 {{\"@odata.id\":\"https://contoso.api.crm.dynamics.com/api/data/v9.2/{path}\"}}"
            ),
        ),
        (
            carriers.path(key()).unlisted().disassociate(
                AlternateKey::new(ContosoCarrier::columns().contoso_name, "c").expect("plain"),
            ),
            format!("DELETE {path}/contoso_depot_carriers(contoso_name='c')/$ref"),
        ),
        (
            ContosoDepot::update(key())
                .set(c.contoso_town, "t")
                .into_request()
                .expect("valid"),
            format!("PATCH {path} {{\"contoso_town\":\"t\"}}"),
        ),
        (
            ContosoDepot::upsert(key())
                .set(c.contoso_town, "t")
                .into_request()
                .expect("valid"),
            format!("PATCH {path} {{\"contoso_town\":\"t\"}}"),
        ),
    ];
    for (request, expected) in requests {
        assert_eq!(shown(&request), expected);
    }
}

#[test]
fn update_by_key_is_an_update() {
    let c = ContosoDepot::columns();
    let strict = Checks::default().deny_missing();
    let update = ContosoDepot::update(depot("A")).set(c.contoso_town, "t");
    let request = update
        .into_request_with(&strict)
        .expect("nothing is missing");
    assert_eq!(header(&request, "If-Match"), Some("*"));
    let upsert = ContosoDepot::upsert(depot("A")).set(c.contoso_town, "t");
    let request = upsert.into_request().expect("valid");
    assert_eq!(header(&request, "If-Match"), None);
}

#[test]
fn body_leaves_out_what_the_key_contains() {
    let (c, readings) = (ContosoDepot::columns(), ContosoReading::columns());
    let parent =
        AlternateKey::new(c.contoso_parent_depot, Id::<ContosoDepot>::new(OTHER)).expect("an id");
    let upserts = [
        ContosoDepot::upsert(depot("A"))
            .set(c.contoso_name, "A")
            .set(c.contoso_town, "t"),
        ContosoDepot::upsert(parent.clone())
            .bind(c.contoso_parent_depot, Id::<ContosoDepot>::new(OTHER))
            .set(c.contoso_town, "t"),
        ContosoDepot::upsert(Id::new(ID))
            .set(c.contoso_depot_id, Id::new(ID))
            .set(c.contoso_town, "t"),
    ];
    for upsert in upserts {
        let body = upsert.body().expect("it can be written");
        assert_eq!(body.as_str(), r#"{"contoso_town":"t"}"#);
    }
    let bulk = ContosoReading::upsert_multiple([ContosoReading::upsert(reading())
        .replace()
        .set(readings.partition_id, "device-001")
        .set(readings.contoso_value, 7)]);
    assert_eq!(
        shown(&bulk.expect("valid")),
        format!(
            "POST contoso_readings/Microsoft.Dynamics.CRM.UpsertMultiple {{\"Targets\":[{{\"@odata.type\":\"Microsoft.Dynamics.CRM.contoso_reading\",\
             \"contoso_readingid\":\"{ID}\",\"partitionid\":\"device-001\",\"contoso_value\":7}}]}}"
        )
    );
}

#[test]
fn value_other_than_the_key_of_an_upsert_is_an_error() {
    let c = ContosoDepot::columns();
    let key = "A".to_owned();
    let other = ContosoDepot::upsert(depot("A")).set(c.contoso_name, "B");
    let invalid = other.clone().into_request().expect_err("another value");
    assert_eq!(
        invalid.failures()[0].rule(),
        &Rule::KeyDiffers { key: key.clone() }
    );
    let invalid = ContosoDepot::unlisted()
        .upsert_multiple([other])
        .expect_err("another value");
    assert_eq!(
        invalid.as_slice()[0].invalid.failures()[0].rule(),
        &Rule::KeyDiffers { key: key.clone() }
    );
    let cleared = ContosoDepot::upsert(depot("A")).clear(c.contoso_name);
    assert_eq!(
        cleared.body().expect_err("another value").failures()[0].rule(),
        &Rule::KeyDiffers { key }
    );
    // An update may change the key.
    let renamed = ContosoDepot::update(depot("A")).set(c.contoso_name, "B");
    assert_eq!(
        shown(&renamed.into_request().expect("valid")),
        "PATCH contoso_depots(contoso_name='A') {\"contoso_name\":\"B\"}"
    );
}

#[test]
fn unsupported_characters_of_a_key_are_errors() {
    let c = ContosoDepot::columns();
    for character in "/<>*%&:\\?+".chars() {
        let text = format!("A{character}B");
        let error = AlternateKey::new(c.contoso_name, &text).expect_err("an unsupported character");
        assert_eq!(error.rule(), &Rule::KeyCharacter(character));
        let key = AlternateKey::new_unchecked(c.contoso_name, &text).expect("a key");
        ContosoDepot::update(key).into_request().expect("unchecked");
    }
    let error = AlternateKey::new(c.contoso_name, "A/B").expect_err("a slash");
    assert_eq!(
        error.to_string(),
        "contoso_name: the service doesn't support `/` in an alternate key: filter rows by this column instead, \
         or use `AlternateKey::new_unchecked`"
    );
    // `#` is supported in URLs, but not in a body.
    let bound = ContosoDepot::create().bind(c.contoso_parent_depot, depot("A#B"));
    let invalid = bound.into_request().expect_err("an unsupported character");
    assert_eq!(invalid.failures()[0].rule(), &Rule::KeyCharacter('#'));
    assert_eq!(
        shown(&ContosoDepot::unlisted().delete(depot("A#B"))),
        "DELETE contoso_depots(contoso_name='A%23B')"
    );
    let key = AlternateKey::new_unchecked(c.contoso_name, "A#B").expect("a key");
    let bound = ContosoDepot::create().bind(c.contoso_parent_depot, key);
    bound.into_request().expect("unchecked");
}

#[test]
fn bound_key_is_not_percent_encoded() {
    let c = ContosoDepot::columns();
    let bound = ContosoDepot::create().bind(c.contoso_parent_depot, depot("O'Hare ö@1"));
    assert_eq!(
        bound.body().expect("valid").as_str(),
        r#"{"contoso_ParentDepot@odata.bind":"/contoso_depots(contoso_name='O''Hare ö@1')"}"#
    );
}

#[test]
fn primary_key_alone_has_no_name() {
    let c = ContosoDepot::columns();
    let key = AlternateKey::new(c.contoso_depot_id, Id::new(ID)).expect("an id");
    assert_eq!(
        shown(&ContosoDepot::unlisted().delete(key)),
        format!("DELETE contoso_depots({ID})")
    );
}

#[test]
fn elastic_row_has_a_partition() {
    let c = ContosoReading::columns();
    let path = format!("contoso_readings(contoso_readingid={ID},partitionid='device-001')");
    let new = ContosoReading::create()
        .set(c.partition_id, "device-001")
        .set(c.contoso_value, 7);
    assert_eq!(
        shown(&new.into_request().expect("valid")),
        "POST contoso_readings {\"partitionid\":\"device-001\",\"contoso_value\":7}"
    );
    let update = ContosoReading::update(reading()).set(c.contoso_value, 7);
    assert_eq!(
        shown(&update.clone().into_request().expect("valid")),
        format!("PATCH {path} {{\"contoso_value\":7}}")
    );
    let deleted = ContosoReading::delete_multiple([reading()]);
    let target = format!(
        "\"@odata.type\":\"Microsoft.Dynamics.CRM.contoso_reading\",\"contoso_readingid\":\"{ID}\",\"partitionid\":\"device-001\""
    );
    assert_eq!(
        shown(&deleted),
        format!(
            "POST contoso_readings/Microsoft.Dynamics.CRM.DeleteMultiple {{\"Targets\":[{{{target}}}]}}"
        )
    );
    let updated = ContosoReading::update_multiple([update]).expect("valid");
    assert_eq!(
        shown(&updated),
        format!(
            "POST contoso_readings/Microsoft.Dynamics.CRM.UpdateMultiple {{\"Targets\":[{{{target},\"contoso_value\":7}}]}}"
        )
    );
}

#[test]
fn replacing_upsert_is_asked_for() {
    let c = ContosoReading::columns();
    let upsert = || ContosoReading::upsert(reading()).set(c.contoso_value, 7);
    let invalid = upsert()
        .into_request_with(&Checks::none())
        .expect_err("it erases the others");
    assert_eq!(invalid.failures()[0].rule(), &Rule::ReplacesRow);
    assert!(
        invalid.to_string().contains("call `replace()`"),
        "{invalid}"
    );
    ContosoReading::upsert_multiple([upsert()]).expect_err("it erases the others");
    serde_json::to_string(&upsert()).expect_err("it erases the others");
    let request = upsert().replace().into_request().expect("it was asked for");
    assert_eq!(header(&request, "If-Match"), None);
    let standard = ContosoDepot::upsert(Id::new(ID)).into_request();
    standard.expect("standard tables keep their columns");
}

#[test]
fn content_id_is_updated_and_related() {
    let (c, carriers) = (ContosoDepot::columns(), ContosoCarrier::columns());
    let mut set = ChangeSet::new();
    let depot = set
        .create(ContosoDepot::create().set(c.contoso_name, "D"))
        .expect("valid");
    let carrier = set
        .create(ContosoCarrier::create().set(carriers.contoso_name, "C"))
        .expect("valid");
    let update = ContosoDepot::update(depot).set(c.contoso_town, "t");
    assert_eq!(
        shown(&update.into_request().expect("valid")),
        "PATCH $1 {\"contoso_town\":\"t\"}"
    );
    let related = ContosoDepot::many_to_many()
        .contoso_depot_carriers
        .path(depot);
    assert_eq!(
        shown(&related.unlisted().associate(&base(), carrier)),
        "POST $1/contoso_depot_carriers/$ref {\"@odata.id\":\"$2\"}"
    );
}
