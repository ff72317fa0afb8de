//! Actions and functions: requests in the forms of Microsoft's examples, and results.

mod arguments;
mod queries;
mod results;

use dataverse_schema::batch::{Batch, ChangeSet};
use dataverse_schema::operation::{Operation, RowValue};
use dataverse_schema::prelude::*;
use dataverse_schema::request::{Body, Method};
use dataverse_schema::value::Json;
use dataverse_schema::{Id, Request, Response};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

mod schema {
    dataverse_schema::include_schema!(
        "operations/contoso_operations.md",
        "operations/fabrikam_operations.md",
        "contoso_parcel.md",
        "contoso_reading.md",
        "contoso_seal.md",
        dir = "../tests/pages",
        entity_sets(account = "accounts", contact = "contacts")
    );
}
use schema::operations::*;
use schema::{ContosoParcel, ContosoSeal, contoso_parcel, tables};

use crate::sent::base;

const FIRST: &str = "56ae8258-4878-e511-80d4-00155d2a68d1";
const SECOND: &str = "59ae8258-4878-e511-80d4-00155d2a68d1";

fn id<T>(text: &str) -> Id<T> {
    Id::new(text.parse().expect("a GUID"))
}

fn request(operation: impl Operation) -> Request {
    operation.into_request().expect("valid rows")
}

/// Returns the method and the decoded path of a request without a body.
fn url(request: &Request) -> (Method, String) {
    assert_eq!(request.body, Body::None);
    let path = percent_decode_str(&request.path).decode_utf8();
    (request.method, path.expect("UTF-8").into_owned())
}

#[track_caller]
fn assert_post(request: &Request, path: &str, expected: &Value) {
    assert_eq!(request.method, Method::Post);
    assert_eq!(request.path, path);
    let body: Value = serde_json::from_slice(request.body.as_bytes()).expect("JSON");
    assert_eq!(body, *expected);
    let header = ("Content-Type", "application/json".to_owned());
    assert!(request.headers.contains(&header));
}

#[track_caller]
fn assert_get(request: &Request, path: &str) {
    assert_eq!(url(request), (Method::Get, path.to_owned()));
}

fn response(body: &Value) -> Response {
    Response::new(
        200,
        [("Content-Type", "application/json")],
        body.to_string(),
    )
}

#[test]
fn unbound_functions() {
    assert_get(&request(FabrikamWhoami::new()), "fabrikam_Whoami()");
    assert_get(
        &request(FabrikamTotals::new(["account", "contact"])),
        r#"fabrikam_Totals(EntityNames=@p1)?@p1=["account","contact"]"#,
    );
    let account = id::<tables::Account>(FIRST);
    assert_get(
        &request(FabrikamStartFrom::new(
            account,
            "contact",
            FabrikamFieldType::VALID_FOR_CREATE,
        )),
        "fabrikam_StartFrom(EntityMoniker=@p1,TargetEntityName=@p2,TargetFieldType=@p3)\
         ?@p1={'@odata.id':'accounts(56ae8258-4878-e511-80d4-00155d2a68d1)'}&@p2='contact'\
         &@p3=Microsoft.Dynamics.CRM.fabrikam_FieldType'ValidForCreate'",
    );
}

#[test]
fn bound_functions() {
    let user = id::<tables::Systemuser>(FIRST);
    let path = "systemusers(56ae8258-4878-e511-80d4-00155d2a68d1)/Microsoft.Dynamics.CRM";
    assert_get(
        &request(FabrikamPrivileges::new(user)),
        &format!("{path}.fabrikam_Privileges()"),
    );
    let contact = id::<tables::Contact>(SECOND);
    assert_get(
        &request(FabrikamAccessSystemuser::new(user, contact)),
        &format!(
            "{path}.fabrikam_Access(Target=@p1)?@p1={{'@odata.id':'contacts(59ae8258-4878-e511-80d4-00155d2a68d1)'}}"
        ),
    );
}

#[test]
fn functions_of_collections() {
    let after = "2026-01-31T09:30:00Z".parse().expect("a date");
    let count = ContosoCountParcels::new(after).rights(ContosoRights::OPEN | ContosoRights::MOVE);
    assert_get(
        &request(count),
        "contoso_parcels/Microsoft.Dynamics.CRM.contoso_CountParcels(After=@p1,Rights=@p2)\
         ?@p1=2026-01-31T09:30:00Z&@p2=Microsoft.Dynamics.CRM.contoso_Rights'Open,Move'",
    );
}

#[test]
fn unbound_actions() {
    let target = id::<tables::Account>(FIRST);
    let subordinate = id::<tables::Account>(SECOND);
    let reference = |id: &str| json!({"@odata.type": "Microsoft.Dynamics.CRM.account", "@odata.id": format!("accounts({id})")});
    assert_post(
        &request(FabrikamUnite::new(target, subordinate, false)),
        "fabrikam_Unite",
        &json!({
            "Target": reference(FIRST),
            "Subordinate": reference(SECOND),
            "PerformParentingChecks": false,
        }),
    );
    let publish = request(FabrikamPublish::new());
    assert_eq!(url(&publish), (Method::Post, "fabrikam_Publish".to_owned()));
    let close = json!({"subject": "Won", "opportunityid@odata.bind": "/opportunities(1)"});
    let close = RowValue::from(Json::new(&close).expect("JSON"));
    assert_post(
        &request(FabrikamWin::new(close, 3)),
        "fabrikam_Win",
        &json!({
            "Status": 3,
            "OpportunityClose": {"subject": "Won", "opportunityid@odata.bind": "/opportunities(1)"},
        }),
    );
}

/// As in "Web API Complex and Enumeration types", but for the key of the user, which is that of
/// "Use Web API actions".
#[test]
fn complex_arguments() {
    let access = FabrikamPrincipalAccess {
        access_mask: Some(FabrikamAccessRights::READ_ACCESS | FabrikamAccessRights::WRITE_ACCESS),
        principal: Some(id::<tables::Systemuser>(SECOND).into()),
    };
    let parcel = id::<ContosoParcel>(FIRST);
    assert_post(
        &request(FabrikamShare::new(parcel).principal_access(access)),
        "fabrikam_Share",
        &json!({
            "Target": {"contoso_parcelid": FIRST, "@odata.type": "Microsoft.Dynamics.CRM.contoso_parcel"},
            "PrincipalAccess": {
                "Principal": {"ownerid": SECOND, "@odata.type": "Microsoft.Dynamics.CRM.systemuser"},
                "AccessMask": "ReadAccess,WriteAccess",
            },
        }),
    );
}

#[test]
fn bound_actions() {
    let user = id::<tables::Systemuser>(SECOND);
    assert_post(
        &request(FabrikamAddMembers::new(id(FIRST), [user])),
        "teams(56ae8258-4878-e511-80d4-00155d2a68d1)/Microsoft.Dynamics.CRM.fabrikam_AddMembers",
        &json!({"Members": [{"@odata.type": "Microsoft.Dynamics.CRM.systemuser", "ownerid": SECOND}]}),
    );
    let letter = json!({"activityid": SECOND, "@odata.type": "Microsoft.Dynamics.CRM.letter"});
    let target = RowValue::from(Json::new(&letter).expect("JSON"));
    let queue = id::<tables::Queue>(FIRST);
    assert_post(
        &request(FabrikamEnqueue::new(queue, target)),
        "queues(56ae8258-4878-e511-80d4-00155d2a68d1)/Microsoft.Dynamics.CRM.fabrikam_Enqueue",
        &json!({"Target": letter}),
    );
}

#[test]
fn new_rows_have_their_type_and_are_checked() {
    let parcel = id::<ContosoParcel>(FIRST);
    let sealed = ContosoSealParcel::new(parcel, ContosoSeal::create()).reason("it's \"open\"");
    assert_post(
        &request(sealed),
        "contoso_parcels(56ae8258-4878-e511-80d4-00155d2a68d1)/Microsoft.Dynamics.CRM.contoso_SealParcel",
        &json!({
            "Seal": {"@odata.type": "Microsoft.Dynamics.CRM.contoso_seal"},
            "Reason": "it's \"open\"",
        }),
    );
    let columns = ContosoParcel::columns();
    let unite = |name: &str| {
        let change = ContosoParcel::update(parcel).set(columns.contoso_name, name);
        FabrikamUnite::new(parcel, parcel, true).update_content(change)
    };
    let target =
        json!({"@odata.type": "Microsoft.Dynamics.CRM.contoso_parcel", "contoso_parcelid": FIRST});
    let mut content = target.clone();
    content["contoso_name"] = json!("P-1");
    assert_post(
        &request(unite("P-1")),
        "fabrikam_Unite",
        &json!({
            "Target": target,
            "Subordinate": target,
            "UpdateContent": content,
            "PerformParentingChecks": true,
        }),
    );
    let error = unite("longer than twelve")
        .into_request()
        .expect_err("too long");
    assert!(error.to_string().contains("contoso_name"), "{error}");
}

#[test]
fn requests_are_parts_of_batches() {
    let mut set = ChangeSet::new();
    set.add(request(FabrikamPublish::new()));
    let batch = Batch::new()
        .request(request(FabrikamWhoami::new()))
        .change_set(set);
    let request = batch.into_request(&base()).expect("a valid batch");
    let body = request.body.as_str().expect("text");
    assert!(body.contains(
        "GET https://contoso.api.crm.dynamics.com/api/data/v9.2/fabrikam_Whoami() HTTP/1.1"
    ));
    assert!(body.contains("/fabrikam_Publish HTTP/1.1"));
}

#[test]
fn complex_results() {
    let body = json!({
        "@odata.context": "x",
        "BusinessUnitId": FIRST, "UserId": SECOND,
    });
    let who = response(&body)
        .result::<FabrikamWhoami>()
        .expect("a result");
    assert_eq!(who.business_unit_id.to_string(), FIRST);
    assert_eq!(who.user_id.to_string(), SECOND);

    let body = json!({"Counts": {
        "Keys": ["account"], "Values": [8_000_000_000_i64],
    }});
    let counts = response(&body)
        .result::<FabrikamTotals>()
        .expect("a result");
    let counts = counts.counts.expect("counts");
    assert_eq!(counts.values, [8_000_000_000]);

    let body = json!({"AccessRights": "ReadAccess, WriteAccess"});
    let access = response(&body)
        .result::<FabrikamAccessTeam>()
        .expect("a result");
    assert!(
        access
            .access_rights
            .contains(&FabrikamAccessRights::WRITE_ACCESS)
    );
    assert!(
        !access
            .access_rights
            .contains(&FabrikamAccessRights::DELETE_ACCESS)
    );

    let body = json!({"RolePrivileges": [{"Depth": "Global", "PrivilegeId": FIRST}]});
    let privileges = response(&body)
        .result::<FabrikamPrivileges>()
        .expect("a result");
    assert_eq!(
        privileges.role_privileges[0].depth,
        Some(FabrikamDepth::GLOBAL)
    );
}

#[test]
fn other_results() {
    let count = response(&json!({"@odata.context": "x", "value": 7}));
    assert_eq!(count.result::<ContosoCountParcels>().expect("a number"), 7);
    let none = Response::new(204, [("OData-Version", "4.0")], "");
    none.result::<FabrikamPublish>().expect("nothing");
    let rows = response(
        &json!({"value": [{"@odata.type": "#Microsoft.Dynamics.CRM.contact", "contactid": FIRST}]}),
    );
    let rows = rows.result::<FabrikamQualify>().expect("rows");
    assert_eq!(
        rows[0].parse::<Value>().expect("JSON")["contactid"],
        json!(FIRST)
    );
    let wrong = response(&json!({"BusinessUnitId": FIRST, "UserId": null}));
    let error = wrong
        .result::<FabrikamWhoami>()
        .expect_err("an error")
        .to_string();
    assert!(error.contains("`UserId`: missing value"), "{error}");
}

#[test]
fn choices_have_their_type() {
    let status = contoso_parcel::StatusCode::from_value(1);
    let after = "2026-01-31T09:30:00Z".parse().expect("a date");
    let count = request(ContosoCountParcels::new(after).state(status));
    assert!(count.path.ends_with("&@p2=1"), "{}", count.path);
}

#[test]
fn operations_of_any_table() {
    let contact = id::<tables::Contact>(FIRST);
    let call = FabrikamSeals::new(contact);
    assert_get(
        &request(call),
        "contacts(56ae8258-4878-e511-80d4-00155d2a68d1)/Microsoft.Dynamics.CRM.fabrikam_Seals()",
    );
    let seals = response(&json!({"value": [{"contoso_sealid": SECOND}]}));
    let seals = seals.result::<FabrikamSeals>().expect("rows");
    assert_eq!(seals[0].contoso_seal_id, Some(id(SECOND)));
}

#[test]
fn complex_types_contain_themselves() {
    let leaf = |name: &str| FabrikamNode {
        name: Some(name.to_owned()),
        parent: None,
        children: Vec::new(),
    };
    let root = FabrikamNode {
        parent: Some(Box::new(leaf("parent"))),
        children: vec![leaf("child")],
        ..leaf("root")
    };
    let body = json!({
        "Name": "root",
        "Parent": {"Name": "parent", "Children": []},
        "Children": [{"Name": "child", "Children": []}],
    });
    let call = FabrikamTree::new(root.clone())
        .type_(3)
        .new_(Json::new(&json!({"a": [1]})).expect("JSON"));
    assert_post(
        &request(call),
        "fabrikam_Tree",
        &json!({"Root": body, "type": 3, "New": {"a": [1]}}),
    );
    let tree = response(&body).result::<FabrikamTree>().expect("a result");
    assert_eq!(tree, root);
}
