//! Transfers of files and images.

use dataverse_schema::prelude::*;
use dataverse_schema::request::BaseUrl;
use dataverse_schema::value::Uuid;
use dataverse_schema::{Request, Response};

use test_support::logs::logged_url;

use crate::sent::{header, held};

mod schema {
    dataverse_schema::include_schema!(
        ["contoso_gadget.md", "contoso_parcel.md"],
        dir = "../tests/pages"
    );
}
use schema::{ContosoGadget, ContosoParcel};

const ID: Uuid = Uuid::from_u128(0x78914942_34cb_ed11_b596_0022481d68cd);

/// Returns method and path of a request.
fn shown(request: &Request) -> String {
    logged_url(&held(request).path);
    format!("{} {}", held(request).method, held(request).path)
}

#[test]
fn files_are_uploaded_and_downloaded() {
    let label = ContosoParcel::columns().contoso_label;
    let id = Id::<ContosoParcel>::new(ID);
    let path = format!("contoso_parcels({ID})/contoso_label");
    let upload = label.upload(id, "a.pdf", vec![1, 2, 255]);
    let upload = upload.expect("it is small enough");
    assert_eq!(shown(&upload), format!("PATCH {path}?x-ms-file-name=a.pdf"));
    assert_eq!(
        header(&upload, "Content-Type"),
        Some("application/octet-stream")
    );
    assert_eq!(held(&upload).body.as_bytes(), [1, 2, 255]);
    assert_eq!(shown(&label.download(id)), format!("GET {path}/$value"));
    let part = label.download_part(id, 0..4_194_304);
    assert_eq!(header(&part, "Range"), Some("bytes=0-4194303"));
    assert_eq!(shown(&label.remove(id)), format!("DELETE {path}"));

    let limit = label.max_size().expect("a value on the page");
    let failure = label
        .begin_upload(id, "a", limit + 1)
        .expect_err("it is too large");
    assert!(failure.to_string().contains("contoso_label"), "{failure}");
}

/// As Microsoft's samples and DynamicsWebApi do: in the query, where all names fit. The service
/// prefers a header, which can only have ASCII.
#[test]
fn file_names_are_in_the_query() {
    let label = ContosoParcel::columns().contoso_label;
    let id = Id::<ContosoParcel>::new(ID);
    for (name, encoded) in [
        ("a.pdf", "a.pdf"),
        ("a label+1%.pdf", "a%20label%2B1%25.pdf"),
        ("\u{e9}tiquette.pdf", "%C3%A9tiquette.pdf"),
        ("\u{6d4b}\u{8bd5}.txt", "%E6%B5%8B%E8%AF%95.txt"),
        ("a\r\nb", "a%0D%0Ab"),
    ] {
        let upload = label.upload(id, name, Vec::new());
        let begin = label.begin_upload(id, name, 10);
        for request in [upload, begin] {
            let request = request.expect("it is small enough");
            assert_eq!(
                shown(&request),
                format!("PATCH contoso_parcels({ID})/contoso_label?x-ms-file-name={encoded}")
            );
            assert_eq!(header(&request, "x-ms-file-name"), None);
        }
    }
    let begin = label.begin_upload(id, "a", 10).expect("it is small enough");
    assert_eq!(header(&begin, "x-ms-transfer-mode"), Some("chunked"));
}

#[test]
fn parts_are_sent_to_the_location_unchanged() {
    let base: BaseUrl = "https://contoso.api.crm.dynamics.com"
        .parse()
        .expect("a valid value");
    let location = format!(
        "https://contoso.api.crm.dynamics.com/api/data/v9.2/contoso_parcels({ID})/contoso_label?sessiontoken=a%2Bb"
    );
    let part = |name| Request::upload_part(&location, name, 4, vec![0; 6], 10);
    for name in ["a label.pdf", "\u{e9}tiquette.pdf", "a\r\nb"] {
        let part = part(name);
        assert_eq!(part.url(&base), location);
        assert_eq!(header(&part, "Content-Range"), Some("bytes 4-9/10"));
    }
    assert_eq!(
        header(&part("a label.pdf"), "x-ms-file-name"),
        Some("a label.pdf")
    );
    for name in ["\u{e9}tiquette.pdf", "a\r\nb"] {
        assert_eq!(header(&part(name), "x-ms-file-name"), None);
    }
}

#[test]
fn full_images_are_downloaded_where_they_are_stored() {
    let full = ContosoGadget::columns().contoso_photo;
    let small = ContosoParcel::columns().contoso_photo;
    let (gadget, parcel) = (Id::<ContosoGadget>::new(ID), Id::<ContosoParcel>::new(ID));
    let gadgets = ContosoGadget::info().entity_set;
    let (of_gadget, of_parcel) = (
        format!("GET {gadgets}({ID})/contoso_photo/$value"),
        format!("GET contoso_parcels({ID})/contoso_photo/$value"),
    );
    assert_eq!(
        shown(&full.download(gadget)),
        format!("{of_gadget}?size=full")
    );
    assert_eq!(
        shown(&full.download_part(gadget, 0..10)),
        format!("{of_gadget}?size=full")
    );
    assert_eq!(shown(&small.download(parcel)), of_parcel);
    // On request.
    let thumbnail = full.download_thumbnail(gadget);
    assert_eq!(shown(&thumbnail), of_gadget);
    assert_eq!(
        header(&thumbnail, "Accept"),
        Some("application/octet-stream")
    );
    assert_eq!(shown(&small.download_thumbnail(parcel)), of_parcel);
    assert_eq!(
        shown(&small.remove(parcel)),
        format!("DELETE contoso_parcels({ID})/contoso_photo")
    );
}

#[test]
fn missing_file_is_no_empty_file() {
    let response = |status, body: &str| Response::new(status, [("", ""); 0], body);
    assert_eq!(response(204, "").content().expect("success"), None);
    assert_eq!(
        response(200, "").content().expect("success"),
        Some(&b""[..])
    );
    assert_eq!(
        response(206, "ab").content().expect("success"),
        Some(&b"ab"[..])
    );
    assert!(response(404, "").content().is_err());
}
