//! Creates, paging, expansion, updates with etags, associations, batches, and deletes over real
//! sockets.

use std::error::Error;

use dataverse_schema::Projection;
use dataverse_schema::batch::{Batch, ChangeSet};
use dataverse_schema::prelude::*;
use dataverse_schema::request::ResponseAnnotation;
use end_to_end::{Client, Received, Reply, Server};

mod schema {
    dataverse_schema::include_schema!(
        [
            "contoso_carrier.md",
            "contoso_depot.md",
            "contoso_parcel.md"
        ],
        dir = "../pages"
    );
}
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

type Outcome = Result<(), Box<dyn Error>>;

const DEPOT: &str = "3f1b7c5a-6d2e-ef11-840a-0022482d2c11";
const CARRIER: &str = "39e0dbe4-131b-e111-ba7e-78e7d1620f5e";

fn reply(status: u16, body: &str) -> Reply {
    let headers = match body {
        "" => Vec::new(),
        _ => vec![(
            "Content-Type",
            "application/json; odata.metadata=minimal".to_owned(),
        )],
    };
    Reply {
        status,
        headers,
        body: body.to_owned(),
    }
}

/// Starts a server with these replies, and a client of it.
fn start(replies: Vec<Reply>) -> Result<(Client, Server), Box<dyn Error>> {
    let server = Server::start(replies)?;
    Ok((Client::new(server.base().clone(), "a-token"), server))
}

/// Returns method and URL.
fn line(received: &Received) -> String {
    format!("{} {}", received.method, received.url)
}

#[test]
fn create_and_delete() -> Outcome {
    let mut created = reply(204, "");
    created
        .headers
        .push(("OData-EntityId", format!("{{base}}contoso_depots({DEPOT})")));
    let gone = r#"{"error":{"code":"0x80040217","message":"contoso_depot With Id = 3f1b7c5a Does Not Exist"}}"#;
    let (client, server) = start(vec![created, reply(204, ""), reply(404, gone)])?;
    let c = ContosoDepot::columns();

    let new = ContosoDepot::create().set(c.contoso_name, "Nörd \"O'Hare\"");
    let response = client.send(new.into_request()?)?;
    let id = response.entity_id::<ContosoDepot>()?.id().ok_or("no id")?;
    assert_eq!(id.to_string(), DEPOT);
    let delete = || ContosoDepot::unlisted().delete(id);
    client.send(delete())?.success()?;
    let error = client
        .send(delete())?
        .success()
        .cloned()
        .expect_err("a deleted row");
    assert_eq!(error.status(), 404, "{error}");
    assert!(error.service_error().is_some(), "{error}");

    let received = server.finish()?;
    assert_eq!(line(&received[0]), "POST /api/data/v9.2/contoso_depots");
    assert_eq!(received[0].header("authorization"), Some("Bearer a-token"));
    assert_eq!(received[0].header("odata-version"), Some("4.0"));
    assert_eq!(received[0].header("content-type"), Some("application/json"));
    assert_eq!(
        String::from_utf8(received[0].body.clone())?,
        r#"{"contoso_name":"Nörd \"O'Hare\""}"#
    );
    let expected = format!("DELETE /api/data/v9.2/contoso_depots({DEPOT})");
    assert_eq!(line(&received[1]), expected);
    Ok(())
}

#[derive(Projection)]
#[projection(table = ContosoDepot)]
struct Depot {
    contoso_name: String,
    #[projection(many_to_one = contoso_parent_depot)]
    parent: Option<ContosoDepot>,
    #[projection(many_to_many = contoso_depot_carriers)]
    carriers: Vec<ContosoCarrier>,
}

#[test]
fn page_through_expanded_rows() -> Outcome {
    let first = r#"{"@odata.context":"{base}$metadata#contoso_depots","@odata.count":3,"value":[
        {"contoso_name":"a","contoso_ParentDepot":null,"contoso_depot_carriers":[{"contoso_name":"Fabrikam"}]},
        {"contoso_name":"b","contoso_ParentDepot":{"contoso_name":"a"},"contoso_depot_carriers":[]}],
        "@odata.nextLink":"{base}contoso_depots?$select=contoso_name&$skiptoken=%3Ccookie%20pagenumber=%222%22%20/%3E"}"#;
    let second =
        r#"{"@odata.context":"{base}$metadata#contoso_depots","value":[{"contoso_name":"c"}]}"#;
    let (client, server) = start(vec![reply(200, first), reply(200, second)])?;
    let c = ContosoDepot::columns();

    let query = Depot::query()
        .filter(c.contoso_name.contains("50% & more'"))
        .filter(c.contoso_town.is_in(["a", "b"]))
        .order_by(c.contoso_name.asc())
        .count()
        .page_size(2)
        .annotations([ResponseAnnotation::All]);
    let mut page = client
        .send(query.clone().into_request()?)?
        .rows::<Depot>()?;
    assert_eq!(page.count(), Some(3));
    assert_eq!(
        page[0].carriers[0].contoso_name.as_deref(),
        Some("Fabrikam")
    );
    let parent = page[1].parent.as_ref().ok_or("no parent")?;
    assert_eq!(parent.contoso_name.as_deref(), Some("a"));
    let mut names = Vec::new();
    loop {
        names.extend(page.iter().map(|depot| depot.contoso_name.clone()));
        let Some(link) = page.next_link() else { break };
        page = client.send(query.next_page(link))?.rows()?;
    }
    assert_eq!(names, ["a", "b", "c"]);

    let received = server.finish()?;
    assert_eq!(
        received[0].url,
        "/api/data/v9.2/contoso_depots?$select=contoso_depotid,contoso_name\
         &$filter=contains(contoso_name,'50%5B%25%5D%20%26%20more''')%20and%20\
         Microsoft.Dynamics.CRM.In(PropertyName='contoso_town',PropertyValues=@p1)\
         &$orderby=contoso_name&$expand=contoso_ParentDepot,contoso_depot_carriers&$count=true\
         &@p1=%5B%22a%22%2C%22b%22%5D"
    );
    // The link is sent back unchanged.
    assert_eq!(
        received[1].url,
        "/api/data/v9.2/contoso_depots?$select=contoso_name&$skiptoken=%3Ccookie%20pagenumber=%222%22%20/%3E"
    );
    for request in &received {
        assert_eq!(
            request.header("prefer"),
            Some("odata.maxpagesize=2,odata.include-annotations=\"*\"")
        );
    }
    Ok(())
}

#[test]
fn update_with_etag() -> Outcome {
    let row = r#"{"@odata.etag":"W/\"7\"","contoso_name":"a","contoso_town":null}"#;
    let changed = r#"{"error":{"code":"0x80060882","message":"The version of the existing record doesn't match the RowVersion property provided."}}"#;
    let represented = r#"{"@odata.etag":"W/\"9\"","contoso_name":"b"}"#;
    let (client, server) = start(vec![
        reply(200, row),
        reply(412, changed),
        reply(200, represented),
    ])?;
    let c = ContosoDepot::columns();

    let id: Id<ContosoDepot> = DEPOT.parse()?;
    let read = ContosoDepot::retrieve(id).select((c.contoso_name, c.contoso_town));
    let row: ContosoDepot = client.send(read.into_request()?)?.row()?;
    let mut wanted = row.clone();
    wanted.contoso_name = Some("b".to_owned());
    let changes = dataverse_schema::Changes::diff(id, &row, &wanted);
    let update = changes
        .into_request()?
        .if_match(row.etag().ok_or("no etag")?);
    let error = client.send(update.clone())?.success().cloned();
    let error = error.expect_err("a newer version");
    let error = error.service_error().ok_or("another error")?;
    assert_eq!(error.number(), Some(0x8006_0882));
    let update = update.if_match("W/\"8\"").return_representation();
    let row: ContosoDepot = client.send(update)?.row()?;
    assert_eq!(row.contoso_name.as_deref(), Some("b"));

    let received = server.finish()?;
    assert_eq!(
        received[0].url,
        format!("/api/data/v9.2/contoso_depots({DEPOT})?$select=contoso_name,contoso_town")
    );
    assert_eq!(received[1].body, br#"{"contoso_name":"b"}"#);
    assert_eq!(received[1].header("if-match"), Some("W/\"7\""));
    assert_eq!(received[2].header("if-match"), Some("W/\"8\""));
    assert_eq!(received[2].header("prefer"), Some("return=representation"));
    Ok(())
}

#[test]
fn associate_and_count() -> Outcome {
    let mut count = reply(200, "\u{feff}1");
    count.headers = vec![("Content-Type", "text/plain".to_owned())];
    let (client, server) = start(vec![reply(204, ""), count])?;
    let carriers = ContosoDepot::many_to_many().contoso_depot_carriers;
    let carriers = carriers.path(DEPOT.parse::<Id<_>>()?);
    let carrier: Id<ContosoCarrier> = CARRIER.parse()?;
    client
        .send(carriers.associate(client.base(), carrier))?
        .success()?;
    assert_eq!(client.send(carriers.count())?.count()?, 1);

    let base = server.base().clone();
    let received = server.finish()?;
    assert_eq!(
        line(&received[0]),
        format!("POST /api/data/v9.2/contoso_depots({DEPOT})/contoso_depot_carriers/$ref")
    );
    assert_eq!(
        String::from_utf8(received[0].body.clone())?,
        format!("{{\"@odata.id\":\"{base}contoso_carriers({CARRIER})\"}}")
    );
    Ok(())
}

#[test]
fn batch_with_change_set() -> Outcome {
    let lines = [
        "--batchresponse_1",
        "Content-Type: multipart/mixed; boundary=changesetresponse_2",
        "",
        "--changesetresponse_2",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        "Content-ID: 1",
        "",
        "HTTP/1.1 204 No Content",
        &format!("OData-EntityId: {{base}}contoso_depots({DEPOT})"),
        "",
        "",
        "--changesetresponse_2--",
        "--batchresponse_1",
        "Content-Type: application/http",
        "",
        "HTTP/1.1 200 OK",
        "Content-Type: application/json",
        "",
        r#"{"value":[{"contoso_name":"a"}]}"#,
        "--batchresponse_1--",
        "",
    ];
    let answer = Reply {
        status: 200,
        headers: vec![(
            "Content-Type",
            "multipart/mixed; boundary=batchresponse_1".to_owned(),
        )],
        body: lines.join("\r\n"),
    };
    let (client, server) = start(vec![answer])?;
    let c = ContosoDepot::columns();
    let mut set = ChangeSet::new();
    set.create(ContosoDepot::create().set(c.contoso_name, "a"))?;
    let query = ContosoDepot::query().select(c.contoso_name);
    let batch = Batch::new()
        .change_set(set)
        .request(query.into_batch_request()?);
    let response = client.send(batch.into_request(client.base())?)?;
    let answers = response.batch()?;
    let created = answers[0].responses()[0].entity_id::<ContosoDepot>()?;
    assert_eq!(created.id(), Some(DEPOT.parse()?));
    let rows = answers[1].responses()[0].rows::<ContosoDepot>()?;
    assert_eq!(rows[0].contoso_name.as_deref(), Some("a"));

    let base = server.base().clone();
    let received = server.finish()?;
    assert_eq!(line(&received[0]), "POST /api/data/v9.2/$batch");
    assert_eq!(
        received[0].header("content-type"),
        Some("multipart/mixed; boundary=\"batch_0001\"")
    );
    let body = String::from_utf8(received[0].body.clone())?;
    assert!(
        body.contains(&format!("\r\nPOST {base}contoso_depots HTTP/1.1\r\n")),
        "{body}"
    );
    assert!(body.ends_with("\r\n--batch_0001--\r\n"), "{body}");
    Ok(())
}

#[test]
fn upload_and_download() -> Outcome {
    let mut content = reply(200, "the content");
    content.headers = vec![("Content-Type", "application/octet-stream".to_owned())];
    let (client, server) = start(vec![reply(204, ""), content])?;
    let label = ContosoParcel::columns().contoso_label;
    let id: Id<ContosoParcel> = DEPOT.parse()?;
    let upload = label.upload(id, "label.txt", b"the content".to_vec())?;
    client.send(upload)?.success()?;
    let download = client.send(label.download(id))?;
    assert_eq!(download.content()?, Some(&b"the content"[..]));

    let received = server.finish()?;
    assert_eq!(received[0].body, b"the content");
    let path = format!("/api/data/v9.2/contoso_parcels({DEPOT})/contoso_label");
    assert_eq!(received[0].url, format!("{path}?x-ms-file-name=label.txt"));
    assert_eq!(received[1].url, format!("{path}/$value"));
    Ok(())
}
