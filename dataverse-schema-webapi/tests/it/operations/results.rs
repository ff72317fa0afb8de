//! Results that lack something, or in which numbers have unusual forms.

use dataverse_schema::Response;
use dataverse_schema::operation::Operation;
use serde_json::{Value, json};

use super::schema::operations::*;
use super::{FIRST, response};

/// Returns the message about a result.
fn error<O: Operation>(body: &str) -> String {
    let response = Response::new(200, [("Content-Type", "application/json")], body);
    match response.result::<O>() {
        Ok(_) => panic!("{body} is a result"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn incomplete_collections_are_errors() {
    let rows = r#"{"value": [], "@odata.nextLink": "https://contoso/x"}"#;
    assert_eq!(
        error::<FabrikamQualify>(rows),
        "invalid response body: `@odata.nextLink`: more values follow, and are missing"
    );
    let keys = r#"{"Counts": {"Keys": [], "Keys@odata.nextLink": "https://contoso/x"}}"#;
    assert_eq!(
        error::<FabrikamTotals>(keys),
        "invalid response body: `Counts`: `Keys@odata.nextLink`: more values follow, and are missing"
    );
    let complete = response(&json!({"value": [], "@odata.nextLink": null}));
    let rows = complete.result::<FabrikamQualify>();
    assert_eq!(rows.expect("no rows").len(), 0);
    let kept = response(&json!({"value": [], "@odata.nextLink": "https://contoso/x"}));
    let seals = kept.result::<FabrikamSeals>().expect("rows");
    assert_eq!(seals.next_link(), Some("https://contoso/x"));
}

#[test]
fn duplicate_properties_are_errors() {
    let message = error::<FabrikamWhoami>(&format!(
        r#"{{"UserId": "{FIRST}", "BusinessUnitId": "{FIRST}", "UserId": "{FIRST}"}}"#
    ));
    assert!(
        message.contains("`UserId`: duplicate property"),
        "{message}"
    );
}

#[test]
fn missing_result_is_an_error() {
    let empty = Response::new(204, [("OData-Version", "4.0")], "");
    let error = empty.result::<FabrikamWhoami>().expect_err("no value");
    assert_eq!(
        error.to_string(),
        "invalid response body: the operation returned no value"
    );
}

#[test]
fn decimals_are_exact() {
    let weight = |weight: &str| {
        let body =
            format!(r#"{{"SealedOn": "2026-01-31T09:30:00Z", "Parts": [{{"Weight": {weight}}}]}}"#);
        let response = Response::new(200, [("Content-Type", "application/json")], body);
        let sealed = response.result::<ContosoSealParcel>();
        sealed.map(|sealed| sealed.parts[0].weight.expect("a weight").to_string())
    };
    for (json, expected) in [
        ("1.50", "1.50"),
        ("\"1.50\"", "1.50"),
        ("1.5e3", "1500"),
        (
            "0.1234567890123456789012345678",
            "0.1234567890123456789012345678",
        ),
    ] {
        assert_eq!(weight(json).expect("a number"), expected);
    }
    let rounded = weight("0.12345678901234567890123456789").expect_err("29 decimal places");
    let message = rounded.to_string();
    assert!(message.contains("too many digits"), "{message}");
}

#[test]
fn numbers_are_strings_too() {
    let values = json!(["8000000000", -1, "9223372036854775807"]);
    let counts = response(&json!({"Counts": {"Keys": [], "Values": values}}));
    let counts = counts.result::<FabrikamTotals>().expect("counts").counts;
    assert_eq!(
        counts.expect("counts").values,
        [8_000_000_000, -1, i64::MAX]
    );
    let message = error::<FabrikamTotals>(r#"{"Counts": {"Values": ["1.5"]}}"#);
    assert!(
        message.contains("expected a number, found \"1.5\""),
        "{message}"
    );

    let weigh = |value: Value| {
        let response = response(&json!({"value": value}));
        let number = response.result::<FabrikamWeigh>().expect("a number");
        number.to_string()
    };
    assert_eq!(weigh(json!(0.5)), "0.5");
    assert_eq!(weigh(json!("-INF")), "-inf");
    assert_eq!(weigh(json!("INF")), "inf");
    assert_eq!(weigh(json!("NaN")), "NaN");
}

/// Members come as names, or as their number.
#[test]
fn members_are_read() {
    let access = |value: Value| {
        let response = response(&json!({"AccessRights": value}));
        let result = response.result::<FabrikamAccessTeam>();
        result.map(|access| access.access_rights)
    };
    let both = || FabrikamAccessRights::READ_ACCESS | FabrikamAccessRights::WRITE_ACCESS;
    let members = [
        (json!("WriteAccess,ReadAccess"), both()),
        (json!(65536), FabrikamAccessRights::DELETE_ACCESS),
        (json!(3), both()),
        (json!(65539), both() | FabrikamAccessRights::DELETE_ACCESS),
        (json!(0), FabrikamAccessRights::NONE),
    ];
    for (value, expected) in members {
        assert_eq!(access(value).expect("members"), expected);
    }
    for value in [json!(9), json!(true)] {
        let error = access(value.clone()).expect_err("an error").to_string();
        let expected = format!("expected a member of `fabrikam_AccessRights`, found `{value}`");
        assert!(error.contains(&expected), "{error}");
    }
    let depth = r#"{"RolePrivileges": [{"Depth": 1}]}"#;
    let message = error::<FabrikamPrivileges>(depth);
    assert!(
        message.contains("expected a member of `fabrikam_Depth`, found `1`"),
        "{message}"
    );
}
