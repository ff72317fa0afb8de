//! Views, text in FetchXML, and numbers of child rows.

use dataverse_schema::prelude::*;
use dataverse_schema::query::QueryError;
use dataverse_schema::request::ResponseAnnotation;
use dataverse_schema::value::Uuid;

use super::schema::ContosoDepot;
use super::xml;
use crate::sent::{header, shown};

const ID: Uuid = Uuid::from_u128(0x7891_4942_34cb_ed11_b596_0022_481d_68cd);

#[test]
fn views_are_named_by_their_ids() {
    let view = ContosoDepot::saved_view(ID).annotations([ResponseAnnotation::FormattedValues]);
    let request = view.to_request().expect("a short URL");
    assert_eq!(
        shown(&request),
        format!("GET contoso_depots?savedQuery={ID}")
    );
    let prefer = header(&request, "Prefer").expect("annotations");
    assert!(prefer.contains("FormattedValue"), "{prefer}");
    assert_eq!(
        shown(
            &ContosoDepot::user_view(ID)
                .to_request()
                .expect("a short URL")
        ),
        format!("GET contoso_depots?userQuery={ID}")
    );
}

#[test]
fn text_is_sent_as_it_is() {
    let text = ContosoDepot::fetch().top(3).to_string();
    let view = ContosoDepot::fetch_text(&text);
    let fetch = ContosoDepot::fetch()
        .top(3)
        .to_request()
        .expect("no errors");
    let request = view.to_request().expect("a short URL");
    assert_eq!(shown(&request), shown(&fetch));
    let long = ContosoDepot::fetch_text(&format!("<fetch>{}</fetch>", " ".repeat(11_000)));
    let errors = long.to_request().expect_err("too long");
    assert!(matches!(errors.as_slice(), [QueryError::Url { .. }]));
    assert!(long.to_batch_request().is_ok());
}

#[test]
fn child_rows_are_counted() {
    let c = ContosoDepot::columns();
    let fetch = ContosoDepot::fetch()
        .select(c.contoso_name)
        .count_children();
    let text = xml(&fetch);
    let count = "<attribute name='contoso_depotid' alias='children' rowaggregate='CountChildren'/>";
    assert!(text.contains(count), "{text}");
    let body =
        r#"{"value": [{"contoso_name": "North", "children": 4}, {"contoso_name": "South"}]}"#;
    let rows: Rows<ContosoDepot> = serde_json::from_str(body).expect("rows");
    assert_eq!(rows[0].child_count(), Some(4));
    assert_eq!(rows[1].child_count(), None);
}
