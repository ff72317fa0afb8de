//! Lists of related rows in projections, over all pages.

use dataverse_schema::Projection;
use dataverse_schema::client::ErrorKind;
use dataverse_schema::prelude::*;

use crate::schema::{ContosoCarrier, ContosoDepot, ContosoParcel};
use crate::server::{Answer, Server, page};
use crate::{Outcome, builder, client, id};

#[derive(Projection)]
#[projection(table = ContosoDepot)]
struct Depot {
    contoso_name: String,
    #[projection(one_to_many = contoso_depot_depots)]
    below: Vec<Below>,
}

#[derive(Projection)]
#[projection(table = ContosoDepot)]
struct Below {
    contoso_name: String,
    #[projection(one_to_many = contoso_depot_depots)]
    below: Vec<Leaf>,
}

#[derive(Projection)]
#[projection(table = ContosoDepot)]
struct Leaf {
    contoso_name: String,
}

#[derive(Projection)]
#[projection(table = ContosoCarrier)]
struct Carrier {
    #[projection(one_to_many = contoso_parcel_carrier)]
    parcels: Vec<Parcel>,
}

#[derive(Projection)]
#[projection(table = ContosoParcel)]
struct Parcel {
    contoso_name: Option<String>,
}

fn leaf(name: &str) -> String {
    format!(r#"{{"contoso_name": "{name}"}}"#)
}

fn depot(name: &str, below: &str, token: Option<u32>) -> String {
    let link = token.map_or(String::new(), |token| {
        let path = "{base}contoso_depots(1)/contoso_depot_depots?$skiptoken";
        format!(r#", "contoso_depot_depots@odata.nextLink": "{path}={token}""#)
    });
    format!(r#"{{"contoso_name": "{name}", "contoso_depot_depots": [{below}]{link}}}"#)
}

fn names(depot: &Depot) -> Vec<String> {
    let below = depot.below.iter().flat_map(|below| {
        let leaves = below.below.iter().map(|leaf| leaf.contoso_name.clone());
        std::iter::once(below.contoso_name.clone()).chain(leaves)
    });
    std::iter::once(depot.contoso_name.clone())
        .chain(below)
        .collect()
}

#[tokio::test]
async fn lists_have_the_rows_of_all_pages_at_every_depth() -> Outcome {
    let first = [
        depot("A", &depot("A1", &leaf("A1a"), Some(1)), Some(2)),
        depot("B", "", None),
    ];
    let server = Server::answering([
        page(
            &first.join(","),
            Some("{base}contoso_depots?$skiptoken=next"),
        ),
        // The further rows of A, whose lists have pages of their own.
        page(
            &depot("A2", &leaf("A2a"), Some(3)),
            Some("{base}contoso_depots?$skiptoken=4"),
        ),
        page(&depot("A3", "", None), None),
        page(&leaf("A1b"), None),
        page(&leaf("A2b"), None),
        page(&depot("C", "", None), None),
    ])
    .await?;
    let query = Depot::query().page_size(2);
    let depots = client(&server).rows(query).into_vec().await?;
    let names: Vec<_> = depots.iter().map(names).collect();
    assert_eq!(
        names,
        [
            vec!["A", "A1", "A1a", "A1b", "A2", "A2a", "A2b", "A3"],
            vec!["B"],
            vec!["C"]
        ]
    );
    let tokens: Vec<_> = server
        .lines()
        .iter()
        .filter_map(|line| Some(line.split_once("$skiptoken=")?.1.to_owned()))
        .collect();
    assert_eq!(tokens, ["2", "4", "1", "3", "next"]);
    for request in server.received() {
        assert_eq!(request.header("prefer"), Some("odata.maxpagesize=2"));
    }
    Ok(())
}

fn carrier(parcels: &str, link: &str) -> String {
    format!(
        r#"{{"contoso_parcel_carrier": [{parcels}],
            "contoso_parcel_carrier@odata.nextLink": "{{base}}contoso_carriers(1)/contoso_parcel_carrier?{link}"}}"#
    )
}

#[tokio::test]
async fn single_rows_have_them_too() -> Outcome {
    let first = carrier(&leaf("One"), "%24skiptoken=2");
    let server = Server::answering([
        page(&first, None),
        page(&leaf("Two"), None),
        Answer::new(200, first.clone()),
        page(&leaf("Two"), None),
    ])
    .await?;
    let client = client(&server);
    let found = client.first(Carrier::query()).await?.ok_or("a row")?;
    let row = client.row(Carrier::retrieve(id())).await?;
    for carrier in [found, row] {
        let names = carrier.parcels.into_iter().map(|row| row.contoso_name);
        let names: Vec<_> = names.flatten().collect();
        assert_eq!(names, ["One", "Two"]);
    }
    Ok(())
}

#[tokio::test]
async fn links_to_the_rows_that_are_there_are_not_followed() -> Outcome {
    for (count, requests) in [(0, 1), (4_999, 1), (5_000, 2)] {
        let parcels = vec!["{}"; count].join(",");
        let server = Server::answering([
            page(&carrier(&parcels, "$select=contoso_name"), None),
            page(&format!("{parcels}, {{}}"), None),
        ])
        .await?;
        let rows = client(&server).rows(Carrier::query()).into_vec().await?;
        assert_eq!(rows[0].parcels.len(), count + usize::from(requests == 2));
        assert_eq!(server.received().len(), requests);
    }
    Ok(())
}

#[tokio::test]
async fn a_page_of_related_rows_without_a_list_is_an_error() -> Outcome {
    let server = Server::answering([
        page(&carrier("", "$skiptoken=2"), None),
        Answer::new(200, "{}"),
    ])
    .await?;
    let failed = client(&server).rows(Carrier::query()).into_vec().await;
    let failed = failed.err().ok_or("an error")?;
    assert_eq!(failed.kind(), ErrorKind::InvalidResponse);
    assert_eq!(
        failed.to_string(),
        "GET contoso_carriers: missing `value` in the response"
    );
    Ok(())
}

#[tokio::test]
async fn a_wrong_page_of_related_rows_is_an_error_with_its_place() -> Outcome {
    let server = Server::answering([
        page(&carrier("", "$skiptoken=2"), None),
        Answer::new(200, "{\n\"value\": \"secret\"}"),
    ])
    .await?;
    let failed = client(&server).rows(Carrier::query()).into_vec().await;
    let failed = failed.err().ok_or("an error")?.to_string();
    let place = "GET contoso_carriers: invalid response body at line 2, column ";
    assert!(failed.starts_with(place), "{failed}");
    assert!(!failed.contains("secret"));
    Ok(())
}

#[tokio::test]
async fn related_rows_whose_pages_lead_to_themselves_are_an_error() -> Outcome {
    let link = "{base}contoso_carriers(1)/contoso_parcel_carrier?$skiptoken=2";
    let server = Server::answering([
        page(&carrier("", "$skiptoken=2"), None),
        page(&leaf("One"), Some(link)),
        page(&leaf("One"), Some(link)),
    ])
    .await?;
    let failed = client(&server).rows(Carrier::query()).into_vec().await;
    let failed = failed.err().ok_or("an error")?;
    assert!(
        failed.to_string().contains("leads to the same page"),
        "{failed}"
    );
    assert_eq!(server.received().len(), 2);
    Ok(())
}

#[tokio::test]
async fn completed_lists_have_the_limit_of_a_response() -> Outcome {
    let pages = [
        page(&carrier(&leaf("One"), "$skiptoken=2"), None),
        page(
            &leaf(&"x".repeat(500)),
            Some("{base}contoso_parcels?$skiptoken=3"),
        ),
        page(&leaf(&"x".repeat(500)), None),
    ];
    let server = Server::answering(pages.clone().into_iter().chain(pages)).await?;
    let small = builder(&server).max_body(1_200).build()?;
    let failed = small.rows(Carrier::query()).into_vec().await;
    let failed = failed.err().ok_or("an error")?;
    assert_eq!(failed.kind(), ErrorKind::TooLarge);
    assert_eq!(failed.status(), Some(200));
    assert_eq!(server.received().len(), 3);
    let rows = client(&server).rows(Carrier::query()).into_vec().await?;
    assert_eq!(rows[0].parcels.len(), 3);
    Ok(())
}

#[tokio::test]
async fn further_pages_are_only_asked_of_the_service() -> Outcome {
    let link = "https://elsewhere.example/contoso_parcels?$skiptoken=2";
    let list = r#""contoso_parcel_carrier": []"#;
    let row = format!(r#"{{{list}, "contoso_parcel_carrier@odata.nextLink": "{link}"}}"#);
    let server = Server::answering([page(&row, None)]).await?;
    let failed = client(&server).rows(Carrier::query()).into_vec().await;
    assert_eq!(failed.err().ok_or("an error")?.kind(), ErrorKind::Url);
    Ok(())
}

#[tokio::test]
async fn whole_rows_leave_them_to_related() -> Outcome {
    let row = carrier(&leaf("One"), "$skiptoken=2");
    let server = Server::answering([page(&row, None)]).await?;
    let parcels = ContosoCarrier::one_to_many().contoso_parcel_carrier;
    let query = ContosoCarrier::query().expand(parcels);
    let rows = client(&server).rows(query).into_vec().await?;
    assert!(rows[0].related_next_link(parcels).is_some());
    assert_eq!(server.received().len(), 1);
    Ok(())
}
