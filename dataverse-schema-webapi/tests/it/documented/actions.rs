//! Requests of actions.

use serde_json::{Value, json};

use super::schema::operations::*;
use super::schema::tables::*;
use super::{OTHER, ROW, USER, assert_post, id, row, typed, uuid};

#[test]
fn unbound_actions() {
    let (target, subordinate) = (id::<Account>(OTHER), id::<Account>(ROW));
    assert_post(
        Merge::new(target, subordinate, false),
        "Merge",
        &json!({
            "Target": typed("account", "accountid", OTHER),
            "Subordinate": typed("account", "accountid", ROW),
            "PerformParentingChecks": false,
        }),
    );
    assert_post(PublishAllXml::new(), "PublishAllXml", &Value::Null);
    let xml = "<importexportxml><entities><entity>account</entity></entities></importexportxml>";
    assert_post(
        PublishXml::new(xml),
        "PublishXml",
        &json!({"ParameterXml": xml}),
    );
    assert_post(
        ExportSolution::new("MySolution", false),
        "ExportSolution",
        &json!({"SolutionName": "MySolution", "Managed": false}),
    );
    assert_post(
        ImportSolution::new(true, false, "UEsDBA==".to_owned(), uuid(ROW)),
        "ImportSolution",
        &json!({
            "OverwriteUnmanagedCustomizations": true,
            "PublishWorkflows": false,
            "CustomizationFile": "UEsDBA==",
            "ImportJobId": ROW,
        }),
    );
}

#[test]
fn actions_that_close_rows() {
    let close = json!({
        "subject": "Won Opportunity",
        "opportunityid@odata.bind": "opportunities(b3828ac8-917a-e511-80d2-00155d2a68d2)",
    });
    let body = json!({"Status": 3, "OpportunityClose": close});
    assert_post(WinOpportunity::new(row(&close), 3), "WinOpportunity", &body);
    let body = json!({"Status": 4, "OpportunityClose": close});
    assert_post(
        LoseOpportunity::new(row(&close), 4),
        "LoseOpportunity",
        &body,
    );
    let resolution = json!({
        "subject": "Solved",
        "incidentid@odata.bind": "incidents(b3828ac8-917a-e511-80d2-00155d2a68d2)",
    });
    assert_post(
        CloseIncident::new(row(&resolution), 5),
        "CloseIncident",
        &json!({"Status": 5, "IncidentResolution": resolution}),
    );
    assert_post(
        QualifyLead::new(id(ROW), true, true, false, 3)
            .opportunity_customer_id(id::<Account>(OTHER)),
        "leads(659876fd-6d29-ed11-9db1-00224804f8e2)/Microsoft.Dynamics.CRM.QualifyLead",
        &json!({
            "CreateAccount": true,
            "CreateContact": true,
            "CreateOpportunity": false,
            "OpportunityCustomerId": typed("account", "accountid", OTHER),
            "Status": 3,
        }),
    );
}

/// The documentation identifies the user by `systemuserid` here, and by `ownerid`, its key in
/// metadata, elsewhere.
#[test]
fn actions_of_access() {
    let access = |mask: AccessRights| PrincipalAccess {
        access_mask: mask,
        principal: Some(id::<Systemuser>(USER).into()),
    };
    let body = |mask: &str| {
        json!({
            "Target": typed("account", "accountid", ROW),
            "PrincipalAccess": {
                "AccessMask": mask,
                "Principal": typed("systemuser", "ownerid", USER),
            },
        })
    };
    let target = || id::<Account>(ROW);
    assert_post(
        GrantAccess::new(target()).principal_access(access(AccessRights::DELETE_ACCESS)),
        "GrantAccess",
        &body("DeleteAccess"),
    );
    let both = AccessRights::READ_ACCESS | AccessRights::WRITE_ACCESS;
    assert_post(
        ModifyAccess::new(target()).principal_access(access(both)),
        "ModifyAccess",
        &body("ReadAccess,WriteAccess"),
    );
    assert_post(
        RevokeAccess::new(target(), id::<Team>(OTHER)),
        "RevokeAccess",
        &json!({
            "Target": typed("account", "accountid", ROW),
            "Revokee": typed("team", "ownerid", OTHER),
        }),
    );
}

#[test]
fn bound_actions() {
    let letter = typed("letter", "activityid", OTHER);
    assert_post(
        AddToQueue::new(id(ROW), row(&letter)),
        "queues(659876fd-6d29-ed11-9db1-00224804f8e2)/Microsoft.Dynamics.CRM.AddToQueue",
        &json!({"Target": letter}),
    );
    let team = "teams(659876fd-6d29-ed11-9db1-00224804f8e2)/Microsoft.Dynamics.CRM";
    let members = json!({"Members": [typed("systemuser", "ownerid", USER)]});
    let user = || id::<Systemuser>(USER);
    assert_post(
        AddMembersTeam::new(id(ROW), [user()]),
        &format!("{team}.AddMembersTeam"),
        &members,
    );
    assert_post(
        RemoveMembersTeam::new(id(ROW), [user()]),
        &format!("{team}.RemoveMembersTeam"),
        &members,
    );
    assert_post(
        NewAddNoteToContact::new(id(ROW), "New Note Title", "This is the text of the note"),
        "contacts(659876fd-6d29-ed11-9db1-00224804f8e2)/Microsoft.Dynamics.CRM.new_AddNoteToContact",
        &json!({"NoteTitle": "New Note Title", "NoteText": "This is the text of the note"}),
    );
    assert_post(
        ExecuteWorkflow::new(id(ROW), uuid(OTHER)),
        "workflows(659876fd-6d29-ed11-9db1-00224804f8e2)/Microsoft.Dynamics.CRM.ExecuteWorkflow",
        &json!({"EntityId": OTHER}),
    );
    assert_post(
        SendEmail::new(id(ROW), true),
        "emails(659876fd-6d29-ed11-9db1-00224804f8e2)/Microsoft.Dynamics.CRM.SendEmail",
        &json!({"IssueSend": true}),
    );
    assert_post(
        AddUserToRecordTeam::new(user(), id::<Account>(ROW), id::<Teamtemplate>(OTHER)),
        "systemusers(ce31e691-f559-ec11-8f8f-000d3a308de4)/Microsoft.Dynamics.CRM.AddUserToRecordTeam",
        &json!({
            "Record": typed("account", "accountid", ROW),
            "TeamTemplate": typed("teamtemplate", "teamtemplateid", OTHER),
        }),
    );
}

#[test]
fn action_of_complex_types() {
    let privilege = |id: &str, name: &str| RolePrivilege {
        depth: PrivilegeDepth::BASIC,
        privilege_id: uuid(id),
        business_unit_id: uuid(USER),
        privilege_name: Some(name.to_owned()),
    };
    let privileges = [
        privilege(ROW, "prvReadAccount"),
        privilege(OTHER, "prvCreateAccount"),
    ];
    let body = |id: &str, name: &str| {
        json!({
            "Depth": "Basic",
            "PrivilegeId": id,
            "BusinessUnitId": USER,
            "PrivilegeName": name,
        })
    };
    assert_post(
        AddPrivilegesRole::new(id(ROW), privileges),
        "roles(659876fd-6d29-ed11-9db1-00224804f8e2)/Microsoft.Dynamics.CRM.AddPrivilegesRole",
        &json!({"Privileges": [body(ROW, "prvReadAccount"), body(OTHER, "prvCreateAccount")]}),
    );
}

#[test]
fn actions_of_collections() {
    assert_post(
        ExportTranslation::new("MySolution"),
        "solutions/Microsoft.Dynamics.CRM.ExportTranslation",
        &json!({"SolutionName": "MySolution"}),
    );
    let mut target = typed("contact", "contactid", ROW);
    target["firstname"] = json!("Rafel");
    assert_post(
        CreateMultiple::new([row(&target)]),
        "contacts/Microsoft.Dynamics.CRM.CreateMultiple",
        &json!({"Targets": [target]}),
    );
    let mut target = typed("account", "accountid", ROW);
    target["name"] = json!("Fourth Coffee");
    assert_post(
        UpdateMultiple::new([row(&target)]),
        "accounts/Microsoft.Dynamics.CRM.UpdateMultiple",
        &json!({"Targets": [target]}),
    );
    assert_post(
        ValidateSavedQuery::new("<fetch/>", 0),
        "savedqueries/Microsoft.Dynamics.CRM.ValidateSavedQuery",
        &json!({"FetchXml": "<fetch/>", "QueryType": 0}),
    );
}

#[test]
fn actions_of_files() {
    assert_post(
        InitializeFileBlocksUpload::new(id::<Account>(ROW), "25mb.pdf", "sample_filecolumn"),
        "InitializeFileBlocksUpload",
        &json!({
            "Target": typed("account", "accountid", ROW),
            "FileName": "25mb.pdf",
            "FileAttributeName": "sample_filecolumn",
        }),
    );
    assert_post(
        UploadBlock::new("QUFB", "JVBERi0=".to_owned(), "token"),
        "UploadBlock",
        &json!({"BlockId": "QUFB", "BlockData": "JVBERi0=", "FileContinuationToken": "token"}),
    );
    assert_post(
        CommitFileBlocksUpload::new("25mb.pdf", "application/pdf", ["QUFB", "QkJC"], "token"),
        "CommitFileBlocksUpload",
        &json!({
            "FileName": "25mb.pdf",
            "MimeType": "application/pdf",
            "BlockList": ["QUFB", "QkJC"],
            "FileContinuationToken": "token",
        }),
    );
}
