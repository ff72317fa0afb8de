mod schema {
    dataverse_schema::include_schema!("contoso_parcel.md");
}
use dataverse_schema::literal;
use schema::ContosoParcel;

fn main() {
    literal!(ContosoParcel.contoso_name, "thirteen code");
    literal!(ContosoParcel.contoso_name, "🍵🍵🍵🍵🍵🍵🍵");
    literal!(ContosoParcel.contoso_pieces, 0);
    literal!(ContosoParcel.contoso_pieces, 100);
    literal!(ContosoParcel.contoso_bulk_number, -1);
    literal!(ContosoParcel.contoso_depth, 1000.5);
    literal!(ContosoParcel.contoso_rate, 0.0000000000001);
    literal!(ContosoParcel.contoso_declared_value, -0.01);
    literal!(ContosoParcel.contoso_declared_value, 0.015);
    literal!(ContosoParcel.contoso_declared_value, 1e3);
    literal!(ContosoParcel.contoso_declared_value, 1.5e-2);
    literal!(ContosoParcel.contoso_declared_value, "1 2");
    literal!(ContosoParcel.contoso_declared_value, "");
    literal!(ContosoParcel.contoso_depth, f64::NAN);
    literal!(ContosoParcel.contoso_rate, 12345678901234567890123456789);
}
