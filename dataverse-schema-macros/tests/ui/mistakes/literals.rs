pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_parcel.md");
}
use dataverse_schema::literal;
use schema::ContosoParcel;

fn misspelled_column() {
    literal!(ContosoParcel.contoso_nam, "tea");
}

fn choice() {
    literal!(ContosoParcel.contoso_service, 1);
}

fn number_and_text() {
    literal!(ContosoParcel.contoso_pieces, "1");
}

fn integer_and_float() {
    literal!(ContosoParcel.contoso_pieces, 1.5);
}

fn main() {}
