//! Requests: rows, single values, references, files, bulk messages, and batches.

use dataverse_schema::Request;
use dataverse_schema::batch::{Batch, BatchError, ChangeSet};
use dataverse_schema::prelude::*;
use dataverse_schema::request::{Method, ResponseAnnotation};
use dataverse_schema::table::AlternateKey;
use dataverse_schema::value::Uuid;

use test_support::logs::logged_url;

mod schema {
    dataverse_schema::include_schema!(
        [
            "contoso_carrier.md",
            "contoso_depot.md",
            "contoso_parcel.md",
            "contoso_seal.md"
        ],
        dir = "../tests/pages",
        entity_sets(
            account = "accounts",
            contact = "contacts",
            team = "teams",
            systemuser = "systemusers"
        )
    );
}
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel, ContosoSeal, tables};

use crate::packages;
use crate::packages::plugin_package::PluginPackage;
use crate::sent::{self, base, header, held};

const ID: Uuid = Uuid::from_u128(0x78914942_34cb_ed11_b596_0022481d68cd);
const OTHER: Uuid = Uuid::from_u128(0x39e0dbe4_131b_e111_ba7e_78e7d1620f5e);

/// Logs the URL of a request, and returns its method, path, and body.
fn shown(request: &Request) -> String {
    logged_url(&held(request).path);
    sent::shown(request)
}

#[test]
fn single_values_are_requested() {
    let c = ContosoDepot::columns();
    let id = Id::<ContosoDepot>::new(ID);
    let depot = format!("contoso_depots({ID})");
    assert_eq!(
        shown(&c.contoso_name.get(id)),
        format!("GET {depot}/contoso_name")
    );
    let raw = c.contoso_name.get_raw(id);
    assert_eq!(shown(&raw), format!("GET {depot}/contoso_name/$value"));
    let put = c.contoso_name.put(id, "North").expect("no violations");
    assert_eq!(
        shown(&put),
        format!("PUT {depot}/contoso_name {{\"value\":\"North\"}}")
    );
    let failure = c
        .contoso_name
        .put(id, "x".repeat(101))
        .expect_err("it is too long");
    assert!(failure.to_string().contains("100"), "{failure}");
    assert_eq!(
        shown(&c.contoso_town.delete(id).expect("no violation")),
        format!("DELETE {depot}/contoso_town")
    );
}

#[test]
fn references_are_requested() {
    let id = Id::<ContosoDepot>::new(ID);
    let carrier = Id::<ContosoCarrier>::new(OTHER);
    let depot = format!("contoso_depots({ID})");
    let service = "https://contoso.api.crm.dynamics.com/api/data/v9.2";
    let carriers = ContosoDepot::many_to_many().contoso_depot_carriers.path(id);
    assert_eq!(
        shown(&carriers.associate(&base(), carrier)),
        format!(
            "POST {depot}/contoso_depot_carriers/$ref {{\"@odata.id\":\"{service}/contoso_carriers({OTHER})\"}}"
        )
    );
    assert_eq!(
        shown(&carriers.unlisted().disassociate(carrier)),
        format!("DELETE {depot}/contoso_depot_carriers({OTHER})/$ref")
    );
    assert_eq!(
        shown(&carriers.references()),
        format!("GET {depot}/contoso_depot_carriers/$ref")
    );
    assert_eq!(
        shown(&carriers.count()),
        format!("GET {depot}/contoso_depot_carriers/$count")
    );
    let parent = ContosoDepot::many_to_one().contoso_parent_depot.path(id);
    let key = AlternateKey::new(ContosoDepot::columns().contoso_name, "O'Hare")
        .expect("supported characters");
    assert_eq!(
        shown(&parent.set(&base(), key)),
        format!(
            "PUT {depot}/contoso_ParentDepot/$ref {{\"@odata.id\":\"{service}/contoso_depots(contoso_name='O''Hare')\"}}"
        )
    );
    assert_eq!(
        shown(&parent.clear().expect("no violation")),
        format!("DELETE {depot}/contoso_ParentDepot/$ref")
    );
    // A table without a page has an entity set.
    let manager = ContosoDepot::many_to_one().contoso_manager.path(id);
    let user = Id::<tables::Systemuser>::new(OTHER);
    assert_eq!(
        shown(&manager.set(&base(), user)),
        format!(
            "PUT {depot}/contoso_Manager/$ref {{\"@odata.id\":\"{service}/systemusers({OTHER})\"}}"
        )
    );
}

#[test]
fn required_values_are_not_deleted() {
    let c = ContosoSeal::columns();
    let id = Id::<ContosoSeal>::new(ID);
    let by = ContosoSeal::many_to_one()
        .contoso_by_contoso_carrier
        .path(id);
    let failures = [
        by.clear().expect_err("a seal is set by someone"),
        by.unlisted().clear().expect_err("a seal is set by someone"),
        c.contoso_seal_id.delete(id).expect_err("a key"),
    ];
    let lines: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "contoso_by: missing value (SystemRequired)",
            "contoso_by: missing value (SystemRequired)",
            "contoso_sealid: missing value (SystemRequired)",
        ]
    );
}

#[test]
fn bulk_messages_have_targets() {
    let c = ContosoDepot::columns();
    let names = ["a", "b"];
    let new = names.map(|name| ContosoDepot::create().set(c.contoso_name, name));
    let request = ContosoDepot::create_multiple(new).expect("no violations");
    assert_eq!(
        shown(&request),
        "POST contoso_depots/Microsoft.Dynamics.CRM.CreateMultiple {\"Targets\":[\
         {\"@odata.type\":\"Microsoft.Dynamics.CRM.contoso_depot\",\"contoso_name\":\"a\"},\
         {\"@odata.type\":\"Microsoft.Dynamics.CRM.contoso_depot\",\"contoso_name\":\"b\"}]}"
    );
    let id = Id::<ContosoDepot>::new(ID);
    let changes = ContosoDepot::update(id)
        .set(c.contoso_depot_id, id)
        .bind(c.contoso_parent_depot, Id::<ContosoDepot>::new(OTHER));
    let request = ContosoDepot::unlisted()
        .update_multiple([changes])
        .expect("no violations");
    assert_eq!(
        shown(&request),
        format!(
            "POST contoso_depots/Microsoft.Dynamics.CRM.UpdateMultiple {{\"Targets\":[\
             {{\"@odata.type\":\"Microsoft.Dynamics.CRM.contoso_depot\",\"contoso_depotid\":\"{ID}\",\
             \"contoso_ParentDepot@odata.bind\":\"/contoso_depots({OTHER})\"}}]}}"
        )
    );
    let table = ContosoDepot::unlisted();
    let by_id = ContosoDepot::upsert(id).set(c.contoso_name, "c");
    let request = table.upsert_multiple([by_id]).expect("no violations");
    assert_eq!(
        shown(&request),
        format!(
            "POST contoso_depots/Microsoft.Dynamics.CRM.UpsertMultiple {{\"Targets\":[\
             {{\"@odata.type\":\"Microsoft.Dynamics.CRM.contoso_depot\",\"contoso_depotid\":\"{ID}\",\"contoso_name\":\"c\"}}]}}"
        )
    );
    let key = AlternateKey::new(c.contoso_name, "c").expect("supported characters");
    let by_key = ContosoDepot::upsert(key).set(c.contoso_town, "d");
    let request = table.upsert_multiple([by_key.clone()]);
    assert_eq!(
        shown(&request.expect("no violations")),
        "POST contoso_depots/Microsoft.Dynamics.CRM.UpsertMultiple {\"Targets\":[\
         {\"@odata.type\":\"Microsoft.Dynamics.CRM.contoso_depot\",\"@odata.id\":\"contoso_depots(contoso_name='c')\",\"contoso_town\":\"d\"}]}"
    );
    let request = by_key.into_request().expect("no violations");
    assert_eq!(
        shown(&request),
        "PATCH contoso_depots(contoso_name='c') {\"contoso_town\":\"d\"}"
    );

    let long = ContosoDepot::create().set(c.contoso_town, "x".repeat(101));
    let invalid = table
        .create_multiple([ContosoDepot::create(), long])
        .expect_err("an invalid row");
    let rows: Vec<usize> = invalid
        .as_slice()
        .iter()
        .map(|invalid| invalid.index)
        .collect();
    assert_eq!(rows, [1]);
    let text = invalid.to_string();
    assert!(
        text.contains("row 1: ") && text.contains("contoso_town"),
        "{text}"
    );
}

#[test]
fn batch_has_parts_and_limits() {
    let c = ContosoDepot::columns();
    let mut set = ChangeSet::new();
    let head = set
        .create(ContosoDepot::create().set(c.contoso_name, "Head"))
        .expect("no violations");
    let small = ContosoDepot::create()
        .set(c.contoso_name, "Small\r\n--batch_0001")
        .bind(c.contoso_parent_depot, head);
    set.create(small).expect("no violations");
    set.add(ContosoDepot::unlisted().delete(head));
    let query = ContosoDepot::query()
        .select(c.contoso_name)
        .filter(c.contoso_town.eq("a b"));
    let query = query.into_batch_request().expect("no errors");
    let batch = Batch::new()
        .change_set(set.clone())
        .request(query)
        .continue_on_error();
    let request = batch.into_request(&base()).expect("it can be sent");
    assert_eq!(
        (held(&request).method, &*held(&request).path),
        (Method::Post, "$batch")
    );
    assert_eq!(header(&request, "Prefer"), Some("odata.continue-on-error"));
    // The boundary must not occur in a request.
    assert_eq!(
        header(&request, "Content-Type"),
        Some("multipart/mixed; boundary=\"batch_0002\"")
    );
    let lines = [
        "--batch_0002",
        "Content-Type: multipart/mixed; boundary=\"changeset_0002_0\"",
        "",
        "--changeset_0002_0",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        "Content-ID: 1",
        "",
        "POST https://contoso.api.crm.dynamics.com/api/data/v9.2/contoso_depots HTTP/1.1",
        "Accept: application/json",
        "Content-Type: application/json",
        "OData-MaxVersion: 4.0",
        "OData-Version: 4.0",
        "If-None-Match: null",
        "",
        "{\"contoso_name\":\"Head\"}",
        "--changeset_0002_0",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        "Content-ID: 2",
        "",
        "POST https://contoso.api.crm.dynamics.com/api/data/v9.2/contoso_depots HTTP/1.1",
        "Accept: application/json",
        "Content-Type: application/json",
        "OData-MaxVersion: 4.0",
        "OData-Version: 4.0",
        "If-None-Match: null",
        "",
        "{\"contoso_name\":\"Small\\r\\n--batch_0001\",\"contoso_ParentDepot@odata.bind\":\"$1\"}",
        "--changeset_0002_0",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        "Content-ID: 3",
        "",
        "DELETE $1 HTTP/1.1",
        "Accept: application/json",
        "OData-MaxVersion: 4.0",
        "OData-Version: 4.0",
        "",
        "",
        "--changeset_0002_0--",
        "--batch_0002",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        "",
        "GET https://contoso.api.crm.dynamics.com/api/data/v9.2/contoso_depots?$select=contoso_name&$filter=contoso_town%20eq%20'a%20b' HTTP/1.1",
        "Accept: application/json",
        "OData-MaxVersion: 4.0",
        "OData-Version: 4.0",
        "",
        "",
        "--batch_0002--",
        "",
    ];
    assert_eq!(
        held(&request).body.as_str().expect("valid UTF-8"),
        lines.join("\r\n")
    );

    let refused = |batch: Batch| batch.into_request(&base()).expect_err("an invalid batch");
    assert_eq!(refused(Batch::new()), BatchError::Count(0));
    let get = || ContosoDepot::query().into_unchecked_request();
    let many = (0..1001).fold(Batch::new(), |batch, _| batch.request(get()));
    assert_eq!(refused(many), BatchError::Count(1001));
    assert_eq!(refused(Batch::new().request(request)), BatchError::Nested);
    let mut with_get = ChangeSet::new();
    with_get.add(get());
    let error = refused(Batch::new().change_set(with_get));
    assert_eq!(error, BatchError::GetInChangeSet("contoso_depots".into()));
    let mut ahead = ChangeSet::new();
    ahead.add(ContosoDepot::unlisted().delete(head));
    assert_eq!(
        refused(Batch::new().change_set(ahead)),
        BatchError::Reference("$1".into())
    );
    let label = ContosoParcel::columns().contoso_label;
    let upload = label
        .upload(Id::new(ID), "a", vec![0])
        .expect("it is small enough");
    assert!(
        refused(Batch::new().request(upload))
            .to_string()
            .contains("as a separate request")
    );
}

#[test]
fn create_posts_a_body() {
    let c = PluginPackage::columns();
    let new = PluginPackage::create()
        .set(c.name, "Contoso plug-ins")
        .set(c.unique_name, "contoso_plugins")
        .set(c.version, "1.0.0")
        .set(c.import_sequence_number, 7)
        .set(c.is_customizable, true)
        .bind(
            c.managedidentityid,
            Id::<packages::tables::Managedidentity>::new(ID),
        )
        .clear(c.content);
    let request = new.into_request().expect("no violations");
    assert_eq!(held(&request).method, Method::Post);
    assert_eq!(held(&request).path, "pluginpackages");
    assert_eq!(header(&request, "If-Match"), None);
    assert_eq!(header(&request, "OData-Version"), Some("4.0"));
    assert_eq!(
        held(&request).body.as_str().expect("valid JSON"),
        r#"{"name":"Contoso plug-ins","uniquename":"contoso_plugins","version":"1.0.0","importsequencenumber":7,"iscustomizable":{"Value":true},"managedidentityid@odata.bind":"/managedidentities(78914942-34cb-ed11-b596-0022481d68cd)","content":null}"#
    );
}

#[test]
fn update_does_not_create() {
    let c = PluginPackage::columns();
    let update = PluginPackage::update(Id::new(ID))
        .set(c.version, "1.0.1")
        .clear(c.managedidentityid);
    let request = update.into_request().expect("no violations");
    assert_eq!(held(&request).method, Method::Patch);
    assert_eq!(
        held(&request).path,
        "pluginpackages(78914942-34cb-ed11-b596-0022481d68cd)"
    );
    assert_eq!(header(&request, "If-Match"), Some("*"));
    assert_eq!(
        held(&request).body.as_str().expect("valid JSON"),
        r#"{"version":"1.0.1","managedidentityid":null}"#
    );
}

#[test]
fn relationship_paths_start_at_a_row() {
    let id = Id::new(ID);
    let path = PluginPackage::one_to_many()
        .pluginpackage_pluginassembly
        .path(id);
    assert_eq!(
        path.to_string(),
        format!("pluginpackages({ID})/pluginpackage_pluginassembly")
    );
    let created_by = PluginPackage::many_to_one().createdby;
    assert_eq!(
        created_by.path(id).to_string(),
        format!("pluginpackages({ID})/createdby")
    );
    assert_eq!(created_by.info().schema_name, "lk_pluginpackage_createdby");
    assert_eq!(created_by.info().table, "systemuser");
    let routes = ContosoParcel::many_to_many().contoso_routes;
    assert_eq!(
        routes.path(Id::new(ID)).to_string(),
        format!("contoso_parcels({ID})/contoso_Routes")
    );
    // Names that differ only in case get a suffix each.
    let to_many = ContosoParcel::one_to_many();
    assert_eq!(to_many.contoso_parcel_Scans.info().table, "contoso_scan");
    assert_eq!(
        to_many.contoso_parcel_scans_.info().table,
        "contoso_oldscan"
    );
}

#[test]
fn guards_and_options_are_headers() {
    let c = PluginPackage::columns();
    let id = Id::<PluginPackage>::new(ID);
    let headers = |request: Request| {
        let own = [
            "Accept",
            "Content-Type",
            "OData-MaxVersion",
            "OData-Version",
        ];
        let headers = held(&request).headers.iter();
        let headers = headers.filter(|(name, _)| !own.contains(name));
        headers
            .map(|(name, value)| format!("{name}: {value}"))
            .collect::<Vec<_>>()
    };
    let upsert = || {
        let upsert = PluginPackage::upsert(id)
            .set(c.unique_name, "u")
            .set(c.version, "1");
        upsert.into_request().expect("a request")
    };
    assert_eq!(held(&upsert()).method, Method::Patch);
    assert_eq!(held(&upsert()).path, format!("pluginpackages({ID})"));
    assert_eq!(headers(upsert()), [] as [&str; 0], "without a guard");
    assert_eq!(headers(upsert().update_only()), ["If-Match: *"]);
    assert_eq!(headers(upsert().create_only()), ["If-None-Match: *"]);
    let delete = PluginPackage::delete(id).if_match("W/\"81359849\"");
    assert_eq!(held(&delete).method, Method::Delete);
    assert_eq!(headers(delete), ["If-Match: W/\"81359849\""]);
    let update = PluginPackage::update(id).set(c.version, "2");
    let update = update.into_request().expect("a request");
    assert_eq!(
        headers(
            update
                .if_match("W/\"81359849\"")
                .return_representation()
                .annotations([ResponseAnnotation::All])
                .detect_duplicates()
        ),
        [
            "If-Match: W/\"81359849\"",
            "Prefer: return=representation,odata.include-annotations=\"*\"",
            "MSCRM.SuppressDuplicateDetection: false",
        ]
    );
}
