//! The client and a real OData service. It isn't Dataverse, but others have written it.

use std::sync::Arc;

use dataverse_schema::batch::Batch;
use dataverse_schema::client::{Client, FixedToken, WriteOptions};
use dataverse_schema::prelude::*;
use dataverse_schema::value::Uuid;
use futures_util::stream;

use crate::Outcome;
use crate::schema::{ContosoCarrier, ContosoParcel};

/// Unlike the other tables, this one has versions.
mod versioned {
    dataverse_schema::include_schema!("pluginpackage.md", dir = "../schemas");
}
use versioned::PluginPackage;

const ROWS: u128 = 25;

fn carrier(number: u128) -> Id<ContosoCarrier> {
    Id::new(Uuid::from_u128(0xca << 96 | number))
}

fn parcel(number: u128) -> Id<ContosoParcel> {
    Id::new(Uuid::from_u128(0x9a << 96 | number))
}

#[tokio::test]
#[ignore = "sends requests to the OData service that DATAVERSE_SCHEMA_SERVICE_URL names"]
async fn a_service_takes_what_the_client_sends() -> Outcome {
    let url = std::env::var("DATAVERSE_SCHEMA_SERVICE_URL")?;
    let client = Client::new(url.parse()?, Arc::new(FixedToken::new("token")))?;
    let c = ContosoCarrier::columns();
    let p = ContosoParcel::columns();

    let new = ContosoCarrier::create()
        .set(c.contoso_carrier_id, carrier(0))
        .set(c.contoso_name, "Müller & Söhne");
    assert_eq!(client.create(new).await?, carrier(0));
    let without_id = ContosoCarrier::create().set(c.contoso_name, "Other");
    let other = client.create(without_id).await?;

    // Many rows, by a batch of conditional creates.
    let carriers = (1..ROWS).map(|number| {
        ContosoCarrier::create()
            .set(c.contoso_carrier_id, carrier(number))
            .set(c.contoso_name, format!("Carrier {number:02}"))
    });
    let options = || WriteOptions::new().chunk(10);
    let report = client.write_all(stream::iter(carriers), options()).await?;
    assert!(report.failures().is_empty(), "{report:?}");
    // The page lists `CreateMultiple`, which the service rejects: the rows follow one by one.
    let parcels = (0..ROWS).map(|number| {
        ContosoParcel::create()
            .set(p.contoso_parcel_id, parcel(number))
            .set(p.contoso_name, format!("Parcel {number:02}"))
            .bind(p.contoso_carrier, carrier(number / 3))
    });
    let report = client.write_all(stream::iter(parcels), options()).await?;
    assert!(report.failures().is_empty(), "{report:?}");
    assert_eq!(u128::from(report.progress().written), ROWS);

    let names = ContosoCarrier::query()
        .select(c.contoso_name)
        .filter(c.contoso_name.starts_with("Carrier"))
        .order_by(c.contoso_name.desc())
        .page_size(7);
    let mut pages = client.pages(names.clone());
    let mut lengths = Vec::new();
    while let Some(page) = pages.next().await {
        lengths.push(page?.len());
    }
    assert_eq!(lengths, [7, 7, 7, 3]);
    let rows = client.rows(names.clone()).into_vec().await?;
    let read = rows.iter().filter_map(|row| row.contoso_name.clone());
    let expected = (1..ROWS).rev().map(|number| format!("Carrier {number:02}"));
    assert!(read.eq(expected));
    assert_eq!(u128::from(client.count(names).await?), ROWS - 1);

    let sent = ContosoCarrier::one_to_many().contoso_parcel_carrier;
    let expanded = ContosoCarrier::retrieve(carrier(2))
        .select(c.contoso_name)
        .expand(sent.select(p.contoso_name).order_by(p.contoso_name.asc()));
    let row = client.row(expanded).await?;
    let parcels = row.related(sent)?.present().ok_or("parcels")?;
    let ids: Vec<_> = parcels
        .iter()
        .filter_map(|row| row.contoso_parcel_id)
        .collect();
    assert_eq!(ids, [parcel(6), parcel(7), parcel(8)]);

    let row = client.row(ContosoCarrier::retrieve(carrier(0))).await?;
    assert_eq!(row.contoso_name.as_deref(), Some("Müller & Söhne"));

    let v = PluginPackage::columns();
    let new = PluginPackage::create()
        .set(v.name, "contoso_Billing")
        .set(v.version, "1.0.0");
    let package = client.create(new).await?;
    let row = client.row(PluginPackage::retrieve(package)).await?;
    let etag = row.etag().ok_or("an etag")?;
    let updated = |version: &str| {
        let changes = PluginPackage::update(package).set(v.version, version);
        Ok::<_, Box<dyn std::error::Error>>(changes.into_request()?.if_match(etag))
    };
    client.send(updated("1.0.1")?).await?;
    let failed = client
        .send(updated("1.0.2")?)
        .await
        .expect_err("another etag");
    assert!(failed.is_precondition_failed(), "{failed}");
    let row = client.row(PluginPackage::retrieve(package)).await?;
    assert_eq!(row.version.as_deref(), Some("1.0.1"));

    let mut together = Batch::new().next_change_set();
    together.add(
        ContosoCarrier::update(carrier(1))
            .set(c.contoso_name, "Three")
            .into_request()?,
    );
    together.add(ContosoCarrier::delete(carrier(3)));
    let batch = Batch::new()
        .request(ContosoCarrier::retrieve(carrier(2)).into_request()?)
        .change_set(together)
        .request(ContosoCarrier::retrieve(carrier(3)).into_request()?)
        .continue_on_error();
    let answers = client.batch(batch).await?;
    let statuses: Vec<_> = answers
        .iter()
        .flat_map(|answer| answer.responses())
        .collect();
    assert!(
        statuses[..statuses.len() - 1]
            .iter()
            .all(|response| response.success().is_ok())
    );
    assert_eq!(statuses.last().map(|response| response.status), Some(404));

    client.delete(other).await?;
    let failed = client.row(ContosoCarrier::retrieve(other)).await;
    assert!(failed.expect_err("no row").is_not_found());
    let failed = client.delete(other).await;
    assert!(failed.expect_err("no row").is_not_found());
    Ok(())
}
