pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_parcel.md");
}

mod missing_prelude {
    use super::schema::{ContosoCarrier, ContosoParcel};
    fn query() {
        let _ = ContosoCarrier::query();
    }
}

mod missing_trait {
    use super::schema::ContosoParcel;
    fn filter() {
        let _ = ContosoParcel::columns().contoso_name.eq("Tea");
    }
}

mod create_without_prelude {
    use super::schema::ContosoParcel;
    fn create() {
        let _ = ContosoParcel::create();
    }
}

fn main() {}
