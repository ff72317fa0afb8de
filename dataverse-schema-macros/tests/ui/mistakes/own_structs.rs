pub mod schema {
    dataverse_schema::include_schema!("contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::Changes;
use dataverse_schema::prelude::*;
use dataverse_schema::table::message::Create;
use schema::{ContosoDepot, ContosoParcel};

#[derive(Projection)]
#[projection(table = ContosoParcel)]
pub struct Parcel {
    pub contoso_name: String,
}

mod serialized_projection {
    #[derive(serde::Serialize)]
    struct Report {
        parcels: Vec<super::Parcel>,
    }
}

mod deserialized_changes {
    #[derive(serde::Deserialize)]
    struct Job {
        depot: super::Changes<super::ContosoDepot, super::Create>,
    }
}

fn main() {}
