//! URLs, headers, and errors of queries.

use dataverse_schema::prelude::*;
use dataverse_schema::query::{Filter, QueryError};
use dataverse_schema::request::{Method, ResponseAnnotation};
use dataverse_schema::table::AlternateKey;
use dataverse_schema::value::{Uuid, ZonelessDateTime};
use dataverse_schema::{Date, DateTime, Decimal, Table};

use crate::book::logged;
use crate::sent::{header, held};

mod schema {
    dataverse_schema::include_schema!(
        [
            "contoso_carrier.md",
            "contoso_depot.md",
            "contoso_ledger.md",
            "contoso_parcel.md",
            "contoso_seal.md"
        ],
        dir = "../tests/pages",
        entity_sets(account = "accounts", contact = "contacts", team = "teams")
    );
}
use schema::contoso_parcel::{ContosoContents, ContosoService, StateCode};
use schema::{ContosoCarrier, ContosoDepot, ContosoLedger, ContosoParcel, tables};

const ID: Uuid = Uuid::from_u128(0x78914942_34cb_ed11_b596_0022481d68cd);

/// Returns the encoded filter of a query.
fn filter<T: Table>(filter: Filter<T>) -> String {
    let url = logged(T::unlisted().query().filter(filter));
    let (_, filter) = url.split_once("?$filter=").expect("there is a filter");
    filter.to_owned()
}

/// Returns the filter of a query, with spaces.
fn plain<T: Table>(of: Filter<T>) -> String {
    filter(of).replace("%20", " ")
}

#[test]
fn query_has_url_and_request() {
    let c = ContosoDepot::columns();
    let query = ContosoDepot::query()
        .select((c.contoso_name, c.contoso_opened_on))
        .filter(c.contoso_name.starts_with("North"))
        .order_by(c.contoso_opened_on.desc())
        .order_by(c.contoso_name.asc())
        .top(10);
    assert_eq!(
        logged(&query),
        "contoso_depots?$select=contoso_name,contoso_openedon&$filter=startswith(contoso_name,'North')\
         &$orderby=contoso_openedon%20desc,contoso_name&$top=10"
    );
    let request = query.into_request().expect("no errors");
    assert_eq!(held(&request).method, Method::Get);
    assert_eq!(header(&request, "Prefer"), None);
    assert_eq!(held(&request).body.as_bytes(), b"");
}

#[test]
fn count_page_size_and_annotations_are_requested() {
    let query = ContosoDepot::query().count().page_size(50).annotations([
        ResponseAnnotation::FormattedValues,
        ResponseAnnotation::Lookups,
    ]);
    let prefer = "odata.maxpagesize=50,odata.include-annotations=\"OData.Community.Display.V1.FormattedValue,\
                  Microsoft.Dynamics.CRM.lookuplogicalname,Microsoft.Dynamics.CRM.associatednavigationproperty\"";
    let twice = query.clone().into_request().expect("no errors");
    let twice = twice
        .annotations([ResponseAnnotation::Lookups, ResponseAnnotation::TotalCount])
        .return_representation();
    assert_eq!(
        header(&twice, "Prefer"),
        Some(
            "odata.maxpagesize=50,odata.include-annotations=\"OData.Community.Display.V1.FormattedValue,\
             Microsoft.Dynamics.CRM.lookuplogicalname,Microsoft.Dynamics.CRM.associatednavigationproperty,\
             Microsoft.Dynamics.CRM.totalrecordcount,Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded\",\
             return=representation"
        )
    );
    let link = "https://contoso.api.crm.dynamics.com/api/data/v9.2/contoso_depots?$skiptoken=%3Ccookie%20page=%222%22%20/%3E";
    let next = query.next_page(link);
    assert_eq!(held(&next).path, link);
    let request = query.into_request().expect("no errors");
    assert_eq!(held(&request).path, "contoso_depots?$count=true");
    for request in [&request, &next] {
        assert_eq!(header(request, "Prefer"), Some(prefer));
    }
    let base = "https://contoso.api.crm.dynamics.com"
        .parse()
        .expect("a valid value");
    assert_eq!(next.url(&base), link);
    assert_eq!(
        request.url(&base),
        "https://contoso.api.crm.dynamics.com/api/data/v9.2/contoso_depots?$count=true"
    );
}

#[test]
fn literals_are_printed_by_type() {
    let c = ContosoParcel::columns();
    let moment: DateTime = "2026-01-01T10:30:00+02:00".parse().expect("a valid value");
    let zoneless: ZonelessDateTime = "2026-01-01T10:30:00Z".parse().expect("a valid value");
    let day: Date = "2026-01-01".parse().expect("a valid value");
    let exact: Decimal = "0.10".parse().expect("a valid value");
    let contact = Id::<tables::Contact>::new(ID);
    for (filter, expected) in [
        (c.contoso_name.eq("O'Brian"), "contoso_name eq 'O''Brian'"),
        (c.contoso_notes.ne("a"), "contoso_notes ne 'a'"),
        (c.contoso_pieces.gt(-3), "contoso_pieces gt -3"),
        (
            c.contoso_bulk_number.ge(9_007_199_254_740_993_i64),
            "contoso_bulknumber ge 9007199254740993",
        ),
        (c.contoso_rate.lt(exact), "contoso_rate lt 0.10"),
        (c.contoso_declared_value.le(5), "contoso_declaredvalue le 5"),
        (
            c.contoso_depth.eq(-1e15),
            "contoso_depth eq -1000000000000000",
        ),
        (c.contoso_fragile.eq(true), "contoso_fragile eq true"),
        (
            c.contoso_service.eq(ContosoService::from_value(2)),
            "contoso_service eq 2",
        ),
        (
            c.contoso_service.ne(ContosoService::from_value(77)),
            "contoso_service ne 77",
        ),
        (c.statecode.eq(StateCode::from_value(0)), "statecode eq 0"),
        (
            c.contoso_contents.eq([
                ContosoContents::from_value(3),
                ContosoContents::from_value(1),
            ]),
            "contoso_contents eq '1%2C3'",
        ),
        (
            c.contoso_sealed_on.ge(moment),
            "contoso_sealedon ge 2026-01-01T08:30:00Z",
        ),
        (
            c.contoso_pick_up_time.ge(zoneless),
            "contoso_pickuptime ge 2026-01-01T10:30:00Z",
        ),
        (
            c.contoso_delivery_day.ge(day),
            "contoso_deliveryday ge 2026-01-01",
        ),
        (
            c.contoso_parcel_id.eq(ID),
            "contoso_parcelid eq 78914942-34cb-ed11-b596-0022481d68cd",
        ),
        (
            c.contoso_recipient.eq(contact),
            "_contoso_recipient_value eq 78914942-34cb-ed11-b596-0022481d68cd",
        ),
        (
            c.contoso_carrier.is_null(),
            "_contoso_carrier_value eq null",
        ),
        (c.contoso_photo.is_not_null(), "contoso_photo ne null"),
        (c.contoso_locked.eq(true), "contoso_locked/Value eq true"),
        (
            c.contoso_record_type.eq("contact"),
            "contoso_recordtype eq 'contact'",
        ),
    ] {
        assert_eq!(plain(filter), expected);
    }
}

#[test]
fn doubles_have_no_exponent() {
    let depth = ContosoParcel::columns().contoso_depth;
    let query = ContosoParcel::unlisted().query().filter(depth.lt(1e21));
    assert_eq!(
        query.to_string(),
        "contoso_parcels?$filter=contoso_depth%20lt%201000000000000000000000"
    );
}

#[test]
fn texts_are_encoded_and_wildcards_escaped() {
    let c = ContosoDepot::columns();
    assert_eq!(
        filter(c.contoso_name.contains("+123")),
        "contains(contoso_name,'%2B123')"
    );
    assert_eq!(
        filter(c.contoso_name.eq("$&+,/:;=?@#% é😀'")),
        "contoso_name%20eq%20'%24%26%2B%2C%2F%3A%3B%3D%3F%40%23%25%20%C3%A9%F0%9F%98%80'''"
    );
    assert_eq!(
        filter(c.contoso_name.ends_with("100%_[x]")),
        "endswith(contoso_name,'100%5B%25%5D%5B_%5D%5B%5B%5Dx%5D')"
    );
    // Other operators have no wildcards.
    assert_eq!(
        filter(c.contoso_name.eq("100%")),
        "contoso_name%20eq%20'100%25'"
    );
}

#[test]
fn conditions_are_joined() {
    let c = ContosoDepot::columns();
    let named = |name: &str| c.contoso_name.eq(name);
    assert_eq!(
        plain(named("a").and(named("b")).and(named("c").or(named("d")))),
        "contoso_name eq 'a' and contoso_name eq 'b' and (contoso_name eq 'c' or contoso_name eq 'd')"
    );
    assert_eq!(
        plain(named("a").or(named("b")).and(named("c"))),
        "(contoso_name eq 'a' or contoso_name eq 'b') and contoso_name eq 'c'"
    );
    assert_eq!(
        plain((!named("a")).or(c.contoso_town.is_null())),
        "not (contoso_name eq 'a') or contoso_town eq null"
    );
    assert_eq!(
        plain(!(named("a").or(named("b")))),
        "not (contoso_name eq 'a' or contoso_name eq 'b')"
    );
    assert_eq!(
        plain(c.contoso_name.eq_column(c.contoso_town)),
        "contoso_name eq contoso_town"
    );
}

#[test]
fn filters_follow_relationships() {
    let c = ContosoParcel::columns();
    let carrier = ContosoCarrier::columns();
    let depot = ContosoDepot::columns();
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    assert_eq!(
        plain(
            ContosoParcel::many_to_one()
                .contoso_carrier
                .column(carrier.contoso_name)
                .eq("Fabrikam")
        ),
        "contoso_Carrier/contoso_name eq 'Fabrikam'"
    );
    assert_eq!(
        plain(up.then(up).column(depot.contoso_name).contains("x")),
        "contains(contoso_ParentDepot/contoso_ParentDepot/contoso_name,'x')"
    );
    let parcels = ContosoCarrier::one_to_many().contoso_parcel_carrier;
    assert_eq!(
        plain(parcels.any(c.contoso_name.contains("sometext"))),
        "contoso_parcel_carrier/any(o1:contains(o1/contoso_name,'sometext'))"
    );
    assert_eq!(plain(parcels.any_row()), "contoso_parcel_carrier/any()");
    assert_eq!(
        plain(parcels.all(c.statecode.eq(StateCode::from_value(0)))),
        "contoso_parcel_carrier/all(o1:o1/statecode eq 0)"
    );
    let carriers = ContosoDepot::many_to_many().contoso_depot_carriers;
    assert_eq!(
        plain(
            carriers.any(
                parcels
                    .any(c.contoso_name.eq("a"))
                    .and(carrier.contoso_name.eq("b"))
            )
        ),
        "contoso_depot_carriers/any(o1:o1/contoso_parcel_carrier/any(o2:o2/contoso_name eq 'a') and o1/contoso_name eq 'b')"
    );
}

#[test]
fn query_functions_are_printed() {
    const CRM: &str = "Microsoft.Dynamics.CRM.";
    let c = ContosoDepot::columns();
    let p = ContosoParcel::columns();
    for (filter, expected) in [
        (
            filter(c.contoso_opened_on.last_7_days()),
            "Last7Days(PropertyName='contoso_openedon')",
        ),
        (
            filter(c.contoso_opened_on.last_x_hours(12)),
            "LastXHours(PropertyName='contoso_openedon',PropertyValue=12)",
        ),
        (
            filter(p.contoso_delivery_day.next_x_days(3)),
            "NextXDays(PropertyName='contoso_deliveryday',PropertyValue=3)",
        ),
        (
            filter(c.contoso_opened_on.in_fiscal_period_and_year(2, 2026)),
            "InFiscalPeriodAndYear(PropertyName='contoso_openedon',PropertyValue1=2,PropertyValue2=2026)",
        ),
        (
            filter(
                p.contoso_delivery_day
                    .on_or_after("2026-01-01".parse::<Date>().expect("a day")),
            ),
            "OnOrAfter(PropertyName='contoso_deliveryday',PropertyValue='2026-01-01')",
        ),
        (
            filter(c.contoso_manager.equal_user_id()),
            "EqualUserId(PropertyName='contoso_manager')",
        ),
        (
            filter(c.contoso_depot_id.under(ID)),
            "Under(PropertyName='contoso_depotid',PropertyValue='78914942-34cb-ed11-b596-0022481d68cd')",
        ),
        (
            filter(
                c.contoso_parent_depot
                    .not_under(Id::<ContosoDepot>::new(ID)),
            ),
            "NotUnder(PropertyName='contoso_parentdepot',PropertyValue='78914942-34cb-ed11-b596-0022481d68cd')",
        ),
        (
            filter(c.contoso_calls.equal_user_language()),
            "EqualUserLanguage(PropertyName='contoso_calls')",
        ),
        (
            filter(c.contoso_name.is_in(["OBrian", "O'Brian", "\""])),
            "In(PropertyName='contoso_name',PropertyValues=@p1)&@p1=%5B%22OBrian%22%2C%22O%27Brian%22%2C%22%5C%22%22%5D",
        ),
        (
            filter(p.contoso_pieces.not_between(1, 9)),
            "NotBetween(PropertyName='contoso_pieces',PropertyValues=@p1)&@p1=%5B%221%22%2C%229%22%5D",
        ),
        (
            filter(
                p.contoso_contents
                    .contain_values([ContosoContents::from_value(2)]),
            ),
            "ContainValues(PropertyName='contoso_contents',PropertyValues=@p1)&@p1=%5B%222%22%5D",
        ),
    ] {
        assert_eq!(filter, format!("{CRM}{expected}"));
    }
}

/// All functions in the service's documentation except `Contains`, which searches articles.
#[test]
fn every_query_function_is_available() {
    let c = ContosoDepot::columns();
    let on = c.contoso_opened_on;
    let id = c.contoso_depot_id;
    let user = c.contoso_manager;
    let moment: DateTime = "2026-01-01T00:00:00Z".parse().expect("a valid value");
    let filters = [
        on.in_fiscal_period(1),
        on.in_fiscal_period_and_year(1, 2026),
        on.in_fiscal_year(2026),
        on.in_or_after_fiscal_period_and_year(1, 2026),
        on.in_or_before_fiscal_period_and_year(1, 2026),
        on.last_7_days(),
        on.last_fiscal_period(),
        on.last_fiscal_year(),
        on.last_month(),
        on.last_week(),
        on.last_x_days(1),
        on.last_x_fiscal_periods(1),
        on.last_x_fiscal_years(1),
        on.last_x_hours(1),
        on.last_x_months(1),
        on.last_x_weeks(1),
        on.last_x_years(1),
        on.last_year(),
        on.next_7_days(),
        on.next_fiscal_period(),
        on.next_fiscal_year(),
        on.next_month(),
        on.next_week(),
        on.next_x_days(1),
        on.next_x_fiscal_periods(1),
        on.next_x_fiscal_years(1),
        on.next_x_hours(1),
        on.next_x_months(1),
        on.next_x_weeks(1),
        on.next_x_years(1),
        on.next_year(),
        on.older_than_x_days(1),
        on.older_than_x_hours(1),
        on.older_than_x_minutes(1),
        on.older_than_x_months(1),
        on.older_than_x_weeks(1),
        on.older_than_x_years(1),
        on.on(moment),
        on.on_or_after(moment),
        on.on_or_before(moment),
        on.this_fiscal_period(),
        on.this_fiscal_year(),
        on.this_month(),
        on.this_week(),
        on.this_year(),
        on.today(),
        on.tomorrow(),
        on.yesterday(),
        user.equal_business_id(),
        user.equal_user_id(),
        user.not_equal_business_id(),
        user.not_equal_user_id(),
        id.above(ID),
        id.above_or_equal(ID),
        user.equal_user_or_user_hierarchy(),
        user.equal_user_or_user_hierarchy_and_teams(),
        user.equal_user_or_user_teams(),
        user.equal_user_teams(),
        id.not_under(ID),
        id.under(ID),
        id.under_or_equal(ID),
        c.contoso_calls.between(1, 2),
        c.contoso_calls.not_between(1, 2),
        c.contoso_calls.is_in([1]),
        c.contoso_calls.is_not_in([1]),
        c.contoso_calls.equal_user_language(),
    ];
    let options = ContosoParcel::columns().contoso_contents;
    let options = [
        options.contain_values([ContosoContents::from_value(1)]),
        options.does_not_contain_values([ContosoContents::from_value(1)]),
    ];
    let name = |url: String| {
        let (name, _) = url.split_once('(').expect("a call");
        let name = name.strip_prefix("Microsoft.Dynamics.CRM.");
        name.expect("the name is qualified").to_owned()
    };
    let names = filters.into_iter().map(|of| name(filter(of)));
    let names = names.chain(options.into_iter().map(|of| name(filter(of))));
    let names: Vec<String> = names.collect();
    assert_eq!(
        names.join(" "),
        "InFiscalPeriod InFiscalPeriodAndYear InFiscalYear InOrAfterFiscalPeriodAndYear InOrBeforeFiscalPeriodAndYear \
         Last7Days LastFiscalPeriod LastFiscalYear LastMonth LastWeek LastXDays LastXFiscalPeriods LastXFiscalYears \
         LastXHours LastXMonths LastXWeeks LastXYears LastYear Next7Days NextFiscalPeriod NextFiscalYear NextMonth \
         NextWeek NextXDays NextXFiscalPeriods NextXFiscalYears NextXHours NextXMonths NextXWeeks NextXYears NextYear \
         OlderThanXDays OlderThanXHours OlderThanXMinutes OlderThanXMonths OlderThanXWeeks OlderThanXYears On OnOrAfter \
         OnOrBefore ThisFiscalPeriod ThisFiscalYear ThisMonth ThisWeek ThisYear Today Tomorrow Yesterday \
         EqualBusinessId EqualUserId NotEqualBusinessId NotEqualUserId Above AboveOrEqual EqualUserOrUserHierarchy \
         EqualUserOrUserHierarchyAndTeams EqualUserOrUserTeams EqualUserTeams NotUnder Under UnderOrEqual \
         Between NotBetween In NotIn EqualUserLanguage ContainValues DoesNotContainValues"
    );
}

#[test]
fn expansions_are_printed() {
    let carrier = ContosoCarrier::columns();
    let depot = ContosoDepot::columns();
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    let carriers = ContosoDepot::many_to_many().contoso_depot_carriers;
    let url = |expand: dataverse_schema::Query<ContosoDepot>| {
        let url = logged(expand.select(depot.contoso_name));
        url.replace("contoso_depots?$select=contoso_name&", "")
            .replace("%20", " ")
    };
    assert_eq!(
        url(ContosoDepot::query()
            .expand(ContosoDepot::many_to_one().contoso_manager)
            .expand(carriers.select(carrier.contoso_name))),
        "$expand=contoso_Manager,contoso_depot_carriers($select=contoso_name)"
    );
    assert_eq!(
        url(ContosoDepot::query().expand(
            down.select((depot.contoso_name, depot.contoso_opened_on))
                .filter(depot.contoso_name.contains("Task"))
                .order_by(depot.contoso_opened_on.desc())
                .top(3)
        )),
        "$expand=contoso_depot_depots($select=contoso_name,contoso_openedon;$filter=contains(contoso_name,'Task');\
         $orderby=contoso_openedon desc;$top=3)"
    );
    assert_eq!(
        url(ContosoDepot::query().expand(up.select(depot.contoso_name).expand(up.expand(up)))),
        "$expand=contoso_ParentDepot($select=contoso_name;$expand=contoso_ParentDepot($expand=contoso_ParentDepot))"
    );
    assert_eq!(
        url(ContosoDepot::query().expand(up.by_reference())),
        "$expand=contoso_ParentDepot/$ref"
    );
    // Parameter aliases aren't allowed there.
    assert_eq!(
        url(ContosoDepot::query().expand(down.filter(depot.contoso_town.is_in(["a", "b"])))),
        "$expand=contoso_depot_depots($filter=Microsoft.Dynamics.CRM.In(PropertyName='contoso_town',\
         PropertyValues=%5B%22a%22%2C%22b%22%5D))"
    );
}

#[test]
fn expansions_of_one_relationship_merge() {
    let c = ContosoDepot::columns();
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    let url = |query: dataverse_schema::Query<ContosoDepot>| {
        query.check().expect("no errors");
        let url = logged(query);
        url.replace("contoso_depots?$expand=", "")
            .replace("%20", " ")
    };
    let query = ContosoDepot::query;
    assert_eq!(
        url(query()
            .expand(up.select(c.contoso_name).expand(up.select(c.contoso_name)))
            .expand(ContosoDepot::many_to_one().contoso_manager)
            .expand(up.select((c.contoso_town, c.contoso_name)))
            .expand(up.select(c.contoso_name).expand(up.select(c.contoso_town)))),
        "contoso_ParentDepot($select=contoso_name,contoso_town;\
         $expand=contoso_ParentDepot($select=contoso_name,contoso_town)),contoso_Manager"
    );
    // Also nested ones.
    assert_eq!(
        url(query().expand(
            up.expand(up.select(c.contoso_name))
                .expand(up.select(c.contoso_town))
        )),
        "contoso_ParentDepot($expand=contoso_ParentDepot($select=contoso_name,contoso_town))"
    );
    // All columns are more than some.
    assert_eq!(
        url(query().expand(up).expand(up.select(c.contoso_name))),
        "contoso_ParentDepot"
    );
    assert_eq!(
        url(query().expand(up.select(c.contoso_name)).expand(up)),
        "contoso_ParentDepot"
    );
    assert_eq!(
        url(query().expand(up.by_reference()).expand(up.by_reference())),
        "contoso_ParentDepot/$ref"
    );
    let name = || down.select(c.contoso_name);
    assert_eq!(
        url(query()
            .expand(name().filter(c.contoso_town.eq("a")).top(3))
            .expand(
                name()
                    .filter(c.contoso_name.eq("b"))
                    .order_by(c.contoso_name.desc())
            )
            .expand(name().order_by(c.contoso_name.desc()).top(3))),
        "contoso_depot_depots($select=contoso_name;$filter=contoso_town eq 'a' and contoso_name eq 'b';\
         $orderby=contoso_name desc;$top=3)"
    );
    let retrieve = ContosoDepot::retrieve(Id::new(ID));
    assert_eq!(
        logged(
            retrieve
                .expand(up.select(c.contoso_name))
                .expand(up.select(c.contoso_town))
        ),
        format!(
            "contoso_depots({ID})?$expand=contoso_ParentDepot($select=contoso_name,contoso_town)"
        )
    );
}

#[test]
fn contradictory_expansions_are_errors() {
    let c = ContosoDepot::columns();
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    let query = ContosoDepot::query;
    let errors = |query: dataverse_schema::Query<ContosoDepot>| {
        let errors = query.check().expect_err("it has errors");
        errors.as_slice().to_vec()
    };
    let conflict = |navigation_property| QueryError::ConflictingExpansions {
        navigation_property,
    };
    let tops = query().expand(down.top(1)).expand(down.top(2));
    assert_eq!(errors(tops.clone()), [conflict("contoso_depot_depots")]);
    assert_eq!(
        errors(tops.expand(down.top(3))),
        [conflict("contoso_depot_depots")]
    );
    for other in [
        down.order_by(c.contoso_name.desc()),
        down.order_by(c.contoso_town.asc()),
        down.order_by(c.contoso_name.asc())
            .order_by(c.contoso_town.asc()),
    ] {
        let orders = query()
            .expand(down.order_by(c.contoso_name.asc()))
            .expand(other);
        assert_eq!(errors(orders), [conflict("contoso_depot_depots")]);
    }
    assert_eq!(
        errors(
            query()
                .expand(up.expand(up))
                .expand(up.expand(up.by_reference()))
        ),
        [conflict("contoso_ParentDepot")]
    );
    let text = query().expand(up).expand(up.by_reference()).check();
    assert_eq!(
        text.expect_err("it has errors").to_string(),
        "conflicting expansions of `contoso_ParentDepot`: use the same options for all of them, or two queries"
    );
    query()
        .expand(up.by_reference())
        .check()
        .expect("a reference alone");
    for expansion in [
        up.by_reference().select(c.contoso_name),
        up.by_reference().expand(down),
    ] {
        assert_eq!(
            errors(query().expand(expansion)),
            [QueryError::ReferenceWithOptions {
                navigation_property: "contoso_ParentDepot"
            }]
        );
    }
}

#[test]
fn column_is_ordered_by_once() {
    let c = ContosoDepot::columns();
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    let query = ContosoDepot::query()
        .order_by(c.contoso_name.asc())
        .order_by(up.column(c.contoso_name).desc())
        .order_by(c.contoso_name.asc())
        .order_by(up.column(c.contoso_name).desc());
    query.check().expect("no errors");
    assert_eq!(
        logged(&query),
        "contoso_depots?$orderby=contoso_name,contoso_ParentDepot/contoso_name%20desc"
    );
    let conflict = [QueryError::ConflictingOrder {
        property: "contoso_name",
    }];
    let both = query.order_by(c.contoso_name.desc()).check();
    let both = both.expect_err("it has errors");
    assert_eq!(both.as_slice(), conflict);
    assert_eq!(
        both.to_string(),
        "cannot order by `contoso_name` both ascending and descending: remove one of the orders"
    );
    let name = c.contoso_name;
    let nested = down.order_by(name.asc()).order_by(name.desc());
    let nested = ContosoDepot::query().expand(nested).check();
    assert_eq!(nested.expect_err("it has errors").as_slice(), conflict);
    let groups = ContosoDepot::aggregate().group_by(name);
    let groups = groups.order_by(name.asc()).order_by(name.desc()).check();
    assert_eq!(groups.expect_err("it has errors").as_slice(), conflict);
}

#[test]
fn single_row_is_retrieved() {
    let c = ContosoDepot::columns();
    let id = Id::<ContosoDepot>::new(ID);
    let by_id = ContosoDepot::retrieve(id).select(c.contoso_name);
    assert_eq!(
        logged(by_id),
        "contoso_depots(78914942-34cb-ed11-b596-0022481d68cd)?$select=contoso_name"
    );
    let key = AlternateKey::new(c.contoso_name, "O'Hare")
        .and_then(|key| key.and(c.contoso_calls, 1033))
        .expect("supported characters");
    assert_eq!(
        logged(ContosoDepot::retrieve(key)),
        "contoso_depots(contoso_name='O''Hare',contoso_calls=1033)"
    );
    let key = AlternateKey::new(c.contoso_parent_depot, id).expect("an id");
    assert_eq!(
        logged(ContosoDepot::retrieve(key)),
        "contoso_depots(_contoso_parentdepot_value=78914942-34cb-ed11-b596-0022481d68cd)"
    );
    let again = ContosoDepot::retrieve(id).if_none_match("W/\"1\"");
    let request = again.into_request().expect("no errors");
    assert_eq!(header(&request, "If-None-Match"), Some("W/\"1\""));
    let annotated = ContosoDepot::retrieve(id).annotations([ResponseAnnotation::All]);
    let request = annotated.into_request().expect("no errors");
    assert_eq!(
        header(&request, "Prefer"),
        Some("odata.include-annotations=\"*\"")
    );
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let again = ContosoDepot::retrieve(id).if_none_match("W/\"1\"");
    let errors = again.expand(up).into_request().expect_err("expanded rows");
    assert_eq!(errors.as_slice(), [QueryError::Conditional]);
    let again = ContosoDepot::retrieve(id).if_none_match("W/\"1\"");
    assert!(
        again
            .annotations([ResponseAnnotation::All])
            .into_request()
            .is_err()
    );
    let again = up.path(id).retrieve().if_none_match("W/\"1\"");
    let request = again.into_request().expect("no errors");
    assert_eq!(header(&request, "If-None-Match"), Some("W/\"1\""));
    let path = up.path(id);
    assert_eq!(
        logged(path.retrieve().select(c.contoso_name)),
        "contoso_depots(78914942-34cb-ed11-b596-0022481d68cd)/contoso_ParentDepot?$select=contoso_name"
    );
    let path = ContosoDepot::one_to_many().contoso_depot_depots.path(id);
    assert_eq!(
        logged(path.query().filter(c.contoso_town.is_not_null())),
        "contoso_depots(78914942-34cb-ed11-b596-0022481d68cd)/contoso_depot_depots?$filter=contoso_town%20ne%20null"
    );
}

#[test]
fn all_errors_are_reported_at_once() {
    let c = ContosoDepot::columns();
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    let carriers = ContosoDepot::many_to_many().contoso_depot_carriers;
    let errors = |query: dataverse_schema::Query<ContosoDepot>| {
        query
            .check()
            .expect_err("it has errors")
            .as_slice()
            .to_vec()
    };
    let many: Vec<String> = (0..4000).map(|n| format!("depot {n}")).collect();
    let long = ContosoDepot::query().filter(c.contoso_name.is_in(&many));
    assert!(matches!(
        errors(long.clone())[..],
        [QueryError::Url {
            length: 40_000..,
            limit: 32_768
        }]
    ));
    let text = long.check().expect_err("it is too long").to_string();
    assert!(text.contains("send it in a batch"), "{text}");
    assert!(long.clone().into_batch_request().is_err());
    let shorter = ContosoDepot::query().filter(c.contoso_name.is_in(&many[..2400]));
    assert!(shorter.clone().into_request().is_err());
    assert!(shorter.into_batch_request().is_ok());

    let mut deep = up.select(c.contoso_name);
    for _ in 1..16 {
        deep = up.expand(deep);
    }
    assert_eq!(
        errors(ContosoDepot::query().expand(deep)),
        [QueryError::Expansions { count: 16 }]
    );

    let mut any = c.contoso_name.eq("a");
    for _ in 0..500 {
        any = any.or(c.contoso_name.eq("b"));
    }
    assert_eq!(
        errors(ContosoDepot::query().filter(any)),
        [QueryError::Conditions { count: 501 }]
    );

    let nested = ContosoDepot::query()
        .expand(up.expand(up))
        .expand(down.top(1))
        .expand(carriers)
        .top(3)
        .count()
        .page_size(5001)
        .filter(!c.contoso_name.is_in(["a"]))
        .filter(down.any(c.contoso_opened_on.today()))
        .filter(c.contoso_town.is_in([""; 0]));
    let found = errors(nested.clone());
    assert_eq!(
        found,
        [
            QueryError::PageSize(5001),
            QueryError::TopAndPageSize,
            QueryError::TopAndCount,
            QueryError::SortedWithNested {
                navigation_property: "contoso_depot_depots"
            },
            QueryError::ManyToManyWithNested {
                navigation_property: "contoso_depot_carriers"
            },
            QueryError::NotFunction { name: "In" },
            QueryError::FunctionInLambda { name: "Today" },
            QueryError::EmptyList { name: "In" },
        ]
    );
    let text = nested.check().expect_err("it has errors").to_string();
    assert!(text.contains("use `is_not_in`"), "{text}");
    // The user can skip the check.
    let unchecked = nested.into_unchecked_request();
    assert!(held(&unchecked).path.contains("$top=3"));
}

#[test]
fn limits_are_inclusive() {
    let c = ContosoDepot::columns();
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let fits = |query: dataverse_schema::Query<ContosoDepot>| query.check().is_ok();
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    let of_each_kind = [
        c.contoso_name.eq("a"),
        c.contoso_name.contains("a"),
        c.contoso_calls.is_in([1]),
        down.any_row(),
    ];
    for filter in of_each_kind {
        let has_too_many = |count: usize| {
            let first = filter.clone();
            let filters = (1..count).fold(first, |any, _| any.or(filter.clone()));
            let checked = ContosoDepot::query().filter(filters).check();
            // Some of the URLs are too long, too.
            checked.is_err_and(|errors| {
                errors
                    .as_slice()
                    .contains(&QueryError::Conditions { count })
            })
        };
        assert!(!has_too_many(500) && has_too_many(501));
    }

    let expansions = |count: usize| {
        let last = up.select(c.contoso_name);
        ContosoDepot::query().expand((1..count).fold(last, |deep, _| up.expand(deep)))
    };
    assert!(fits(expansions(15)) && !fits(expansions(16)));

    // Only nested expansions exclude those that are sorted, or over a many-to-many relationship.
    let carriers = ContosoDepot::many_to_many().contoso_depot_carriers;
    assert!(fits(
        ContosoDepot::query().expand(down.top(1)).expand(carriers)
    ));

    let named = |length: usize| ContosoDepot::query().filter(c.contoso_name.eq("a".repeat(length)));
    let around = named(0).to_string().len();
    assert!(fits(named(32_768 - around)) && !fits(named(32_769 - around)));

    // The limit of a listed text is in UTF-16 code units.
    let listed = |text: String| ContosoDepot::query().filter(c.contoso_name.is_in([text]));
    assert!(fits(listed("a".repeat(850))) && !fits(listed("a".repeat(851))));
    assert!(fits(listed("😀".repeat(425))) && !fits(listed("😀".repeat(426))));

    let page = |size: u32| ContosoDepot::query().page_size(size);
    assert!(fits(page(1)) && fits(page(5000)) && !fits(page(0)) && !fits(page(5001)));
}

#[test]
fn numbers_must_be_finite() {
    let depth = ContosoParcel::columns().contoso_depth;
    let check = |filter: Filter<ContosoParcel>| {
        let query = ContosoParcel::unlisted().query().filter(filter);
        query.check().map_err(|errors| errors.as_slice().to_vec())
    };
    let property = "contoso_depth";
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(
            check(depth.lt(number)),
            Err(vec![QueryError::NotFinite { property }])
        );
        assert_eq!(
            check(depth.is_in([1.0, number])),
            Err(vec![QueryError::NotFinite { property }])
        );
    }
    assert_eq!(check(depth.is_in([1.0, f64::MAX])), Ok(()));
}

#[test]
fn negated_functions_suggest_their_counterpart() {
    let c = ContosoDepot::columns();
    let id = c.contoso_depot_id;
    let user = c.contoso_manager;
    let calls = c.contoso_calls;
    let suggestions = [
        (calls.is_in([1]), "`is_not_in`"),
        (calls.is_not_in([1]), "`is_in`"),
        (calls.between(1, 2), "`not_between`"),
        (calls.not_between(1, 2), "`between`"),
        (id.under(ID), "`not_under`"),
        (id.not_under(ID), "`under`"),
        (user.equal_user_id(), "`not_equal_user_id`"),
        (user.not_equal_user_id(), "`equal_user_id`"),
        (user.equal_business_id(), "`not_equal_business_id`"),
        (user.not_equal_business_id(), "`equal_business_id`"),
    ];
    for (filter, method) in suggestions {
        let query = ContosoDepot::query().filter(!filter);
        let errors = query.check().expect_err("it has an error");
        assert_eq!(format!("{errors:?}"), errors.to_string());
        let errors = errors.to_string();
        assert!(errors.contains(&format!("use {method}")), "{errors}");
    }
    let contents = ContosoParcel::columns().contoso_contents;
    let options = [ContosoContents::from_value(1)];
    let suggestions = [
        (
            contents.contain_values(options),
            "`does_not_contain_values`",
        ),
        (
            contents.does_not_contain_values(options),
            "`contain_values`",
        ),
    ];
    for (filter, method) in suggestions {
        let query = ContosoParcel::unlisted().query().filter(!filter);
        let errors = query.check().expect_err("it has an error").to_string();
        assert!(errors.contains(&format!("use {method}")), "{errors}");
    }
}

mod overlaid {
    dataverse_schema::include_schema!(
        ["contoso_depot.md", "overlay/contoso_depot.md"],
        dir = "../tests/pages",
        relationships = none
    );
}

/// The page lists no `Delete`; without the overlay this wouldn't compile.
#[test]
fn overlay_adds_a_message() {
    let request = overlaid::ContosoDepot::delete(Id::new(ID));
    assert_eq!(held(&request).method, Method::Delete);
    let lists = |table: &dataverse_schema::info::TableInfo| table.supports("Delete");
    assert_eq!(lists(overlaid::ContosoDepot::info()), Some(true));
    assert_eq!(lists(ContosoDepot::info()), Some(false));
}

#[test]
fn lookup_without_targets_is_compared_with_any_id() {
    let c = ContosoLedger::columns();
    let carrier = Id::<ContosoCarrier>::new(ID);
    for lookup in [
        plain(c.contoso_origin.eq(ID)),
        plain(c.contoso_origin.eq(carrier)),
    ] {
        assert_eq!(lookup, format!("_contoso_origin_value eq {ID}"));
    }
    assert_eq!(plain(c.ownerid.ne(ID)), format!("_ownerid_value ne {ID}"));
}

#[test]
fn lookups_that_requests_cannot_set_are_expanded() {
    let team = ContosoParcel::many_to_one().owningteam;
    assert_eq!(
        logged(ContosoParcel::unlisted().query().expand(team)),
        "contoso_parcels?$expand=owningteam"
    );
    assert_eq!(
        logged(
            ContosoParcel::unlisted()
                .query()
                .expand(team.by_reference())
        ),
        "contoso_parcels?$expand=owningteam/$ref"
    );
}
