//! Damages valid requests of the library, and expects the book to name the violated rule.

use std::collections::BTreeSet;

use dataverse_schema::batch::{Batch, ChangeSet};
use dataverse_schema::prelude::*;
use dataverse_schema::request::{BaseUrl, BlockUpload};
use dataverse_schema::table::AlternateKey;
use dataverse_schema::value::{Image, Uuid};
use test_support::book::{Intent, Sent, rules};

use super::schema::contoso_gadget::StatusCode;
use super::schema::{
    ContosoCall, ContosoCarrier, ContosoDepot, ContosoGadget, ContosoParcel, ContosoReading, tables,
};
use super::{BOOK, sent};

const ID: Uuid = Uuid::from_u128(0x7891_4942_34cb_ed11_b596_0022_481d_68cd);

/// Valid requests.
struct Valid {
    create: Sent,
    update: Sent,
    upsert: Sent,
    by_key: Sent,
    gadget: Sent,
    reading: Sent,
    replacing: Sent,
    query: Sent,
    aggregate: Sent,
    fetch: Sent,
    call: Sent,
    bulk: Sent,
    reference: Sent,
    lookup: Sent,
    put: Sent,
    block: Sent,
    begin: Sent,
    batch: Sent,
}

/// A damaged request, with the name of the rule that it violates.
type Damage = (&'static str, Sent);

fn base() -> BaseUrl {
    "https://contoso.api.crm.dynamics.com"
        .parse()
        .expect("a valid URL")
}

fn valid() -> Valid {
    let (c, r) = (ContosoDepot::columns(), ContosoReading::columns());
    let (g, p) = (ContosoGadget::columns(), ContosoParcel::columns());
    let id = Id::<ContosoDepot>::new(ID);
    let key = || AlternateKey::new(c.contoso_name, "A ö").expect("supported characters");
    let full = || {
        ContosoDepot::create()
            .set(c.contoso_name, "North")
            .set(c.contoso_calls, 7)
            .set(
                c.contoso_opened_on,
                "2026-01-31T12:00:00Z"
                    .parse::<dataverse_schema::DateTime>()
                    .expect("a date"),
            )
            .bind(c.contoso_parent_depot, key())
    };
    let mut set = ChangeSet::new();
    let created = set.create(full()).expect("valid");
    let town = ContosoDepot::update(created).set(c.contoso_town, "t");
    set.add(town.into_request().expect("valid"));
    let query = || {
        let parcels = ContosoParcel::unlisted().query();
        parcels
            .select((p.contoso_name, p.owner_id))
            .filter(p.contoso_pieces.gt(1))
            .order_by(p.contoso_name.asc())
    };
    let batch = Batch::new().request(query().into_request().expect("no errors"));
    let depots = ContosoDepot::many_to_many().contoso_depot_carriers;
    let carrier = Id::<ContosoCarrier>::new(ID);
    let parent = ContosoDepot::many_to_one().contoso_parent_depot.path(id);
    let gadget = ContosoGadget::update(Id::new(ID))
        .set(g.contoso_price, dataverse_schema::Decimal::from(12))
        .set_state(StatusCode::Inactive)
        .bind(g.contoso_owner, Id::<tables::Account>::new(ID));
    let reading = ContosoReading::create()
        .set(r.contoso_scan, Image::from_base64("iVBORw0K"))
        .set(r.contoso_place, "x");
    let call = ContosoCall::columns();
    let call = ContosoCall::create().add_party(call.from, Id::<tables::Account>::new(ID));
    let expected = "a valid request";
    let paged = query().page_size(50).into_request().expect(expected);
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let fetch = ContosoDepot::fetch()
        .select(c.contoso_name)
        .link(up.outer().select(c.contoso_name))
        .require(up.exists())
        .filter(c.contoso_calls.gt(1))
        .page_size(50);
    let sums = ContosoParcel::unlisted().aggregate();
    let sums = sums
        .group_by(p.contoso_service)
        .compute(p.contoso_pieces.sum());
    Valid {
        create: sent(&full().into_request().expect(expected)),
        update: sent(
            &ContosoDepot::update(id)
                .set(c.contoso_town, "t")
                .into_request()
                .expect(expected),
        ),
        upsert: sent(
            &ContosoDepot::upsert(id)
                .set(c.contoso_town, "t")
                .into_request()
                .expect(expected),
        ),
        by_key: sent(
            &ContosoDepot::upsert(key())
                .set(c.contoso_town, "t")
                .into_request()
                .expect(expected),
        ),
        gadget: sent(&gadget.into_request().expect(expected)),
        reading: sent(&reading.into_request().expect(expected)),
        replacing: sent(
            &ContosoReading::upsert(Id::new(ID))
                .replace()
                .set(r.contoso_value, 7)
                .into_request()
                .expect(expected),
        ),
        query: sent(&paged),
        fetch: sent(&fetch.to_request().expect(expected)),
        aggregate: sent(&sums.to_request().expect(expected)),
        call: sent(&call.into_request().expect(expected)),
        bulk: sent(
            &ContosoDepot::unlisted()
                .create_multiple([full()])
                .expect(expected),
        ),
        reference: sent(&depots.path(id).unlisted().associate(&base(), carrier)),
        lookup: sent(&parent.unlisted().set(&base(), id)),
        block: sent(&BlockUpload::new("t").block(b"abc").expect(expected)),
        begin: sent(&p.contoso_label.begin_block_download(Id::new(ID))),
        put: sent(&c.contoso_town.put(id, "t").expect(expected)),
        batch: sent(&batch.change_set(set).into_request(&base()).expect(expected)),
    }
}

/// Returns the request with another body, in which `from` is `to`.
fn body(request: &Sent, from: &str, to: &str) -> Sent {
    let old = request.body.as_deref().expect("a string");
    assert!(old.contains(from), "no {from} in {old}");
    Sent {
        body: Some(old.replacen(from, to, 1)),
        ..request.clone()
    }
}

/// Returns the request with another path, in which `from` is `to`.
fn path(request: &Sent, from: &str, to: &str) -> Sent {
    let old = &request.path;
    assert!(old.contains(from), "no {from} in {old}");
    Sent {
        path: old.replacen(from, to, 1),
        ..request.clone()
    }
}

/// Returns the request along another relationship.
fn way(request: &Sent, entity_set: &str, navigation: &str) -> Sent {
    Sent {
        path: format!("{entity_set}({ID})/{navigation}/$ref"),
        ..request.clone()
    }
}

/// Returns the request that deletes what another request sets.
fn delete(request: &Sent) -> Sent {
    Sent {
        method: "DELETE".to_owned(),
        body: None,
        ..request.clone()
    }
}

/// Returns the request with another value of a header, or without it.
fn header(request: &Sent, name: &str, value: Option<&str>) -> Sent {
    let mut request = request.clone();
    request.headers.retain(|(known, _)| known != name);
    let added = value.map(|value| (name.to_owned(), value.to_owned()));
    request.headers.extend(added);
    request
}

fn intent(request: &Sent, intent: Intent) -> Sent {
    Sent {
        intent: Some(intent),
        ..request.clone()
    }
}

fn url_damages(valid: &Valid) -> Vec<Damage> {
    let Valid {
        query,
        aggregate,
        by_key,
        ..
    } = valid;
    let expands = "contoso_Carrier,".repeat(16);
    let expand = |expand: &str| path(query, "$select=", &format!("$expand={expand}&$select="));
    vec![
        (
            "url-length",
            path(query, "gt%201", &format!("gt%20{}", "1".repeat(33_000))),
        ),
        ("url-encoding", path(by_key, "%20", " ")),
        ("url-encoding", path(by_key, "%C3%B6", "ö")),
        ("url-encoding", path(by_key, "%C3%B6", "%")),
        ("resource", path(query, "contoso_parcels", "contoso_parcel")),
        ("resource", path(&valid.put, "contoso_town", "contoso_Town")),
        (
            "resource",
            path(
                &valid.reference,
                "contoso_depot_carriers",
                "contoso_carriers",
            ),
        ),
        ("key-form", path(&valid.update, "(7891", "('7891")),
        ("key-form", path(by_key, "contoso_name", "name")),
        ("key-form", path(by_key, "'A", "A")),
        ("key-characters", path(by_key, "%20", "%2F")),
        ("key-characters", body(&valid.create, "A ö", "A+ö")),
        ("bare-id", path(&valid.update, "(", "(contoso_depotid=")),
        (
            "returned",
            path(
                &valid.create,
                "contoso_depots",
                "contoso_depots?$select=contoso_name",
            ),
        ),
        (
            "returned",
            path(&valid.create, "contoso_depots", "contoso_depots?$top=1"),
        ),
        ("query-option", path(query, "$orderby", "$skip")),
        ("query-option", path(query, "$orderby", "$select")),
        ("query-option", path(query, "$orderby", "$skiptoken")),
        ("select", path(query, "_ownerid_value", "ownerid")),
        ("select", path(query, "_ownerid_value", "contoso_pin")),
        (
            "no-property-column",
            path(query, "_ownerid_value", "contoso_recipientname"),
        ),
        (
            "orderby",
            path(query, "$orderby=contoso_name", "$orderby=contoso_Name"),
        ),
        ("filter", path(query, "contoso_pieces", "pieces")),
        (
            "filter",
            path(query, "contoso_pieces", "contoso_Carrier/pieces"),
        ),
        ("apply", path(aggregate, "contoso_pieces", "pieces")),
        ("expand", expand("contoso_carrier")),
        ("expand", expand("contoso_Carrier($top=1)")),
        ("expand-count", expand(expands.trim_end_matches(','))),
    ]
}

/// Returns the request with another text in its XML.
fn xml(request: &Sent, from: &str, to: &str) -> Sent {
    let encoded = |text: &str| {
        let bytes = text.bytes().map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.' => char::from(byte).into(),
            _ => format!("%{byte:02X}"),
        });
        bytes.collect::<String>()
    };
    path(request, &encoded(from), &encoded(to))
}

fn fetch_damages(valid: &Valid) -> Vec<Damage> {
    let fetch = &valid.fetch;
    let links = "<link-entity name=\"a\" from=\"b\" to=\"contoso_depotid\"/>".repeat(14);
    vec![
        ("fetch-xml", xml(fetch, "</fetch>", "")),
        ("fetch-xml", xml(fetch, "count", "size")),
        ("fetch-xml", xml(fetch, "<entity", "<entity alias=\"a\"")),
        (
            "fetch-xml",
            xml(fetch, "<filter type=\"and\"", "<filter type=\"not\""),
        ),
        (
            "fetch-xml",
            xml(
                fetch,
                "link-type=\"exists\"",
                "link-type=\"inner\" alias=\"l1\"",
            ),
        ),
        (
            "fetch-column",
            xml(fetch, "\"contoso_calls\"", "\"contoso_Calls\""),
        ),
        (
            "fetch-column",
            xml(
                fetch,
                "entity name=\"contoso_depot\"",
                "entity name=\"contoso_depots\"",
            ),
        ),
        (
            "fetch-column",
            xml(fetch, "from=\"contoso_depotid\"", "from=\"depotid\""),
        ),
        (
            "fetch-column",
            xml(fetch, "<condition", "<condition entityname=\"l2\""),
        ),
        ("fetch-operator", xml(fetch, "\"gt\"", "\"today\"")),
        ("fetch-operator", xml(fetch, "\"gt\"", "\"older\"")),
        ("fetch-link", xml(fetch, "\"outer\"", "\"any\"")),
        ("fetch-link", xml(fetch, "\"outer\"", "\"exists\"")),
        (
            "fetch-links",
            xml(fetch, "</entity>", &format!("{links}</entity>")),
        ),
        ("fetch-pages", xml(fetch, "count=\"50\"", "count=\"5001\"")),
        (
            "fetch-pages",
            xml(fetch, "count=\"50\"", "count=\"50\" top=\"1\""),
        ),
        (
            "fetch-pages",
            xml(fetch, "count=\"50\"", "paging-cookie=\"a\""),
        ),
    ]
}

fn header_damages(valid: &Valid) -> Vec<Damage> {
    let Valid {
        create,
        query,
        update,
        upsert,
        ..
    } = valid;
    let mut twice = create.clone();
    twice.headers.push(("odata-version".into(), "4.0".into()));
    let unconditional = header(update, "If-Match", None);
    vec![
        ("header-once", twice),
        ("odata-headers", header(create, "OData-Version", None)),
        ("odata-headers", header(create, "Accept", None)),
        (
            "odata-headers",
            header(create, "OData-MaxVersion", Some("4.01")),
        ),
        ("content-type", header(create, "Content-Type", None)),
        (
            "content-type",
            header(query, "Content-Type", Some("application/json")),
        ),
        ("if-match", intent(&unconditional, Intent::Update)),
        (
            "if-match",
            intent(&header(upsert, "If-Match", Some("*")), Intent::Upsert),
        ),
        ("if-match", header(update, "If-Match", Some("1689344"))),
        ("if-match", header(update, "If-None-Match", Some("*"))),
        ("if-none-match", header(create, "If-None-Match", None)),
        (
            "prefer",
            header(
                query,
                "Prefer",
                Some("odata.maxpagesize=5,odata.maxpagesize=6"),
            ),
        ),
        (
            "prefer",
            header(query, "Prefer", Some("odata.maxpagesize=5;6")),
        ),
        (
            "prefer",
            header(query, "Prefer", Some("return representation")),
        ),
        (
            "track-changes",
            header(query, "Prefer", Some("odata.track-changes")),
        ),
        ("elastic", intent(&valid.replacing, Intent::Upsert)),
    ]
}

fn body_damages(valid: &Valid) -> Vec<Damage> {
    let Valid {
        create,
        update,
        gadget,
        reading,
        ..
    } = valid;
    let town = "\"contoso_town\":\"t\"";
    let owner = "\"contoso_Owner_account@odata.bind\"";
    let set = |property: &str| body(create, "\"contoso_calls\":7", property);
    let price = |price: &str| body(gadget, "12", price);
    vec![
        (
            "no-body",
            Sent {
                body: Some("{}".into()),
                ..valid.query.clone()
            },
        ),
        (
            "object",
            Sent {
                body: Some("[]".into()),
                ..create.clone()
            },
        ),
        (
            "object",
            Sent {
                body: Some("{".into()),
                ..create.clone()
            },
        ),
        ("object", set("\"contoso_name\":\"x\"")),
        ("property", set("\"contoso_number\":7")),
        ("property", set("\"contoso_Calls\":7")),
        ("property", set("\"contoso_parent@odata.bind\":null")),
        ("property", set("\"contoso_calls@odata.type\":\"Int32\"")),
        (
            "no-property-column",
            parcel("\"contoso_recipientname\":\"x\""),
        ),
        ("no-property-column", parcel("\"owneridname\":\"x\"")),
        ("read-only", parcel("\"contoso_fee\":1")),
        ("read-only", parcel("\"contoso_label\":\"x\"")),
        ("read-only", parcel("\"contoso_LastCourier\":null")),
        (
            "update-only",
            body(reading, "\"contoso_place\"", "\"contoso_remark\""),
        ),
        ("create-only", update_of_reading("\"contoso_place\":\"x\"")),
        (
            "create-only",
            update_of_reading("\"contoso_Station_contoso_depot\":null"),
        ),
        ("image", body(reading, "contoso_scan", "contoso_sketch")),
        ("lookup", set(&format!("\"contoso_parentdepot\":\"{ID}\""))),
        (
            "lookup",
            set(&format!("\"_contoso_parentdepot_value\":\"{ID}\"")),
        ),
        (
            "lookup",
            path(&valid.put, "contoso_town", "_contoso_manager_value"),
        ),
        (
            "one-navigation",
            body(
                gadget,
                owner,
                &format!("\"contoso_Owner_contact\":null,{owner}"),
            ),
        ),
        ("bind", body(create, "/contoso_depots(", "/contoso_depot(")),
        (
            "bind",
            body(
                create,
                "/contoso_depots(contoso_name='A ö')",
                &format!("/accounts({ID})"),
            ),
        ),
        (
            "bind",
            body(
                create,
                "/contoso_depots(contoso_name='A ö')",
                &ID.to_string(),
            ),
        ),
        ("plain-key", body(create, "A ö", "A%20ö")),
        ("plain-key", body(create, "A ö", "A#ö")),
        (
            "upsert-key",
            body(&valid.by_key, town, "\"contoso_name\":\"A ö\""),
        ),
        (
            "upsert-key",
            body(update, town, &format!("\"contoso_depotid\":\"{ID}\"")),
        ),
        (
            "deep-insert",
            body(
                update,
                town,
                "\"contoso_depot_depots\":[{\"contoso_town\":\"t\"}]",
            ),
        ),
        (
            "property",
            set("\"contoso_depot_depots\":[{\"town\":\"t\"}]"),
        ),
        ("value", set("\"contoso_calls\":\"7\"")),
        ("value", set("\"contoso_calls\":7.5")),
        ("value", set("\"contoso_town\":7")),
        ("value", body(create, "2026-01-31T12:00:00Z", "2026-01-31")),
        (
            "value",
            body(create, "2026-01-31T12:00:00Z", "2026-01-31T12:00:00"),
        ),
        ("value", price("\"12\"")),
        (
            "length",
            set(&format!("\"contoso_town\":\"{}\"", "😀".repeat(51))),
        ),
        ("range", set("\"contoso_calls\":-1")),
        ("range", body(create, "2026", "1752")),
        (
            "choice",
            body(gadget, "\"statuscode\":2", "\"statuscode\":3"),
        ),
        (
            "status",
            body(gadget, "\"statuscode\":2", "\"statuscode\":1"),
        ),
        (
            "required",
            body(gadget, "\"statecode\":1", "\"statecode\":null"),
        ),
        ("single-value", body(&valid.put, "value", "contoso_town")),
        (
            "length",
            body(&valid.put, "\"t\"", &format!("\"{}\"", "t".repeat(101))),
        ),
    ]
}

/// Returns the update of a row of an elastic table with this body.
fn update_of_reading(property: &str) -> Sent {
    let c = ContosoReading::columns();
    let update = ContosoReading::update(Id::new(ID)).set(c.contoso_value, 7);
    let update = sent(&update.into_request().expect("a valid request"));
    body(&update, "\"contoso_value\":7", property)
}

/// Returns the update of a parcel with this body.
fn parcel(property: &str) -> Sent {
    let c = ContosoParcel::columns();
    let update = ContosoParcel::update(Id::new(ID)).set(c.contoso_pieces, 7);
    let update = sent(&update.into_request().expect("a valid request"));
    body(&update, "\"contoso_pieces\":7", property)
}

fn other_damages(valid: &Valid) -> Vec<Damage> {
    let Valid {
        call,
        bulk,
        reference,
        lookup,
        batch,
        ..
    } = valid;
    let post = "POST https";
    let part = "Content-Type: application/http";
    let copies = format!(
        "{}{}",
        batch_part(batch).repeat(1_000),
        batch.body.as_deref().expect("a string")
    );
    vec![
        (
            "targets",
            body(
                bulk,
                "\"@odata.type\":\"Microsoft.Dynamics.CRM.contoso_depot\",",
                "",
            ),
        ),
        (
            "targets",
            body(bulk, "CRM.contoso_depot", "CRM.contoso_depots"),
        ),
        ("targets", body(bulk, "Targets", "targets")),
        ("blocks", body(&valid.block, "BlockData", "Data")),
        (
            "blocks",
            body(&valid.block, "YWJj", &"YWJj".repeat(1_398_103)),
        ),
        (
            "blocks",
            body(&valid.block, "\"BlockId\":", "\"BlockId\":1,\"Id\":"),
        ),
        ("blocks", body(&valid.begin, "@odata.type", "type")),
        ("blocks", path(&valid.begin, "Download", "Upload")),
        ("targets", path(bulk, "CreateMultiple", "UpdateMultiple")),
        ("property", body(bulk, "contoso_calls", "contoso_call")),
        (
            "reference",
            body(
                reference,
                "https://contoso.api.crm.dynamics.com/api/data/v9.2/",
                "/",
            ),
        ),
        ("reference", body(reference, "@odata.id", "@odata.bind")),
        ("read-only", way(lookup, "contoso_parcels", "owningteam")),
        (
            "create-only",
            way(lookup, "contoso_readings", "contoso_Station_contoso_depot"),
        ),
        (
            "read-only",
            way(reference, "contoso_routes", "contoso_stop_plannedroute"),
        ),
        (
            "create-only",
            way(reference, "contoso_routes", "contoso_stop_firstroute"),
        ),
        (
            "required",
            delete(&way(lookup, "contoso_stops", "contoso_Route")),
        ),
        (
            "required",
            delete(&way(reference, "contoso_routes", "contoso_stop_route")),
        ),
        (
            "resource",
            body(reference, "contoso_carriers(", "carriers("),
        ),
        ("party", body(call, "mask\":1", "mask\":14")),
        ("party", body(call, "partyid_account", "partyid_team")),
        ("party", body(call, "partyid_account", "partyid_contact")),
        ("party", body(call, "partyid_account@odata.bind", "party")),
        ("batch", body(batch, "\r\n", "\n")),
        ("batch", body(batch, part, "Content-Type: application/json")),
        (
            "batch",
            header(batch, "Content-Type", Some("multipart/mixed; boundary=x")),
        ),
        (
            "batch-count",
            Sent {
                body: Some(copies),
                ..batch.clone()
            },
        ),
        ("change-set", body(batch, post, "GET https")),
        ("change-set", body(batch, "Content-ID: 2", "Content-ID: 1")),
        ("content-id", body(batch, "PATCH $1", "PATCH $2")),
        ("property", body(batch, "contoso_town", "contoso_towns")),
        ("if-none-match", body(batch, "If-None-Match: null\r\n", "")),
        ("select", body(batch, "_ownerid_value", "ownerid")),
    ]
}

/// Returns the first part of a batch, with its delimiter.
fn batch_part(batch: &Sent) -> &str {
    let body = batch.body.as_deref().expect("a string");
    let end = body[2..].find("--batch").expect("a second part") + 2;
    &body[..end]
}

#[test]
fn each_damage_is_found_by_the_name_of_its_rule() {
    let valid = valid();
    let requests = [
        &valid.create,
        &valid.update,
        &valid.upsert,
        &valid.by_key,
        &valid.gadget,
        &valid.reading,
        &valid.replacing,
        &valid.query,
        &valid.aggregate,
        &valid.fetch,
        &valid.call,
        &valid.bulk,
        &valid.reference,
        &valid.lookup,
        &valid.put,
        &valid.batch,
    ];
    for request in requests {
        let found = BOOK.check(request);
        assert!(found.is_empty(), "{request:?}\n{found:?}");
    }
    let mut damages = url_damages(&valid);
    damages.extend(fetch_damages(&valid));
    damages.extend(header_damages(&valid));
    damages.extend(body_damages(&valid));
    damages.extend(other_damages(&valid));
    let mut tried = BTreeSet::new();
    for (rule, request) in &damages {
        let found = BOOK.check(request);
        let is_found = found.iter().any(|violation| violation.rule.name == *rule);
        assert!(is_found, "{rule}: {request:?}\n{found:?}");
        tried.insert(*rule);
    }
    let all: BTreeSet<&str> = rules::ALL.iter().map(|rule| rule.name).collect();
    assert_eq!(tried, all, "each rule has a damage");
    eprintln!("{} damages, {} rules", damages.len(), all.len());
}
