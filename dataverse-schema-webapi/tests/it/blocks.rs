//! Transfers of files in blocks.

use dataverse_schema::prelude::*;
use dataverse_schema::request::{AttachmentError, BlockUpload, MAX_BLOCK, ResponseAnnotation};
use dataverse_schema::value::Uuid;
use dataverse_schema::{Decimal, Request, Response};

use crate::sent::{shown, value, violating};

mod schema {
    dataverse_schema::include_schema!(
        ["contoso_gadget.md", "contoso_parcel.md", "notes/*.md"],
        dir = "../tests/pages"
    );
}
use schema::{ActivityMimeAttachment, Annotation, ContosoGadget, ContosoParcel};

const ID: Uuid = Uuid::from_u128(0x78914942_34cb_ed11_b596_0022481d68cd);

fn response(body: &str) -> Response {
    Response::new(200, [("", ""); 0], body)
}

#[test]
fn rows_of_notes_and_annotations_of_responses_have_different_names() {
    let note = Annotation::retrieve(Id::<Annotation>::new(ID));
    let note = note.annotations([ResponseAnnotation::FormattedValues]);
    let request = note.into_request().expect("no errors");
    // The rules don't know this page.
    assert_eq!(
        value(violating(&request, &["resource"]), "Prefer"),
        Some("odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\"")
    );
}

#[test]
fn files_are_uploaded_in_blocks() {
    let label = ContosoParcel::columns().contoso_label;
    let row = Id::<ContosoParcel>::new(ID);
    let begin = label.begin_block_upload(row, "ü.pdf", 5);
    let target = format!(
        r#"{{"@odata.type":"Microsoft.Dynamics.CRM.contoso_parcel","contoso_parcelid":"{ID}"}}"#
    );
    assert_eq!(
        shown(&begin.expect("it is small enough")),
        format!(
            r#"POST InitializeFileBlocksUpload {{"Target":{target},"FileName":"ü.pdf","FileAttributeName":"contoso_label"}}"#
        )
    );
    let mut upload = response(r#"{"@odata.context": "…", "FileContinuationToken": "t+/="}"#)
        .block_upload()
        .expect("it has a token");
    assert_eq!(upload, BlockUpload::new("t+/="));
    assert_eq!(
        shown(&upload.block(b"abcd").expect("small")),
        r#"POST UploadBlock {"BlockId":"MDAwMDAwMDA=","BlockData":"YWJjZA==","FileContinuationToken":"t+/="}"#
    );
    assert_eq!(
        shown(&upload.block(&[255]).expect("small")),
        r#"POST UploadBlock {"BlockId":"MDAwMDAwMDE=","BlockData":"/w==","FileContinuationToken":"t+/="}"#
    );
    assert_eq!(
        shown(&upload.commit("ü.pdf", "application/pdf")),
        r#"POST CommitFileBlocksUpload {"FileName":"ü.pdf","MimeType":"application/pdf","BlockList":["MDAwMDAwMDA=","MDAwMDAwMDE="],"FileContinuationToken":"t+/="}"#
    );
    let body = format!(r#"{{"FileId": "{ID}", "FileSizeInBytes": 5}}"#);
    let file = response(&body).committed_file().expect("a file");
    assert_eq!((file.id, file.size), (ID, 5));

    let limit = label.max_size().expect("a value on the page");
    let failure = label.begin_block_upload(row, "a", limit + 1);
    assert!(
        failure
            .expect_err("too large")
            .to_string()
            .contains("contoso_label")
    );
    let photo = ContosoGadget::columns().contoso_photo;
    assert!(photo.begin_block_upload(Id::new(ID), "a.png", 9).is_ok());
    let before = upload.clone();
    let failed = upload.block(&vec![7; MAX_BLOCK as usize + 1]);
    assert_eq!(
        failed.expect_err("too large").to_string(),
        "block has 4,194,305 bytes; the limit is 4,194,304: split the content by `chunks(MAX_BLOCK as usize)`"
    );
    assert_eq!(upload, before);
    shown(&upload.block(&vec![7; MAX_BLOCK as usize]).expect("it fits"));
}

#[test]
fn files_are_downloaded_in_blocks() {
    let label = ContosoParcel::columns().contoso_label;
    let begin = label.begin_block_download(Id::<ContosoParcel>::new(ID));
    assert_eq!(
        shown(&begin),
        format!(
            r#"POST InitializeFileBlocksDownload {{"Target":{{"@odata.type":"Microsoft.Dynamics.CRM.contoso_parcel","contoso_parcelid":"{ID}"}},"FileAttributeName":"contoso_label"}}"#
        )
    );
    let body = r#"{
        "FileContinuationToken": "t",
        "FileSizeInBytes": 9000000,
        "FileName": "label.pdf",
        "IsChunkingSupported": true
    }"#;
    let download = response(body).block_download().expect("it has a token");
    assert_eq!(download.file_name.as_deref(), Some("label.pdf"));
    let requests: Vec<String> = download.blocks().map(|request| shown(&request)).collect();
    assert_eq!(
        requests,
        [(0, 4_194_304), (4_194_304, 4_194_304), (8_388_608, 611_392)].map(|(offset, length)| {
            format!(
                r#"POST DownloadBlock {{"Offset":{offset},"BlockLength":{length},"FileContinuationToken":"t"}}"#
            )
        })
    );
    let content = response(r#"{"Data": "YWJjZP8="}"#).block();
    assert_eq!(content.expect("base64"), b"abcd\xff");
    for damaged in ["Y", "YW J", "YWJ_"] {
        let body = format!(r#"{{"Data": "{damaged}"}}"#);
        let error = response(&body).block().expect_err("not base64");
        assert!(error.to_string().contains("invalid base64"), "{error}");
    }
    let body = r#"{"FileContinuationToken": "t", "FileSizeInBytes": 0, "FileName": null}"#;
    let empty = response(body).block_download().expect("it has a token");
    assert_eq!(
        (empty.file_name.as_deref(), empty.blocks().count()),
        (None, 0)
    );
}

#[test]
fn files_are_downloaded_as_the_service_supports_it() {
    let body = r#"{"FileContinuationToken": "secret", "FileSizeInBytes": 9000000, "IsChunkingSupported": false}"#;
    let download = response(body).block_download().expect("it has a token");
    let requests: Vec<_> = download.blocks().collect();
    assert_eq!(requests.len(), 1);
    // The book allows 4 MB, which is the limit of several blocks.
    let request = violating(&requests[0], &["blocks"]).to_string();
    assert!(
        request.contains(r#""Offset":0,"BlockLength":9000000"#),
        "{request}"
    );
    let body = r#"{"FileContinuationToken": "t", "FileSizeInBytes": 9, "IsChunkingSupported": 7}"#;
    let failed = response(body).block_download().expect_err("a number");
    assert!(
        failed.to_string().contains("`IsChunkingSupported`"),
        "{failed}"
    );
    let huge = format!(
        r#"{{"FileContinuationToken": "t", "FileSizeInBytes": {}, "IsChunkingSupported": false}}"#,
        u64::MAX
    );
    let huge = response(&huge).block_download().expect("a size");
    assert_eq!(huge.blocks().count(), 1);
}

#[test]
fn tokens_are_hidden() {
    let body = r#"{"FileContinuationToken": "secret", "FileSizeInBytes": 1}"#;
    let download = response(body).block_download().expect("it has a token");
    let upload = response(body).block_upload().expect("it has a token");
    let shown = format!("{download:?} {upload:?}");
    assert!(
        shown.contains("size: 1") && !shown.contains("secret"),
        "{shown}"
    );
}

#[test]
fn bytes_survive_in_blocks() {
    let mut upload = BlockUpload::new("t");
    for length in 0..70 {
        let content: Vec<u8> = (0..length).map(|n: u8| n.wrapping_mul(37)).collect();
        let request = upload.block(&content).expect("small");
        let (_, body) = shown(&request)
            .split_once('{')
            .map_or_else(Default::default, |(path, body)| {
                (path.to_owned(), body.to_owned())
            });
        let data = body.split('"').nth(7).expect("the data").to_owned();
        let read = response(&format!(r#"{{"Data": "{data}"}}"#)).block();
        assert_eq!(read.expect("base64"), content);
    }
}

#[test]
fn notes_are_stored_with_their_content() {
    let c = Annotation::columns();
    let weight: Decimal = "12.1000".parse().expect("a number");
    let without_id = Annotation::unlisted()
        .create()
        .set(c.subject, "Label")
        .set(c.weight, weight);
    let note = without_id.clone().set(c.annotation_id, Id::new(ID));
    let target = format!(
        r#""Target":{{"@odata.type":"Microsoft.Dynamics.CRM.annotation","annotationid":"{ID}","subject":"Label","weight":12.1000}}"#
    );
    let begin = note.begin_block_upload().expect("no violation");
    assert_eq!(
        shown(&begin),
        format!("POST InitializeAnnotationBlocksUpload {{{target}}}")
    );
    let mut upload = BlockUpload::new("t");
    shown(&upload.block(b"a").expect("small"));
    let commit = upload.commit_attachment(&note).expect("no violation");
    assert_eq!(
        shown(&commit),
        format!(
            r#"POST CommitAnnotationBlocksUpload {{{target},"BlockList":["MDAwMDAwMDA="],"FileContinuationToken":"t"}}"#
        )
    );
    let body = format!(r#"{{"AnnotationId": "{ID}", "FileSizeInBytes": 1}}"#);
    assert_eq!(response(&body).committed_file().expect("a file").id, ID);

    let begin = without_id.begin_block_upload();
    let commit = upload.commit_attachment(&without_id);
    for failed in [begin, commit] {
        let failed = failed.expect_err("the service rejects it");
        assert!(matches!(failed, AttachmentError::NoteWithoutId));
        assert_eq!(
            failed.to_string(),
            "the content of a note can't be uploaded in blocks without `annotationid`: set it to a new id, or update the note by its id"
        );
    }
    let update = Annotation::unlisted()
        .update(Id::new(ID))
        .set(c.subject, "L");
    shown(&update.begin_block_upload().expect("it has an id"));
}

#[test]
fn attachments_are_new() {
    let id = Id::<ActivityMimeAttachment>::new(ID);
    let c = ActivityMimeAttachment::columns();
    let update = ActivityMimeAttachment::unlisted().update(id);
    let update = update.set(c.file_name, "a.pdf");
    let begin = update.begin_block_upload();
    let commit = BlockUpload::new("t").commit_attachment(&update);
    for failed in [begin, commit] {
        let failed = failed.expect_err("an existing row");
        assert!(matches!(failed, AttachmentError::ExistingAttachment));
        assert_eq!(
            failed.to_string(),
            "the content of an existing row of `activitymimeattachment` can't be uploaded in blocks: create a new row and delete this one"
        );
    }
    let new = ActivityMimeAttachment::unlisted().create();
    let begin = new.set(c.file_name, "a.pdf").begin_block_upload();
    let row = format!(
        r#"{{"@odata.type":"Microsoft.Dynamics.CRM.activitymimeattachment","activitymimeattachmentid":"{ID}""#
    );
    assert_eq!(
        shown(&begin.expect("no violation")),
        r#"POST InitializeAttachmentBlocksUpload {"Target":{"@odata.type":"Microsoft.Dynamics.CRM.activitymimeattachment","filename":"a.pdf"}}"#
    );
    let begin = Request::begin_attachment_download(id).expect("an attachment");
    assert_eq!(
        shown(&begin),
        format!(r#"POST InitializeAttachmentBlocksDownload {{"Target":{row}}}}}"#)
    );
    let begin = Request::begin_attachment_download(Id::<Annotation>::new(ID));
    assert!(shown(&begin.expect("a note")).starts_with("POST InitializeAnnotationBlocksDownload"));
}

#[test]
fn other_rows_have_no_attachments() {
    let found = Request::begin_attachment_download(Id::<ContosoParcel>::new(ID));
    let error = found.expect_err("a parcel has columns");
    assert!(matches!(
        error,
        AttachmentError::OtherTable("contoso_parcel")
    ));
    assert!(error.to_string().contains("found one of `contoso_parcel`"));
    let c = Annotation::columns();
    let long = Annotation::unlisted()
        .create()
        .set(c.subject, "x".repeat(51));
    let found = long.begin_block_upload();
    assert!(matches!(found, Err(AttachmentError::InvalidValues(_))));
}
