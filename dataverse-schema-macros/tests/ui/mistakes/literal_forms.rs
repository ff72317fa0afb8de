pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_parcel.md");
}
use dataverse_schema::literal;
use schema::ContosoParcel;

fn column_in_quotes() {
    literal!("contoso_parcel", "contoso_name", "tea");
}

fn column_without_table() {
    literal!(contoso_name, "tea");
}

fn only_a_value() {
    literal!(12.50);
}

fn missing_value() {
    literal!(ContosoParcel.contoso_name);
}

fn equals_sign() {
    literal!(ContosoParcel.contoso_name = "tea");
}

fn path_of_a_column() {
    literal!(ContosoParcel::contoso_name, "tea");
}

fn main() {}
