//! The tables of three crates are one schema.

use dataverse_schema::prelude::*;
use dataverse_schema::table::Named;
use split_core::schema::contoso_parcel::ContosoService;
use split_core::schema::{ContosoCarrier, ContosoParcel};
use split_invoices::schema::ContosoInvoice;
use split_quotes::schema::ContosoQuote;

fn id<T: Named>() -> Id<T> {
    "3f1b7c5a-6d2e-ef11-840a-0022482d2c11"
        .parse()
        .expect("an id")
}

#[test]
fn lookups_cross_crates() {
    let q = ContosoQuote::columns();
    let (carrier, parcel) = (id::<ContosoCarrier>(), id::<ContosoParcel>());
    let quote = ContosoQuote::create()
        .bind(q.contoso_carrier, carrier)
        .bind(q.contoso_parcel, parcel);
    assert_eq!(
        quote.body().expect("it can be written").as_str(),
        r#"{"contoso_Carrier@odata.bind":"/contoso_carriers(3f1b7c5a-6d2e-ef11-840a-0022482d2c11)","contoso_Parcel@odata.bind":"/contoso_parcels(3f1b7c5a-6d2e-ef11-840a-0022482d2c11)"}"#
    );
    let invoice = ContosoInvoice::update(id()).bind(
        ContosoInvoice::columns().contoso_quote,
        id::<ContosoQuote>(),
    );
    let request = invoice.into_request().expect("it can be written");
    assert_eq!(
        request.path,
        "contoso_invoices(3f1b7c5a-6d2e-ef11-840a-0022482d2c11)"
    );
}

#[test]
fn rows_of_another_crate_are_read() {
    let body =
        r#"{"contoso_name":"I-1","contoso_Quote":{"contoso_name":"Q-1","contoso_service":2}}"#;
    let invoice: ContosoInvoice = serde_json::from_str(body).expect("a row");
    let quote: ContosoQuote = invoice
        .related(ContosoInvoice::many_to_one().contoso_quote)
        .expect("a row")
        .present()
        .expect("a value");
    assert_eq!(quote.contoso_service, Some(ContosoService::NextDay));
}

#[test]
fn global_choice_is_one_type() {
    let parcel = ContosoParcel {
        contoso_service: Some(ContosoService::Internal),
        ..Default::default()
    };
    let quote = ContosoQuote {
        contoso_service: parcel.contoso_service,
        ..Default::default()
    };
    let invoice = ContosoInvoice {
        contoso_ordered: quote.contoso_service,
        contoso_billed: quote.contoso_service,
        ..Default::default()
    };
    assert_eq!(invoice.contoso_billed, parcel.contoso_service);
    let set = ContosoInvoice::create().set(
        ContosoInvoice::columns().contoso_billed,
        ContosoService::Standard,
    );
    assert_eq!(
        set.body().expect("it can be written").as_str(),
        r#"{"contoso_billed":1}"#
    );
}
