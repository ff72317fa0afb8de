//! Conditions: operators, values, opposites, and links as conditions.

use dataverse_schema::prelude::*;
use dataverse_schema::query::fetch::{FetchFilter, IntoFetchFilter};
use dataverse_schema::query::{FetchError, QueryError};
use dataverse_schema::value::Uuid;
use dataverse_schema::{Date, DateTime, Table};

use super::schema::contoso_parcel::{ContosoContents, ContosoService};
use super::schema::{ContosoCarrier, ContosoDepot, ContosoParcel, tables};
use super::xml;

const ID: Uuid = Uuid::from_u128(0x7891_4942_34cb_ed11_b596_0022_481d_68cd);

/// Returns what the filter of a query contains, in one line.
#[track_caller]
fn filter<T: Table>(condition: impl IntoFetchFilter<T>) -> String {
    let fetch = T::unlisted().fetch().filter(condition);
    let text = xml(&fetch);
    let (_, text) = text.split_once("<filter type='and'>").expect("a filter");
    let (text, _) = text.rsplit_once("</filter>").expect("a filter");
    text.lines().map(str::trim).collect()
}

#[test]
fn operators_fit_their_columns() {
    let p = ContosoParcel::columns();
    let moment: DateTime = "2026-01-01T10:30:00+02:00".parse().expect("a valid value");
    let day: Date = "2026-01-31".parse().expect("a valid value");
    let contact = Id::<tables::Contact>::new(ID);
    let service = ContosoService::from_value;
    let contents = ContosoContents::from_value;
    for (condition, expected) in [
        (p.contoso_name.eq("O'Brian & \"Söhne\" <1>"), "contoso_name' operator='eq' value='O'Brian &amp; &quot;Söhne&quot; &lt;1&gt;'/>".into()),
        (p.contoso_pieces.gt(-3), "contoso_pieces' operator='gt' value='-3'/>".into()),
        (p.contoso_declared_value.le(5), "contoso_declaredvalue' operator='le' value='5'/>".into()),
        (p.contoso_fragile.ne(true), "contoso_fragile' operator='ne' value='1'/>".into()),
        (p.contoso_locked.eq(false), "contoso_locked' operator='eq' value='0'/>".into()),
        (p.contoso_service.eq(service(2)), "contoso_service' operator='eq' value='2'/>".into()),
        (p.contoso_sealed_on.ge(moment), "contoso_sealedon' operator='ge' value='2026-01-01T08:30:00Z'/>".into()),
        (p.contoso_delivery_day.on(day), "contoso_deliveryday' operator='on' value='2026-01-31'/>".into()),
        (p.contoso_recipient.eq(contact), format!("contoso_recipient' operator='eq' value='{ID}'/>")),
        (p.contoso_carrier.is_null(), "contoso_carrier' operator='null'/>".into()),
        (p.contoso_photo.is_not_null(), "contoso_photo' operator='not-null'/>".into()),
        (p.contoso_name.is_in(["a", "b"]), "contoso_name' operator='in'><value>a</value><value>b</value></condition>".into()),
        (p.contoso_pieces.not_between(6, 20), "contoso_pieces' operator='not-between'><value>6</value><value>20</value></condition>".into()),
        (p.contoso_contents.contain_values([contents(1), contents(3)]), "contoso_contents' operator='contain-values'><value>1</value><value>3</value></condition>".into()),
        (p.contoso_contents.eq([contents(3), contents(1)]), "contoso_contents' operator='in'><value>1</value><value>3</value></condition>".into()),
        (p.contoso_contents.ne([contents(3)]), "contoso_contents' operator='ne' value='3'/>".into()),
        (p.owner_id.equal_user_id(), "ownerid' operator='eq-userid'/>".into()),
        (p.owner_id.equal_user_or_user_hierarchy_and_teams(), "ownerid' operator='eq-useroruserhierarchyandteams'/>".into()),
        (p.contoso_sealed_on.last_x_days(3), "contoso_sealedon' operator='last-x-days' value='3'/>".into()),
        (p.contoso_sealed_on.older_than_x_minutes(5), "contoso_sealedon' operator='olderthan-x-minutes' value='5'/>".into()),
        (p.contoso_sealed_on.last_7_days(), "contoso_sealedon' operator='last-seven-days'/>".into()),
        (p.contoso_sealed_on.in_fiscal_period_and_year(2, 2026), "contoso_sealedon' operator='in-fiscal-period-and-year'><value>2</value><value>2026</value></condition>".into()),
        (p.contoso_sealed_on.next_x_fiscal_periods(2), "contoso_sealedon' operator='next-x-fiscal-periods' value='2'/>".into()),
        (p.contoso_name.contains("50%_[x]"), "contoso_name' operator='like' value='%50[%][_][[]x]%'/>".into()),
        (p.contoso_name.starts_with("A"), "contoso_name' operator='like' value='A%'/>".into()),
        (!p.contoso_name.ends_with("A"), "contoso_name' operator='not-like' value='%A'/>".into()),
        (!p.contoso_name.is_in(["a"]), "contoso_name' operator='not-in'><value>a</value></condition>".into()),
        (p.contoso_notes.eq("a\tb\n"), "contoso_notes' operator='eq' value='a&#9;b&#10;'/>".into()),
    ] {
        let expected = format!("<condition attribute='{expected}");
        assert_eq!(filter(condition), expected);
    }
    let d = ContosoDepot::columns();
    assert_eq!(
        filter(
            d.contoso_parent_depot
                .under_or_equal(Id::<ContosoDepot>::new(ID))
        ),
        format!("<condition attribute='contoso_parentdepot' operator='eq-or-under' value='{ID}'/>")
    );
}

#[test]
fn conditions_that_only_fetchxml_has() {
    let d = ContosoDepot::columns();
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    assert_eq!(
        filter(d.contoso_name.matches("N_rth[a-f]%")),
        "<condition attribute='contoso_name' operator='like' value='N_rth[a-f]%'/>"
    );
    assert_eq!(
        filter(d.contoso_name.does_not_match("%x")),
        "<condition attribute='contoso_name' operator='not-like' value='%x'/>"
    );
    assert_eq!(
        filter(d.contoso_name.eq_column(d.contoso_town)),
        "<condition attribute='contoso_name' operator='eq' valueof='contoso_town'/>"
    );
    let fetch = ContosoDepot::fetch()
        .select(d.contoso_name)
        .filter(d.contoso_name.ne_related(up.column(d.contoso_name)));
    assert_eq!(
        xml(&fetch),
        "<fetch>
  <entity name='contoso_depot'>
    <attribute name='contoso_name'/>
    <filter type='and'>
      <condition attribute='contoso_name' operator='ne' valueof='p1.contoso_name'/>
    </filter>
    <link-entity name='contoso_depot' from='contoso_depotid' to='contoso_parentdepot' link-type='outer' alias='p1'/>
  </entity>
</fetch>
"
    );
}

#[test]
fn conditions_are_combined() {
    let d = ContosoDepot::columns();
    let name = || d.contoso_name.eq("a");
    let calls = || d.contoso_calls.gt(1);
    let (n, c) = (
        "<condition attribute='contoso_name' operator='eq' value='a'/>",
        "<condition attribute='contoso_calls' operator='gt' value='1'/>",
    );
    assert_eq!(filter((name(), calls())), format!("{n}{c}"));
    let fetch = ContosoDepot::fetch()
        .filter(name())
        .filter(name().or(calls()));
    let text: String = xml(&fetch).lines().map(str::trim).collect();
    let expected = format!("<filter type='and'>{n}<filter type='or'>{n}{c}</filter></filter>");
    assert!(text.contains(&expected), "{text}");
    let pattern = d.contoso_name.matches("a_").or(name()).and(calls());
    let l = "<condition attribute='contoso_name' operator='like' value='a_'/>";
    assert_eq!(
        filter(pattern),
        format!("<filter type='or'>{l}{n}</filter>{c}")
    );
    // An order matches no row without a value, so its opposite does.
    let opposite = filter(!(name().or(calls())));
    assert_eq!(
        opposite,
        "<condition attribute='contoso_name' operator='ne' value='a'/><filter type='or'>\
         <condition attribute='contoso_calls' operator='le' value='1'/>\
         <condition attribute='contoso_calls' operator='null'/></filter>"
    );
}

#[test]
fn filters_have_hints() {
    let d = ContosoDepot::columns();
    let (a, b) = (d.contoso_name.matches("a%"), d.contoso_town.matches("a%"));
    let conditions = "<condition attribute='contoso_name' operator='like' value='a%'/>\
                      <condition attribute='contoso_town' operator='like' value='a%'/>";
    let text = |condition: FetchFilter<ContosoDepot>| {
        let text = xml(&ContosoDepot::fetch().filter(condition));
        let text: String = text.lines().map(str::trim).collect();
        let start = text.find("<filter").expect("a filter");
        text[start..].to_owned()
    };
    let either = a.clone().or(b.clone());
    let union = text(either.clone().with_union_hint());
    let expected = format!("<filter type='or' hint='union'>{conditions}</filter>");
    assert!(union.starts_with(&expected), "{union}");
    let quick = text(either.with_quick_find());
    let expected = format!("<filter type='or' isquickfindfields='1'>{conditions}</filter>");
    assert!(quick.starts_with(&expected), "{quick}");
    // A mark that is given again is the same one.
    let twice = a.clone().or(b.clone()).with_quick_find().with_quick_find();
    assert_eq!(text(twice), quick);
    // What isn't an `or` is put into one.
    let both = text(a.and(b).with_quick_find());
    let expected = format!(
        "<filter type='or' isquickfindfields='1'><filter type='and'>{conditions}</filter></filter>"
    );
    assert!(both.starts_with(&expected), "{both}");
}

#[test]
fn links_are_conditions() {
    let (d, c) = (ContosoDepot::columns(), ContosoCarrier::columns());
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    let link = |kind: &str| {
        format!(
            "<link-entity name='contoso_depot' from='contoso_parentdepot' to='contoso_depotid' link-type='{kind}'"
        )
    };
    let town = "<filter type='and'><condition attribute='contoso_town' operator='eq' value='Bern'/></filter>";
    for (condition, kind) in [
        (down.link_any(d.contoso_town.eq("Bern")), "any"),
        (down.link_not_any(d.contoso_town.eq("Bern")), "not any"),
        (down.link_all(d.contoso_town.eq("Bern")), "all"),
        (down.link_not_all(d.contoso_town.eq("Bern")), "not all"),
        (down.any(d.contoso_town.eq("Bern")).into(), "any"),
        ((!down.any(d.contoso_town.eq("Bern"))).into(), "not any"),
        (down.all(d.contoso_town.ne("Bern")).into(), "not any"),
        ((!down.all(d.contoso_town.ne("Bern"))).into(), "any"),
    ] {
        assert_eq!(
            filter(condition),
            format!("{}>{town}</link-entity>", link(kind))
        );
    }
    assert_eq!(filter(down.link_any(())), format!("{}/>", link("any")));
    assert_eq!(filter(down.any_row()), format!("{}/>", link("any")));
    let carrier = ContosoParcel::many_to_one().contoso_carrier;
    assert_eq!(
        filter(carrier.link_any(c.contoso_name.matches("a%"))),
        "<link-entity name='contoso_carrier' from='contoso_carrierid' to='contoso_carrier' link-type='any'>\
         <filter type='and'><condition attribute='contoso_name' operator='like' value='a%'/></filter></link-entity>"
    );
}

#[test]
fn what_cannot_be_said_is_an_error() {
    let (d, p) = (ContosoDepot::columns(), ContosoParcel::columns());
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    let error = |fetch: &dataverse_schema::query::fetch::Fetch<ContosoDepot>| {
        let errors = fetch.check().expect_err("an error");
        match errors.as_slice() {
            [QueryError::Fetch(error)] => error.clone(),
            _ => panic!("{errors}"),
        }
    };
    let depot = |condition| error(&ContosoDepot::fetch().filter(condition));
    assert_eq!(
        depot(!d.contoso_opened_on.today()),
        FetchError::NoOpposite { name: "Today" }
    );
    assert_eq!(
        depot(d.contoso_name.is_in([""; 0])),
        FetchError::EmptyList { name: "In" }
    );
    assert_eq!(
        depot(d.contoso_name.eq("a\u{1}")),
        FetchError::Character {
            property: "contoso_name",
            character: '\u{1}',
        }
    );
    assert_eq!(
        depot(down.any(up.column(d.contoso_name).eq("a"))),
        FetchError::RelatedInLink {
            property: "contoso_name"
        }
    );
    let carriers = ContosoDepot::many_to_many().contoso_depot_carriers;
    assert_eq!(
        depot(carriers.any_row()),
        FetchError::ManyToMany {
            relationship: "contoso_depot_carriers"
        }
    );
    let infinite = p.contoso_depth.gt(f64::INFINITY);
    let errors = ContosoParcel::unlisted().fetch().filter(infinite).check();
    assert_eq!(
        errors.expect_err("an error").to_string(),
        "cannot compare `contoso_depth` to an infinite or NaN value: use a finite one"
    );
}
