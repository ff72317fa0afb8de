//! Results.

use serde_json::{Value, json};

use super::schema::operations::*;
use super::{OTHER, ROW, USER, result, uuid};

#[test]
fn results() {
    let address = "123 Maple St.\r\nSeattle, WA 98007\r\nUSA";
    let formatted = result::<FormatAddress>(&json!({"@odata.context": "x", "Address": address}));
    assert_eq!(formatted.address.as_deref(), Some(address));
    let who = json!({"BusinessUnitId": ROW, "UserId": USER, "OrganizationId": OTHER});
    assert_eq!(result::<WhoAmI>(&who).user_id, uuid(USER));
    let counts = json!({"EntityRecordCountCollection": {
        "Count": 2, "IsReadOnly": false, "Keys": ["account", "contact"], "Values": [19, 3],
    }});
    let counts = result::<RetrieveTotalRecordCount>(&counts);
    let counts = counts.entity_record_count_collection.expect("counts");
    assert_eq!(counts.keys, ["account", "contact"]);
    assert_eq!(counts.values, [19, 3]);
    let access = json!({"AccessRights": "DeleteAccess, ShareAccess"});
    let access = result::<RetrievePrincipalAccess>(&access).access_rights;
    assert_eq!(
        access,
        AccessRights::SHARE_ACCESS | AccessRights::DELETE_ACCESS
    );
    assert!(!result::<SampleIsSystemAdmin>(&json!({"HasRole": false})).has_role);
    let organization = json!({"Detail": {
        "OrganizationId": ROW, "FriendlyName": "Contoso", "OrganizationVersion": "9.2.22074.168",
        "Geo": "NA", "State": "Enabled",
        "Endpoints": {"Count": 1, "IsReadOnly": false, "Keys": ["WebApplication"], "Values": ["x"]},
    }});
    let organization = result::<RetrieveCurrentOrganization>(&organization);
    let detail = organization.detail.expect("details");
    assert_eq!(detail.state, OrganizationState::ENABLED);
    assert_eq!(
        detail.endpoints.expect("endpoints").keys,
        ["WebApplication"]
    );
    let ids = result::<CreateMultiple>(&json!({"Ids": [ROW, OTHER]})).ids;
    assert_eq!(ids, [uuid(ROW), uuid(OTHER)]);
    let item = json!({"QueueItemId": ROW});
    assert_eq!(result::<AddToQueue>(&item).queue_item_id, uuid(ROW));
    let file = json!({"FileId": ROW, "FileSizeInBytes": 25_870_370});
    assert_eq!(
        result::<CommitFileBlocksUpload>(&file).file_size_in_bytes,
        25_870_370
    );
    let note = json!({"@odata.context": "x", "annotationid": ROW});
    let note = result::<NewAddNoteToContact>(&note);
    assert_eq!(note.parse::<Value>().expect("JSON")["annotationid"], ROW);
    let rows = json!({"value": [{"@odata.type": "#Microsoft.Dynamics.CRM.opportunity", "opportunityid": ROW}]});
    let rows = result::<QualifyLead>(&rows);
    assert_eq!(
        rows[0].parse::<Value>().expect("JSON")["opportunityid"],
        ROW
    );
}
