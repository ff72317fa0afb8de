pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_parcel.md");
}
use dataverse_schema::literal;
use schema::ContosoParcel;

fn column_value() {
    let c = ContosoParcel::columns();
    literal!(c.contoso_name, "tea");
}

fn variable() {
    let name = "tea";
    literal!(ContosoParcel.contoso_name, name);
}

fn main() {}
