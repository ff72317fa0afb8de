mod schema {
    dataverse_schema::include_schema!("contoso_parcel.md");
}
use dataverse_schema::literal;
use schema::ContosoParcel;

fn check(name: &'static str) {
    literal!(ContosoParcel.contoso_name, name);
    literal!(ContosoParcel.contoso_nam, "x");
    literal!(ContosoParcel.contoso_pieces, "x");
    literal!(ContosoParcel.contoso_fragile, true);
}

fn main() {}
