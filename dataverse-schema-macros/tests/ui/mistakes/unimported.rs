pub mod schema {
    dataverse_schema::include_schema!("contoso_depot.md");
}
use dataverse_schema::prelude::*;

pub mod other {
    use super::Projection;

    #[derive(Projection)]
    #[projection(table = super::schema::ContosoDepot)]
    pub struct Station {
        pub contoso_name: String,
    }
}

fn projection_of_another_module() {
    let _ = Station::query();
}

fn main() {}
