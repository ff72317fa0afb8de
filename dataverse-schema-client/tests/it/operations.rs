//! Actions and functions.

use dataverse_schema::Response;
use dataverse_schema::client::ErrorKind;
use dataverse_schema::prelude::*;
use dataverse_schema::request::BlockUpload;

use crate::schema::operations::{
    ContosoCountParcels, ContosoSealParcel, ContosoSweep, FabrikamParcelsSealedBy,
};
use crate::schema::{ContosoParcel, tables};
use crate::server::{Answer, Server, page};
use crate::{Outcome, client, id};

fn row<T>() -> Id<T> {
    Id::new(id().uuid())
}

fn count() -> Result<ContosoCountParcels, Box<dyn std::error::Error>> {
    Ok(ContosoCountParcels::new("2026-01-31T09:30:00Z".parse()?))
}

#[tokio::test]
async fn results_are_typed() -> Outcome {
    let server = Server::answering([
        Answer::new(200, r#"{"@odata.context": "x", "value": 7}"#),
        Answer::new(204, ""),
        Answer::new(
            200,
            r#"{"SealedOn": "2026-01-31T09:30:00Z", "Rights": "Open,Move"}"#,
        ),
    ])
    .await?;
    let client = client(&server);
    assert_eq!(client.invoke(count()?).await?, 7);
    client.invoke(ContosoSweep::new()).await?;
    let seal = row::<tables::ContosoSeal>();
    let sealed = client.invoke(ContosoSealParcel::new(row(), seal)).await?;
    assert_eq!(sealed.sealed_on, "2026-01-31T09:30:00Z".parse()?);
    let received = server.received();
    let lines: Vec<&str> = received.iter().map(|request| &*request.line).collect();
    let expected = [
        "GET /api/data/v9.2/contoso_parcels/Microsoft.Dynamics.CRM.contoso_CountParcels(After=@p1)?@p1=2026-01-31T09%3A30%3A00Z",
        "POST /api/data/v9.2/contoso_Sweep",
        "POST /api/data/v9.2/contoso_parcels(78914942-34cb-ed11-b596-0022481d68cd)/Microsoft.Dynamics.CRM.contoso_SealParcel",
    ];
    assert_eq!(lines, expected);
    assert_eq!(received[1].body, "");
    let body = r#"{"Seal":{"@odata.type":"Microsoft.Dynamics.CRM.contoso_seal","contoso_sealid":"78914942-34cb-ed11-b596-0022481d68cd"}}"#;
    assert_eq!(received[2].body, body);
    Ok(())
}

#[tokio::test]
async fn rows_of_a_function_are_queried() -> Outcome {
    let next = "{base}fabrikam_ParcelsSealedBy(Witness=@p1,Names=@p2)?$skiptoken=2";
    let server = Server::answering([
        page(r#"{"contoso_name": "P-1"}"#, Some(next)),
        page(r#"{"contoso_name": "P-2"}"#, None),
    ])
    .await?;
    let c = ContosoParcel::columns();
    let parcels = FabrikamParcelsSealedBy::new(row::<tables::ContosoSeal>(), ["a"]).into_query()?;
    let parcels = parcels.select(c.contoso_name).page_size(1);
    let rows = client(&server).rows(parcels).into_vec().await?;
    let names = rows.iter().map(|row| row.contoso_name.as_deref());
    assert_eq!(names.collect::<Vec<_>>(), [Some("P-1"), Some("P-2")]);
    let received = server.received();
    let line = "GET /api/data/v9.2/fabrikam_ParcelsSealedBy(Witness=@p1,Names=@p2)?$select=contoso_name&@p1=";
    assert!(received[0].line.starts_with(line), "{}", received[0].line);
    assert_eq!(received.len(), 2);
    Ok(())
}

/// A function has no side effects. An action may have been executed.
#[tokio::test]
async fn only_functions_are_retried() -> Outcome {
    let server = Server::answering([
        Answer::new(502, ""),
        Answer::new(200, r#"{"value": 7}"#),
        Answer::new(502, ""),
    ])
    .await?;
    let client = client(&server);
    assert_eq!(client.invoke(count()?).await?, 7);
    let failed = client.invoke(ContosoSweep::new()).await;
    let failed = failed.expect_err("a failure");
    assert!(failed.may_have_happened(), "{failed}");
    assert_eq!(server.received().len(), 3);
    Ok(())
}

/// A block replaces the one with the same id.
#[tokio::test]
async fn blocks_of_files_are_retried() -> Outcome {
    let server = Server::answering([
        Answer::new(502, ""),
        Answer::new(204, ""),
        Answer::new(502, ""),
        Answer::new(200, r#"{"Data": "YQ=="}"#),
        Answer::new(502, ""),
    ])
    .await?;
    let client = client(&server);
    let mut upload = BlockUpload::new("t");
    client.send(upload.block(b"a")?).await?;
    let begun = r#"{"FileContinuationToken": "t", "FileSizeInBytes": 1}"#;
    let download = Response::new(200, [("", ""); 0], begun).block_download()?;
    let response = client.send(download.block(0..1)).await?;
    assert_eq!(response.block()?, b"a");
    let failed = client.send(upload.commit("a", "text/plain")).await;
    assert!(failed.expect_err("a failure").may_have_happened());
    assert_eq!(server.received().len(), 5);
    Ok(())
}

#[tokio::test]
async fn invalid_arguments_are_not_sent() -> Outcome {
    let server = Server::answering([]).await?;
    let c = ContosoParcel::columns();
    let parcel = ContosoParcel::create().set(c.contoso_name, "longer than twelve");
    let seal = row::<tables::ContosoSeal>();
    let seal = ContosoSealParcel::new(row(), seal).witnesses([parcel]);
    let failed = client(&server).invoke(seal).await.expect_err("too long");
    assert_eq!(failed.kind(), ErrorKind::Invalid);
    assert!(failed.to_string().contains("MaxLength"), "{failed}");
    assert!(server.received().is_empty());
    Ok(())
}

#[tokio::test]
async fn results_of_another_form_are_errors() -> Outcome {
    let server = Server::answering([
        Answer::new(200, r#"{"value": "seven"}"#),
        Answer::new(200, "<html>"),
    ])
    .await?;
    let client = client(&server);
    let failed = client.invoke(count()?).await.expect_err("a text");
    assert!(failed.to_string().contains("value"), "{failed}");
    assert!(!failed.may_have_happened());
    let seal = row::<tables::ContosoSeal>();
    let seal = ContosoSealParcel::new(row(), seal);
    let failed = client.invoke(seal).await.expect_err("a page");
    assert_eq!(failed.kind(), ErrorKind::InvalidResponse);
    assert!(failed.may_have_happened());
    Ok(())
}
