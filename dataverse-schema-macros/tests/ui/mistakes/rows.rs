pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use dataverse_schema::response::Response;
use schema::contoso_parcel::{ContosoContents, ContosoService};
use schema::{ContosoCarrier, ContosoParcel};

#[derive(serde::Deserialize)]
struct Own {
    contoso_name: String,
}

fn rows_of_an_own_struct(body: &str) {
    let _: Rows<Own> = serde_json::from_str(body).unwrap();
}

fn response_of_an_own_struct(response: Response) {
    let _ = response.rows::<Own>();
}

fn row_of_an_own_struct(response: Response) {
    let _ = response.row::<Own>();
}

fn misspelled_field(row: ContosoParcel) {
    let _ = row.contoso_nam;
}

fn logical_name_of_a_column() {
    let _ = ContosoParcel::columns().contoso_pickuptime;
}

fn optional_text(row: ContosoParcel) {
    let _ = row.contoso_name.len();
}

fn field_of_a_column() {
    let _ = ContosoParcel::columns().contoso_name.to_uppercase();
}

fn formatted_value_by_name(row: ContosoParcel) {
    let _ = row.formatted("contoso_name");
}

fn column_of_another_table(row: ContosoParcel) {
    let _ = row.formatted(ContosoCarrier::columns().contoso_name);
}

fn missing_fields() {
    let _ = ContosoParcel { contoso_name: Some("Tea".to_owned()) };
}

fn parties_of_a_lookup(row: ContosoParcel) {
    let _ = row.parties(ContosoParcel::columns().contoso_carrier);
}

fn displayed_choice(service: ContosoService) {
    let _ = service.to_string();
}

fn printed_choice(service: ContosoService) {
    println!("{service}");
}

fn choice_from_a_number() {
    let _: ContosoService = 1.into();
}

fn choice_of_a_number() {
    let _ = ContosoService::from(1);
}

fn choice_as_a_number(service: ContosoService) {
    let _ = service as i32;
}

fn choice_from_a_label() {
    let _: ContosoService = "Standard".parse().unwrap();
}

fn choice_and_number(service: ContosoService) {
    let _ = service == 1;
}

fn choice_and_field(row: ContosoParcel) {
    let _ = row.contoso_service == ContosoService::NextDay;
}

fn choice_without_unknown(service: ContosoService) -> u8 {
    match service {
        ContosoService::Standard => 1,
        ContosoService::NextDay => 2,
        ContosoService::Internal => 3,
    }
}

fn contents_of_an_optional_set(row: ContosoParcel) {
    let _ = row.contoso_contents.contains(ContosoContents::Books);
}

fn main() {}
