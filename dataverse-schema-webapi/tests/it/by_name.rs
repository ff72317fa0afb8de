//! Queries over columns that are found by name at run time.

use dataverse_schema::prelude::*;
use dataverse_schema::query::{Filter, ListRelationship, Query, QueryError, Total};
use dataverse_schema::table::{
    AnyColumn, AnyTable, ManyToOne, NavigationPath, QueryTable, UnknownName,
};
use dataverse_schema::value::{Uuid, Value, ValueType};

use crate::sent::held;

mod schema {
    dataverse_schema::include_schema!(
        [
            "contoso_carrier.md",
            "contoso_depot.md",
            "contoso_parcel.md"
        ],
        dir = "../tests/pages"
    );
}
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

fn column(name: &str) -> AnyColumn<ContosoParcel> {
    ContosoParcel::column(name).expect("a column")
}

#[test]
fn columns_of_a_list_are_selected() {
    let names = ["contoso_name", "contoso_service", "ownerid"];
    let columns: Result<Vec<_>, UnknownName> =
        names.into_iter().map(ContosoParcel::column).collect();
    let query = ContosoParcel::unlisted()
        .query()
        .select(columns.expect("columns"))
        .order_by(vec![
            column("contoso_deliveryday").desc(),
            ContosoParcel::columns().contoso_name.untyped().asc(),
        ]);
    assert_eq!(
        query.to_string(),
        "contoso_parcels?$select=contoso_name,contoso_service,_ownerid_value&$orderby=contoso_deliveryday%20desc,contoso_name"
    );
}

/// A condition of a filter dialog: a name, an operator, and the text of a value.
fn condition((name, operator, text): (&str, &str, &str)) -> Result<Filter<ContosoParcel>, String> {
    let column = ContosoParcel::column(name).map_err(|error| error.to_string())?;
    let value = || column.info().parse(text).map_err(|error| error.to_string());
    Ok(match operator {
        "empty" => column.is_null(),
        "contains" => column.contains(text),
        "=" => column.eq(value()?),
        ">" => column.gt(value()?),
        _ => return Err(format!("unknown operator `{operator}`")),
    })
}

fn filtered(conditions: &[(&str, &str, &str)]) -> Result<String, String> {
    let conditions: Result<Vec<_>, _> = conditions.iter().copied().map(condition).collect();
    let filter = conditions?.into_iter().reduce(Filter::and);
    let query = filter
        .into_iter()
        .fold(ContosoParcel::unlisted().query(), |query, filter| {
            query.filter(filter)
        });
    let request = query.into_request().map_err(|error| error.to_string())?;
    Ok(held(&request).path.replace("%20", " "))
}

#[test]
fn conditions_of_a_dialog_become_a_filter() {
    assert_eq!(
        filtered(&[
            ("contoso_name", "contains", "box"),
            ("contoso_service", "=", "Next day"),
            ("contoso_pieces", ">", "3"),
            ("contoso_deliveryday", "=", "2026-01-31"),
            ("ownerid", "empty", ""),
        ]),
        Ok("contoso_parcels?$filter=contains(contoso_name,'box') and contoso_service eq 2 and contoso_pieces gt 3 and contoso_deliveryday eq 2026-01-31 and _ownerid_value eq null".to_owned())
    );
    assert_eq!(filtered(&[]), Ok("contoso_parcels".to_owned()));
    let error = |condition| filtered(&[condition]).expect_err("an invalid condition");
    assert_eq!(
        error(("contoso_nmae", "=", "Box")),
        "unknown column `contoso_nmae` of table `contoso_parcel`"
    );
    assert_eq!(
        error(("contoso_pieces", "contains", "3")),
        "cannot use `contains` with values of `contoso_pieces`"
    );
    assert_eq!(
        error(("contoso_service", ">", "1")),
        "cannot use `gt` with values of `contoso_service`"
    );
}

#[test]
fn value_of_another_type_is_an_error() {
    let query = ContosoParcel::unlisted()
        .query()
        .filter(column("contoso_pieces").eq(Value::Boolean(true)));
    let errors = query.into_request().expect_err("another type");
    assert_eq!(
        errors.as_slice(),
        [QueryError::WrongType {
            property: "contoso_pieces",
            expected: Some(ValueType::Integer),
            actual: Some(ValueType::Boolean)
        }]
    );
}

/// Returns the errors of a query for parcels.
fn errors(query: Query<ContosoParcel>) -> Vec<QueryError> {
    let errors = query.into_request().expect_err("an invalid query");
    errors.as_slice().to_vec()
}

#[test]
fn what_the_compiler_rejects_for_typed_columns_is_an_error() {
    let query = || ContosoParcel::unlisted().query();
    let operator = |property, operator| vec![QueryError::Operator { property, operator }];
    let label = column("contoso_label");
    let file = Value::File(dataverse_schema::value::File::new(Uuid::nil()));
    assert_eq!(
        errors(query().filter(label.eq(file))),
        operator("contoso_label", "eq")
    );
    let service = column("contoso_service");
    let range = service.between(Value::Choice(1), Value::Choice(2));
    assert_eq!(
        errors(query().filter(range)),
        operator("contoso_service", "Between")
    );
    let pin = || column("contoso_pin");
    let not_readable = vec![QueryError::NotReadable {
        property: "contoso_pin",
    }];
    assert_eq!(errors(query().select(pin())), not_readable);
    assert_eq!(errors(query().order_by(pin().asc())), not_readable);
    assert_eq!(errors(query().filter(pin().is_null())), not_readable);
    let carriers = ContosoParcel::many_to_one().contoso_carrier;
    let other = |actual| {
        vec![QueryError::WrongType {
            property: "contoso_name",
            expected: Some(ValueType::Text),
            actual: Some(actual),
        }]
    };
    let carrier_name = ContosoCarrier::column("contoso_name").expect("a column");
    let related = carriers.column(carrier_name).eq(Value::Integer(1));
    assert_eq!(errors(query().filter(related)), other(ValueType::Integer));
    let compared = column("contoso_name").eq_column(column("contoso_pieces"));
    assert_eq!(errors(query().filter(compared)), other(ValueType::Integer));
    let list = column("contoso_name").is_in([Value::Boolean(true)]);
    assert_eq!(errors(query().filter(!list)).len(), 2);
}

#[test]
fn rows_are_grouped_by_a_column_of_a_configuration() {
    let by = |name| {
        let groups = ContosoParcel::unlisted().aggregate();
        groups.group_by(column(name)).compute(Total::count())
    };
    let by_name = by("contoso_name");
    let body = r#"{"value":[{"contoso_name":"Box","total1":2},{"contoso_name":null,"total1":1}]}"#;
    let groups = by_name.read(body.as_bytes()).expect("groups");
    let keys = groups.iter().map(|group| group.key.clone());
    assert_eq!(
        keys.collect::<Vec<_>>(),
        [Some(Value::Text("Box".into())), None]
    );
    let errors = by("contoso_contents").to_request().expect_err("options");
    assert_eq!(
        errors.as_slice(),
        [QueryError::Operator {
            property: "contoso_contents",
            operator: "groupby"
        }]
    );
}

#[test]
fn fetch_xml_has_the_same_checks() {
    let fetch = ContosoParcel::unlisted().fetch();
    let fetch = fetch
        .select(vec![column("contoso_name"), column("contoso_pin")])
        .filter((
            column("contoso_pieces").matches("3%"),
            column("contoso_pieces").eq(Value::Boolean(true)),
        ));
    let errors = fetch.to_request().expect_err("an invalid query");
    let errors: Vec<String> = errors.as_slice().iter().map(ToString::to_string).collect();
    assert_eq!(
        errors,
        [
            "cannot query `contoso_pin`, which rows don't have: remove it from the query",
            "cannot use `like` with values of `contoso_pieces`",
            "expected a value of type Integer for `contoso_pieces`, found Boolean",
        ]
    );
}

#[test]
fn text_of_a_filter_is_combined_with_typed_ones() {
    let text = Filter::unchecked("contoso_name eq 'A & B' or contoso_pieces gt 3");
    let query = ContosoParcel::unlisted()
        .query()
        .filter((column("contoso_notes").is_null(), !text));
    assert_eq!(
        query.to_string().replace("%20", " "),
        "contoso_parcels?$filter=contoso_notes eq null and not ((contoso_name eq %27A %26 B%27 or contoso_pieces gt 3))"
    );
    let fetch = ContosoParcel::unlisted()
        .fetch()
        .filter(Filter::unchecked("contoso_pieces gt 3"));
    let errors = fetch.to_request().expect_err("text of OData");
    assert_eq!(
        errors.as_slice()[0].to_string(),
        "cannot express `Filter::unchecked` in FetchXML, as its text is OData's: use typed conditions, or write the query for `fetch_text`"
    );
}

/// A list of parcels with the rows of a relationship, for any table.
fn with_lists<R: ListRelationship>(relationship: R, condition: Filter<R::To>) -> Query<R::From>
where
    R::From: QueryTable,
{
    let lists = relationship.filter(condition.clone()).top(3);
    R::From::query()
        .filter(relationship.any(condition))
        .expand(lists)
}

/// The related rows of a row, for any table.
fn related<R: ListRelationship<To: QueryTable>>(relationship: R, row: Id<R::From>) -> Query<R::To> {
    NavigationPath::new(relationship, row).query()
}

/// A row that was expanded.
fn first<R: ListRelationship>(row: &R::From, relationship: R) -> Option<R::To> {
    let rows = row.related(relationship).expect("related rows").present();
    rows?.into_iter().next()
}

#[test]
fn generic_code_names_lists_by_one_bound() {
    let parcels = ContosoCarrier::one_to_many().contoso_parcel_carrier;
    let query = with_lists(parcels, column("contoso_pieces").gt(Value::Integer(3)));
    assert_eq!(
        query.to_string().replace("%20", " "),
        "contoso_carriers?$filter=contoso_parcel_carrier/any(o1:o1/contoso_pieces gt 3)&$expand=contoso_parcel_carrier($filter=contoso_pieces gt 3;$top=3)"
    );
    let (lists, many) = (ContosoDepot::one_to_many(), ContosoDepot::many_to_many());
    let id = Uuid::nil();
    let query = related(lists.contoso_depot_depots, Id::new(id));
    assert_eq!(
        query.to_string(),
        format!("contoso_depots({id})/contoso_depot_depots")
    );
    let query = related(many.contoso_depot_carriers, Id::new(id));
    assert_eq!(
        query.to_string(),
        format!("contoso_depots({id})/contoso_depot_carriers")
    );
    let body = r#"{"contoso_parcel_carrier":[{"contoso_name":"Box"}]}"#;
    let carrier: ContosoCarrier = serde_json::from_str(body).expect("a row");
    let parcel = first(&carrier, parcels).expect("a parcel");
    assert_eq!(parcel.contoso_name.as_deref(), Some("Box"));
}

#[test]
fn relationships_of_a_configuration_are_expanded() {
    let recipient: ManyToOne<ContosoParcel, AnyTable> =
        ContosoParcel::relationship("contoso_Recipient_account").expect("a relationship");
    let carrier: ManyToOne<ContosoParcel, ContosoCarrier> =
        ContosoParcel::relationship("contoso_parcel_carrier").expect("a relationship");
    let name = ContosoCarrier::column("contoso_name").expect("a column");
    let query = ContosoParcel::unlisted()
        .query()
        .expand(recipient)
        .expand(carrier.select(name))
        .filter(carrier.column(name).contains("Post"));
    assert_eq!(
        query.to_string().replace("%20", " "),
        "contoso_parcels?$filter=contains(contoso_Carrier/contoso_name,'Post')&$expand=contoso_Recipient_account,contoso_Carrier($select=contoso_name)"
    );
    let body = r#"{"contoso_Recipient_account":{"name":"Contoso"}}"#;
    let row: ContosoParcel = serde_json::from_str(body).expect("a row");
    let json = row.related_json(recipient).present().expect("a row");
    assert_eq!(json.as_str(), r#"{"name":"Contoso"}"#);
}
