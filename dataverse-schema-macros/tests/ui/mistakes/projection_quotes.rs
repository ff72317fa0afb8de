pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::Projection;
use schema::{ContosoCarrier, ContosoParcel};

mod table_in_quotes {
    #[derive(super::Projection)]
    #[projection(table = "contoso_parcel")]
    struct Parcel {
        contoso_name: String,
    }
}

mod column_in_quotes {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        #[projection(column = "contoso_name")]
        name: String,
    }
}

fn main() {}
