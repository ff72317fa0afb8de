//! Files, in parts.

use std::sync::{Arc, Mutex};

use dataverse_schema::client::ErrorKind;
use dataverse_schema::prelude::*;
use dataverse_schema::value::Uuid;

use crate::schema::ContosoParcel;
use crate::server::{Answer, Received, Server, Step};
use crate::{Outcome, builder, client};

fn parcel() -> Id<ContosoParcel> {
    Id::new(Uuid::from_u128(0x78914942_34cb_ed11_b596_0022481d68cd))
}

/// Returns the range of bytes of a request for a part.
fn range(request: &Received, size: usize) -> Option<(usize, usize)> {
    let range = request.header("range")?.strip_prefix("bytes=")?;
    let (first, last) = range.split_once('-')?;
    let last: usize = last.parse().ok()?;
    Some((first.parse().ok()?, last.min(size - 1)))
}

#[tokio::test]
async fn a_file_is_uploaded_in_parts() -> Outcome {
    let began = Answer::new(200, "")
        .header(
            "Location",
            "{base}contoso_parcels(1)/contoso_label?sessiontoken=a%2Bb",
        )
        .header("x-ms-chunk-size", "4");
    let done = || Step::from(Answer::new(204, ""));
    let server = Server::start([began.into(), done(), Step::Reset, done(), done()]).await?;
    let label = ContosoParcel::columns().contoso_label;
    let mut seen = Vec::new();
    client(&server)
        .upload(label, parcel(), "a.pdf", b"0123456789", |transferred| {
            seen.push((transferred.bytes, transferred.size));
        })
        .await?;
    assert_eq!(seen, [(4, 10), (8, 10), (10, 10)]);
    let received = server.received();
    let parts: Vec<_> = received[1..].iter().map(|part| &*part.body).collect();
    assert_eq!(parts, ["0123", "4567", "4567", "89"]);
    let ranges: Vec<_> = received[1..]
        .iter()
        .map(|part| part.header("content-range"))
        .collect();
    let expected = [
        "bytes 0-3/10",
        "bytes 4-7/10",
        "bytes 4-7/10",
        "bytes 8-9/10",
    ];
    assert_eq!(ranges, expected.map(Some));
    let line = "PATCH /api/data/v9.2/contoso_parcels(1)/contoso_label?sessiontoken=a%2Bb";
    assert_eq!(received[1].line, line);
    Ok(())
}

#[tokio::test]
async fn parts_go_to_no_other_place() -> Outcome {
    let other = Server::answering([]).await?;
    let began = Answer::new(200, "").header("Location", other.base());
    let server = Server::answering([began]).await?;
    let label = ContosoParcel::columns().contoso_label;
    let failed = client(&server)
        .upload(label, parcel(), "a", b"0123", |_| {})
        .await;
    assert_eq!(failed.expect_err("another place").kind(), ErrorKind::Url);
    assert!(other.received().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_file_is_downloaded_in_parts() -> Outcome {
    const SIZE: usize = 9 << 20;
    let content: String = (0..SIZE)
        .map(|index| char::from(b'a' + (index % 23) as u8))
        .collect();
    let stored = content.clone();
    let server = Server::scripted(move |request| {
        let Some((first, last)) = range(request, SIZE) else {
            return Answer::new(400, "no range").into();
        };
        let range = format!("bytes {first}-{last}/{SIZE}");
        Answer::new(206, &stored[first..=last])
            .header("Content-Range", range)
            .into()
    })
    .await?;
    let label = ContosoParcel::columns().contoso_label;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let downloaded = client(&server)
        .download(label, parcel(), |transferred| {
            seen.lock().expect("no panic").push(transferred.bytes);
            assert_eq!(transferred.size, SIZE as u64);
        })
        .await?;
    assert!(downloaded.ok_or("a file")? == content.as_bytes());
    assert_eq!(*seen.lock().expect("no panic"), [4 << 20, 8 << 20, 9 << 20]);

    let client = builder(&server).max_body(8 << 20).build()?;
    let failed = client.download(label, parcel(), |_| {}).await;
    assert_eq!(failed.expect_err("too large").kind(), ErrorKind::TooLarge);
    Ok(())
}

#[tokio::test]
async fn a_whole_file_and_none_are_accepted() -> Outcome {
    let server = Server::answering([Answer::new(200, "whole"), Answer::new(204, "")]).await?;
    let client = client(&server);
    let photo = ContosoParcel::columns().contoso_photo;
    let downloaded = client.download(photo, parcel(), |_| {}).await?;
    assert_eq!(downloaded.as_deref(), Some(&b"whole"[..]));
    assert_eq!(client.download(photo, parcel(), |_| {}).await?, None);
    Ok(())
}
