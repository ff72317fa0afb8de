pub mod schema {
    dataverse_schema::include_schema!("contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::Changes;
use dataverse_schema::prelude::*;
use dataverse_schema::table::message::Create;
use schema::contoso_parcel::ContosoService;
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

mod choice {
    #[derive(serde::Serialize, serde::Deserialize)]
    struct Job {
        service: super::ContosoService,
    }
}

mod optional_choice {
    #[derive(serde::Serialize, serde::Deserialize)]
    struct Job {
        service: Option<super::ContosoService>,
    }
}

mod date_by_value {
    #[derive(serde::Deserialize)]
    struct Job {
        #[serde(with = "dataverse_schema::value::by_value")]
        day: dataverse_schema::Date,
    }
}

fn compared_choices(a: ContosoService, b: ContosoService) {
    let _ = a < b;
}

fn sorted_choices(mut services: Vec<ContosoService>) {
    services.sort();
}

fn main() {}
