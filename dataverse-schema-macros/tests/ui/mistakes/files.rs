pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use schema::{ContosoCarrier, ContosoParcel};

fn upload_to_a_text(id: Id<ContosoParcel>) {
    let _ = ContosoParcel::columns().contoso_name.upload(id, "label.pdf", Vec::new());
}

fn upload_without_a_name(id: Id<ContosoParcel>, content: Vec<u8>) {
    let _ = ContosoParcel::columns().contoso_label.upload(id, content);
}

fn upload_of_a_text(id: Id<ContosoParcel>) {
    let _ = ContosoParcel::columns().contoso_label.upload(id, "label.pdf", "content");
}

fn upload_of_bytes(id: Id<ContosoParcel>, content: &[u8]) {
    let _ = ContosoParcel::columns().contoso_label.upload(id, "label.pdf", content);
}

fn download_of_another_table(id: Id<ContosoCarrier>) {
    let _ = ContosoParcel::columns().contoso_label.download(id);
}

fn download_of_an_optional_id(row: ContosoParcel) {
    let _ = ContosoParcel::columns().contoso_label.download(row.contoso_parcel_id);
}

fn thumbnail_of_a_file(id: Id<ContosoParcel>) {
    let _ = ContosoParcel::columns().contoso_label.download_thumbnail(id);
}

fn size_of_a_text() {
    let _ = ContosoParcel::columns().contoso_name.max_size();
}

fn length_of_a_number() {
    let _ = ContosoParcel::columns().contoso_pieces.max_length();
}

fn main() {}
