pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::Projection;
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

mod two_in_a_ring {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoCarrier)]
    struct Carrier {
        #[projection(one_to_many = contoso_parcel_carrier)]
        parcels: Vec<Parcel>,
    }
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        contoso_name: Option<String>,
        #[projection(many_to_one = contoso_carrier)]
        carrier: Option<Carrier>,
    }
}

mod three_in_a_ring {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoDepot)]
    struct Depot {
        #[projection(one_to_many = contoso_depot_depots)]
        halls: Vec<Hall>,
    }
    #[derive(super::Projection)]
    #[projection(table = super::ContosoDepot)]
    struct Hall {
        #[projection(one_to_many = contoso_depot_depots)]
        shelves: Vec<Shelf>,
    }
    #[derive(super::Projection)]
    #[projection(table = super::ContosoDepot)]
    struct Shelf {
        #[projection(one_to_many = contoso_depot_depots)]
        depots: Vec<Depot>,
    }
}

mod itself_under_another_name {
    type Depots = Vec<Depot>;
    #[derive(super::Projection)]
    #[projection(table = super::ContosoDepot)]
    struct Depot {
        #[projection(one_to_many = contoso_depot_depots)]
        depots: Depots,
    }
}

mod itself_by_a_path {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoDepot)]
    struct Depot {
        #[projection(one_to_many = contoso_depot_depots)]
        depots: Vec<self::Depot>,
    }
}

fn main() {}
