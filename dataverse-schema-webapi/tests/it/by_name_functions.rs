//! Query functions and totals over columns that are found by name at run time.

use dataverse_schema::prelude::*;
use dataverse_schema::query::{Filter, QueryError, Total};
use dataverse_schema::table::AnyColumn;
use dataverse_schema::value::{Date, DateTime, Decimal, Uuid, Value, ValueType};

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
use schema::ContosoParcel;
use schema::contoso_parcel::ContosoContents;

type Condition = Filter<ContosoParcel>;
type Column = AnyColumn<ContosoParcel>;

fn column(name: &str) -> Column {
    ContosoParcel::column(name).expect("a column")
}

fn text(filter: Condition) -> String {
    let query = ContosoParcel::unlisted().query().filter(filter);
    let request = query.into_request().expect("no errors");
    held(&request).path.replace("%20", " ")
}

fn errors(filter: Condition) -> Vec<QueryError> {
    let query = ContosoParcel::unlisted().query().filter(filter);
    let errors = query.into_request().expect_err("an invalid query");
    errors.as_slice().to_vec()
}

fn operator(property: &'static str, operator: &'static str) -> QueryError {
    QueryError::Operator { property, operator }
}

#[test]
fn functions_are_those_of_typed_columns() {
    let c = ContosoParcel::columns();
    let (sealed, day) = (column("contoso_sealedon"), column("contoso_deliveryday"));
    let owner = column("ownerid");
    let moment: DateTime = "2026-01-31T08:00:00Z".parse().expect("a moment");
    let date: Date = "2026-01-31".parse().expect("a date");
    let id = Uuid::from_u128(7);
    let pairs = [
        (sealed.today(), c.contoso_sealed_on.today()),
        (day.last_x_days(3), c.contoso_delivery_day.last_x_days(3)),
        (
            day.in_fiscal_period_and_year(2, 2026),
            c.contoso_delivery_day.in_fiscal_period_and_year(2, 2026),
        ),
        (
            sealed.on(Value::DateTime(moment)),
            c.contoso_sealed_on.on(moment),
        ),
        (
            day.on_or_after(Value::Date(date)),
            c.contoso_delivery_day.on_or_after(date),
        ),
        (
            sealed.older_than_x_minutes(5),
            c.contoso_sealed_on.older_than_x_minutes(5),
        ),
        (owner.equal_user_id(), c.owner_id.equal_user_id()),
        (owner.equal_user_teams(), c.owner_id.equal_user_teams()),
        (
            column("contoso_parcelid").under(Value::Guid(id)),
            c.contoso_parcel_id.under(id),
        ),
        (
            column("contoso_contents").contain_values([1, 2]),
            c.contoso_contents
                .contain_values([1, 2].map(ContosoContents::from_value)),
        ),
        (
            column("contoso_pieces").equal_user_language(),
            c.contoso_pieces.equal_user_language(),
        ),
    ];
    for (by_name, typed) in pairs {
        assert_eq!(text(by_name), text(typed));
    }
}

#[test]
fn functions_of_other_types_are_errors() {
    let (name, day) = (column("contoso_name"), column("contoso_deliveryday"));
    let service = column("contoso_service");
    for (condition, error) in [
        (name.today(), operator("contoso_name", "Today")),
        (name.last_x_days(3), operator("contoso_name", "LastXDays")),
        (
            day.last_x_hours(3),
            operator("contoso_deliveryday", "LastXHours"),
        ),
        (
            name.equal_user_id(),
            operator("contoso_name", "EqualUserId"),
        ),
        (
            service.contain_values([1]),
            operator("contoso_service", "ContainValues"),
        ),
        (
            name.equal_user_language(),
            operator("contoso_name", "EqualUserLanguage"),
        ),
        (
            column("contoso_pin").is_in([Value::Text("1".into())]),
            QueryError::NotReadable {
                property: "contoso_pin",
            },
        ),
        (
            day.on(Value::Boolean(true)),
            QueryError::WrongType {
                property: "contoso_deliveryday",
                expected: Some(ValueType::Date),
                actual: Some(ValueType::Boolean),
            },
        ),
        (
            column("contoso_contents").is_in([Value::Boolean(true)]),
            QueryError::WrongType {
                property: "contoso_contents",
                expected: Some(ValueType::Choices),
                actual: Some(ValueType::Boolean),
            },
        ),
    ] {
        assert_eq!(errors(condition), [error]);
    }
}

#[test]
fn totals_are_read_by_the_types_of_their_columns() {
    let groups = ContosoParcel::unlisted().aggregate().compute((
        column("contoso_pieces").sum(),
        column("contoso_depth").average(),
        column("contoso_deliveryday").max(),
        column("contoso_declaredvalue").min(),
    ));
    let request = groups.to_request().expect("no errors");
    assert_eq!(
        held(&request).path.replace("%20", " "),
        "contoso_parcels?$apply=aggregate(contoso_pieces with sum as total1,contoso_depth with average as total2,\
         contoso_deliveryday with max as total3,contoso_declaredvalue with min as total4)"
    );
    let body = r#"{"value":[{"total1":7,"total2":0.5,"total3":"2026-01-31","total4":1.50}]}"#;
    let read = groups.read(body.as_bytes()).expect("groups");
    let date: Date = "2026-01-31".parse().expect("a date");
    let decimal = |text: &str| Value::Decimal(text.parse::<Decimal>().expect("a decimal"));
    assert_eq!(
        read[0].totals,
        (
            Some(decimal("7")),
            Some(Value::Double(0.5)),
            Some(Value::Date(date)),
            Some(decimal("1.50")),
        )
    );

    let fetch = ContosoParcel::unlisted().fetch_groups();
    let fetch = fetch.compute((column("contoso_pieces").sum(), Total::count()));
    let body = r#"{"value":[{"total1":7,"total2":3}]}"#;
    let read = fetch.read(body.as_bytes()).expect("groups");
    assert_eq!(read[0].totals, (Some(decimal("7")), 3));
}

#[test]
fn totals_of_other_types_are_errors() {
    let invalid = |name, total: fn(Column) -> Total<ContosoParcel, Option<Value<'static>>>| {
        let total = total(column(name));
        let groups = ContosoParcel::unlisted().aggregate().compute(total.clone());
        let groups = groups.to_request().expect_err("an invalid query");
        let fetch = ContosoParcel::unlisted().fetch_groups().compute(total);
        let fetch = fetch.to_request().expect_err("an invalid query");
        [groups, fetch].map(|errors| errors.to_string())
    };
    let error =
        |function: &str, name: &str| format!("cannot use `{function}` with values of `{name}`");
    let sum = error("sum", "contoso_name");
    assert_eq!(invalid("contoso_name", Column::sum), [sum.clone(), sum]);
    let max = error("max", "contoso_service");
    assert_eq!(invalid("contoso_service", Column::max), [max.clone(), max]);
    let averages = ["average", "avg"].map(|function| error(function, "contoso_deliveryday"));
    assert_eq!(invalid("contoso_deliveryday", Column::average), averages);
}
