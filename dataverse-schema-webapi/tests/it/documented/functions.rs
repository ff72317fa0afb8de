//! Requests of functions.

use super::schema::operations::*;
use super::schema::tables::*;
use super::{ROW, USER, assert_get, id, row, typed};

#[test]
fn unbound_functions() {
    assert_get(WhoAmI::new(), "WhoAmI()");
    assert_get(RetrieveVersion::new(), "RetrieveVersion()");
    assert_get(
        GetTimeZoneCodeByLocalizedName::new("Pacific Standard Time", 1033),
        "GetTimeZoneCodeByLocalizedName(LocalizedStandardName=@p1,LocaleId=@p2)\
         ?@p1='Pacific Standard Time'&@p2=1033",
    );
    assert_get(
        FormatAddress::new("123 Maple St.", "Seattle", "WA", "98007", "USA"),
        "FormatAddress(Line1=@p1,City=@p2,StateOrProvince=@p3,PostalCode=@p4,Country=@p5)\
         ?@p1='123 Maple St.'&@p2='Seattle'&@p3='WA'&@p4='98007'&@p5='USA'",
    );
    assert_get(
        RetrieveTotalRecordCount::new(["account", "contact"]),
        r#"RetrieveTotalRecordCount(EntityNames=@p1)?@p1=["account","contact"]"#,
    );
    assert_get(
        RetrieveCurrentOrganization::new(EndpointAccessType::DEFAULT),
        "RetrieveCurrentOrganization(AccessType=@p1)\
         ?@p1=Microsoft.Dynamics.CRM.EndpointAccessType'Default'",
    );
}

#[test]
fn functions_of_rows() {
    let account = || id::<Account>(ROW);
    assert_get(
        InitializeFrom::new(account(), "account", TargetFieldType::VALID_FOR_CREATE),
        "InitializeFrom(EntityMoniker=@p1,TargetEntityName=@p2,TargetFieldType=@p3)\
         ?@p1={'@odata.id':'accounts(659876fd-6d29-ed11-9db1-00224804f8e2)'}&@p2='account'\
         &@p3=Microsoft.Dynamics.CRM.TargetFieldType'ValidForCreate'",
    );
    assert_get(
        CalculateRollupField::new(account(), "new_total"),
        "CalculateRollupField(Target=@p1,FieldName=@p2)\
         ?@p1={'@odata.id':'accounts(659876fd-6d29-ed11-9db1-00224804f8e2)'}&@p2='new_total'",
    );
    assert_get(
        IsValidStateTransition::new(account(), "Inactive", 2),
        "IsValidStateTransition(Entity=@p1,NewState=@p2,NewStatus=@p3)\
         ?@p1={'@odata.id':'accounts(659876fd-6d29-ed11-9db1-00224804f8e2)'}\
         &@p2='Inactive'&@p3=2",
    );
}

/// The documentation has single quotes in JSON, which has double quotes.
#[test]
fn function_of_a_complex_type() {
    let page = PagingInfo {
        page_number: 1,
        count: 50,
        return_total_record_count: None,
        paging_cookie: None,
    };
    let account = row(&typed("account", "accountid", ROW));
    assert_get(
        RetrieveDuplicates::new(account, "account").paging_info(page),
        &"RetrieveDuplicates(BusinessEntity=@p1,MatchingEntityName=@p2,PagingInfo=@p3)\
         ?@p1={'@odata.type':'Microsoft.Dynamics.CRM.account','accountid':'659876fd-6d29-ed11-9db1-00224804f8e2'}\
         &@p2='account'&@p3={'PageNumber':1,'Count':50}"
            .replace('\'', "\"")
            .replace("\"account\"&", "'account'&"),
    );
}

#[test]
fn bound_functions() {
    let user = || id::<Systemuser>(USER);
    let path = "systemusers(ce31e691-f559-ec11-8f8f-000d3a308de4)/Microsoft.Dynamics.CRM";
    assert_get(
        RetrieveUserPrivileges::new(user()),
        &format!("{path}.RetrieveUserPrivileges"),
    );
    assert_get(
        SampleIsSystemAdmin::new(user()),
        &format!("{path}.sample_IsSystemAdmin"),
    );
    assert_get(
        RetrieveAllChildUsersSystemUser::new(user()),
        &format!("{path}.RetrieveAllChildUsersSystemUser()"),
    );
    assert_get(
        RetrievePrincipalAccess::new(user(), id::<Account>(ROW)),
        &format!(
            "{path}.RetrievePrincipalAccess(Target=@p1)?@p1={{'@odata.id':'accounts({ROW})'}}"
        ),
    );
    assert_get(
        RetrieveUnpublishedMultiple::new(),
        "savedqueries/Microsoft.Dynamics.CRM.RetrieveUnpublishedMultiple()",
    );
}
