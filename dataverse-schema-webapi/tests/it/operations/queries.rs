//! Queries for the rows that functions return.

use dataverse_schema::prelude::*;
use dataverse_schema::query::Tracked;
use dataverse_schema::query::fetch::Fetch;
use serde_json::json;

use super::schema::operations::*;
use super::schema::{ContosoParcel, ContosoSeal};
use super::{FIRST, SECOND, assert_get, id, response};

mod documented {
    dataverse_schema::include_schema!(
        "operations/microsoft_operations.md",
        "documented/systemuser.md",
        dir = "../tests/pages",
    );
}

#[derive(Debug, PartialEq, Projection)]
#[projection(table = ContosoParcel)]
struct Name {
    contoso_name: String,
}

#[derive(Debug, PartialEq, Projection)]
#[projection(table = ContosoSeal)]
struct Seal {
    contoso_seal_id: Id<ContosoSeal>,
}

fn parcels() -> FabrikamParcelsSealedBy {
    FabrikamParcelsSealedBy::new(id::<ContosoSeal>(SECOND), ["a", "b"])
}

/// [The documentation][documented] says that `$select` can follow this function.
///
/// [documented]: https://learn.microsoft.com/previous-versions/dynamicscrm-2016/developers-guide/mt607682(v=crm.8)
#[test]
fn documented_function() {
    use documented::SystemUser;
    use documented::operations::RetrieveAllChildUsersSystemUser;

    let users = RetrieveAllChildUsersSystemUser::new(id::<SystemUser>(FIRST));
    let users = users.into_query().expect("no rows as arguments");
    let users = users.select(SystemUser::columns().full_name);
    assert_get(
        &users.into_request().expect("a valid query"),
        &format!(
            "systemusers({FIRST})/Microsoft.Dynamics.CRM.RetrieveAllChildUsersSystemUser()?$select=fullname"
        ),
    );
}

#[test]
fn aliases_of_the_query_follow_those_of_the_call() {
    let c = ContosoParcel::columns();
    let query = parcels()
        .into_query()
        .expect("valid arguments")
        .select(c.contoso_name)
        .filter(c.contoso_name.is_in(["P-1", "P-2"]))
        .order_by(c.contoso_name.desc())
        .top(3);
    let path = "fabrikam_ParcelsSealedBy(Witness=@p1,Names=@p2)";
    let seal = format!("{{'@odata.id':'contoso_seals({SECOND})'}}");
    let filter =
        "$filter=Microsoft.Dynamics.CRM.In(PropertyName='contoso_name',PropertyValues=@p3)";
    let aliases = format!(r#"@p1={seal}&@p2=["a","b"]&@p3=["P-1","P-2"]"#);
    assert_get(
        &query.clone().into_request().expect("a valid query"),
        &format!(
            "{path}?$select=contoso_name&{filter}&$orderby=contoso_name desc&$top=3&{aliases}"
        ),
    );
    assert_get(
        &query.to_count_request().expect("a valid query"),
        &format!("{path}/$count?{filter}&{aliases}"),
    );
    assert_get(
        &query.ids().into_request().expect("a valid query"),
        &format!(
            "{path}?$select=contoso_parcelid&{filter}&$orderby=contoso_name desc&$top=3&{aliases}"
        ),
    );
}

#[test]
fn rows_are_read_as_a_projection() {
    let query = parcels().into_query_as::<Name>().expect("valid arguments");
    let url = query.to_string();
    assert!(
        url.contains("?$select=contoso_parcelid,contoso_name&@p1="),
        "{url}"
    );
    let body = json!({"value": [{"contoso_name": "P-1"}]});
    let rows = response(&body).rows::<Name>().expect("rows");
    let contoso_name = "P-1".to_owned();
    assert_eq!(*rows, [Name { contoso_name }]);
}

#[test]
fn single_row() {
    let c = ContosoSeal::columns();
    let parcel = id::<ContosoParcel>(FIRST);
    let path = format!("contoso_parcels({FIRST})/Microsoft.Dynamics.CRM.fabrikam_Oldest()");
    let seal = FabrikamOldest::new(parcel).into_query().expect("no rows");
    assert_get(
        &seal
            .select(c.contoso_seal_id)
            .into_request()
            .expect("a valid query"),
        &format!("{path}?$select=contoso_sealid"),
    );
    let seal = FabrikamOldest::new(parcel)
        .into_query_as::<Seal>()
        .expect("no rows");
    assert_get(
        &seal.into_request().expect("a valid query"),
        &format!("{path}?$select=contoso_sealid"),
    );
}

/// The page of this function doesn't say whether it is composable.
#[test]
fn function_that_may_be_composable() {
    let seals = FabrikamSeals::new(id::<ContosoParcel>(FIRST));
    let seals = seals.into_query().expect("no rows as arguments").top(1);
    assert_get(
        &seals.into_request().expect("a valid query"),
        &format!("contoso_parcels({FIRST})/Microsoft.Dynamics.CRM.fabrikam_Seals()?$top=1"),
    );
}

#[test]
fn changes_of_a_result_are_not_tracked() {
    let query = parcels().into_query().expect("valid arguments");
    let error = query.track_changes().into_request();
    assert_eq!(
        error.expect_err("an error").to_string(),
        "cannot track the changes of `fabrikam_ParcelsSealedBy(Witness=@p1,Names=@p2)`: \
         track those of the table, and filter the rows of the response"
    );
    let query = parcels().into_query_as::<Tracked<Name>>();
    let error = query.expect("valid arguments").into_request();
    assert!(error.is_err());
}

#[test]
fn result_is_not_conditional() {
    let seal = FabrikamOldest::new(id::<ContosoParcel>(FIRST)).into_query();
    let error = seal
        .expect("no rows")
        .if_none_match("W/\"1\"")
        .into_request();
    assert_eq!(
        error.expect_err("an error").to_string(),
        "cannot combine `if_none_match` with the result of a function: remove it"
    );
}

#[test]
fn parameters_with_the_name_of_the_method() {
    let query = parcels()
        .into_query_("P")
        .into_query()
        .expect("valid arguments");
    let url = query.to_string();
    assert!(
        url.contains("(Witness=@p1,Names=@p2,IntoQuery=@p3)?@p1="),
        "{url}"
    );
    assert!(url.ends_with("&@p3='P'"), "{url}");
}

#[test]
fn invalid_arguments_and_duplicate_aliases_are_errors() {
    let name = ContosoParcel::columns().contoso_name;
    let new = ContosoParcel::create().set(name, "x".repeat(5_000));
    let error = FabrikamParcelsSealedBy::new(new, ["a"]).into_query();
    let error = error.expect_err("too long").to_string();
    assert!(error.contains("contoso_name"), "{error}");

    let query = parcels().into_query().expect("valid arguments");
    let error = query.clone().query_option("@p2", "[]").into_request();
    let error = error.expect_err("two values").to_string();
    assert!(error.contains("duplicate query option `@p2`"), "{error}");

    let error = Fetch::try_from(query).expect_err("FetchXML has no functions");
    assert!(
        error.to_string().contains("fabrikam_ParcelsSealedBy"),
        "{error}"
    );
}
