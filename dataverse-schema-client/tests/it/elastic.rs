//! Rows of elastic tables, which are in partitions.

use dataverse_schema::Changes;
use dataverse_schema::client::WriteOptions;
use dataverse_schema::prelude::*;
use dataverse_schema::table::message::Create;
use dataverse_schema::value::Uuid;
use futures_util::stream;

use crate::schema::ContosoReading;
use crate::server::{Server, error};
use crate::table::{Fault, Table, parts};
use crate::{Outcome, client};

pub(crate) fn readings(count: u128) -> impl Iterator<Item = Changes<ContosoReading, Create>> {
    let c = ContosoReading::columns();
    (0..count).map(move |number| {
        ContosoReading::create()
            .set(c.contoso_reading_id, Id::new(Uuid::from_u128(number)))
            .set(c.partition_id, format!("device '{number}'"))
            .set(c.contoso_value, number as i32)
    })
}

#[tokio::test]
async fn rows_of_an_elastic_table_are_known_by_id_and_partition() -> Outcome {
    // The service may have created some of the rows.
    let server = Server::scripted(move |request| {
        let rejected = error(400, "0x80048d19", "One of the rows is invalid.");
        if request.line.ends_with("CreateMultiple") {
            return rejected.into();
        }
        let is_read = request.body.contains("GET ");
        parts(if is_read { [200, 200] } else { [412, 204] }).into()
    })
    .await?;
    let rows = stream::iter(readings(2));
    let report = client(&server).write_all(rows, WriteOptions::new()).await?;
    let progress = report.progress();
    assert_eq!((progress.existing, progress.written), (1, 1));
    let batch = &server.received()[1].body;
    let address = "contoso_readings(contoso_readingid=00000000-0000-0000-0000-000000000001,\
        partitionid='device%20%27%271%27%27')";
    assert!(batch.contains(address), "{batch}");
    assert!(!batch.contains("\"partitionid\""), "{batch}");
    Ok(())
}

#[tokio::test]
async fn rows_of_an_elastic_table_without_ids_are_sent_one_by_one() -> Outcome {
    let table = Table::default();
    let server = Server::scripted(move |request| table.execute(request, Fault::None)).await?;
    let c = ContosoReading::columns();
    let rows = (0..3).map(|value| ContosoReading::create().set(c.contoso_value, value));
    let options = WriteOptions::new();
    client(&server)
        .write_all(stream::iter(rows), options)
        .await?;
    assert_eq!(server.lines(), ["POST /api/data/v9.2/$batch"]);
    Ok(())
}
