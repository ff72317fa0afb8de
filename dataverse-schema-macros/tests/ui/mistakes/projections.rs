pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md", "contoso_reading.md");
}
use dataverse_schema::prelude::*;
use dataverse_schema::{Date, Lookup, Projection};
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel, ContosoReading, tables};

struct Own {
    name: String,
}

mod misspelled_field {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        contoso_nam: String,
    }
}

mod logical_name {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        contoso_pickuptime: Option<String>,
    }
}

mod number_as_text {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        contoso_pieces: Option<String>,
    }
}

mod choice_as_number {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        contoso_service: Option<i32>,
    }
}

mod lookup_as_id {
    use dataverse_schema::Id;

    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        contoso_carrier: Option<Id<super::ContosoCarrier>>,
    }
}

mod lookup_as_row {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        contoso_carrier: Option<super::ContosoCarrier>,
    }
}

mod moment_as_date {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        contoso_sealed_on: Option<super::Date>,
    }
}

mod reference_field {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        contoso_name: &'static str,
    }
}

mod write_only_column {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        contoso_pin: Option<String>,
    }
}

mod list_of_one_row {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        #[projection(many_to_one = contoso_carrier)]
        carrier: Vec<super::ContosoCarrier>,
    }
}

mod one_row_of_a_list {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoCarrier)]
    struct Carrier {
        #[projection(one_to_many = contoso_parcel_carrier)]
        parcels: Option<super::ContosoParcel>,
    }
}

mod related_rows_of_another_table {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoCarrier)]
    struct Carrier {
        #[projection(one_to_many = contoso_parcel_carrier)]
        parcels: Vec<super::ContosoDepot>,
    }
}

mod related_row_without_projection {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        #[projection(many_to_one = contoso_carrier)]
        carrier: Option<super::Own>,
    }
}

mod related_rows_without_projection {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoCarrier)]
    struct Carrier {
        #[projection(one_to_many = contoso_parcel_carrier)]
        parcels: Vec<super::Own>,
    }
}

mod related_row_of_a_table_without_page {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoDepot)]
    struct Depot {
        #[projection(many_to_one = contoso_manager)]
        manager: Option<super::Own>,
    }
}

mod misspelled_relationship {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        #[projection(many_to_one = contoso_carier)]
        carrier: Option<super::ContosoCarrier>,
    }
}

mod schema_name_of_a_relationship {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        #[projection(many_to_one = contoso_parcel_carrier)]
        carrier: Option<super::ContosoCarrier>,
    }
}

mod missing_kind_of_relationship {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        #[projection(many_to_many = contoso_carrier)]
        carriers: Vec<super::ContosoCarrier>,
    }
}

mod filter_of_the_outer_table {
    use dataverse_schema::prelude::*;

    #[derive(super::Projection)]
    #[projection(table = super::ContosoCarrier)]
    struct Carrier {
        #[projection(one_to_many = contoso_parcel_carrier, filter = super::ContosoCarrier::columns().contoso_name.eq("Fox"))]
        parcels: Vec<super::ContosoParcel>,
    }
}

mod order_without_direction {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoCarrier)]
    struct Carrier {
        #[projection(one_to_many = contoso_parcel_carrier, order_by = super::ContosoParcel::columns().contoso_name)]
        parcels: Vec<super::ContosoParcel>,
    }
}

mod table_without_page {
    #[derive(super::Projection)]
    #[projection(table = super::tables::Systemuser)]
    struct User {
        name: String,
    }
}

mod column_of_a_list {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        contoso_name: Vec<String>,
    }
}

mod own_deserialize {
    #[derive(super::Projection, serde::Deserialize)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        contoso_name: String,
    }
}

#[derive(Projection)]
#[projection(table = ContosoParcel)]
struct Parcel {
    contoso_name: String,
}

fn select_of_a_projection() {
    let _ = Parcel::unlisted().query().select(ContosoParcel::columns().contoso_name);
}

fn expand_of_a_projection() {
    let _ = Parcel::unlisted().query().expand(ContosoParcel::many_to_one().contoso_carrier);
}

fn create_of_a_projection() {
    let _ = Parcel::create();
}

fn columns_of_a_projection() {
    let _ = Parcel::columns();
}

fn serialized_projection(parcel: Parcel) {
    let _ = serde_json::to_string(&parcel);
}

fn retrieve_as_an_own_struct(id: Id<ContosoReading>) {
    let _ = ContosoReading::many_to_one().contoso_station_contoso_depot.path(id).retrieve_as::<Own>();
}

fn query_as_another_table(id: Id<ContosoReading>) {
    let _ = ContosoReading::many_to_one().contoso_station_contoso_depot.path(id).retrieve_as::<Parcel>();
}

fn main() {
    let _: Option<Lookup<ContosoDepot>> = None;
}
