pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::Projection;
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

mod without_table {
    #[derive(super::Projection)]
    struct Parcel {
        contoso_name: String,
    }
}

mod table_in_parentheses {
    #[derive(super::Projection)]
    #[projection(table(super::ContosoParcel))]
    struct Parcel {
        contoso_name: String,
    }
}

mod only_the_table {
    #[derive(super::Projection)]
    #[projection(super::ContosoParcel)]
    struct Parcel {
        contoso_name: String,
    }
}

mod misspelled_key {
    #[derive(super::Projection)]
    #[projection(tabel = super::ContosoParcel)]
    struct Parcel {
        contoso_name: String,
    }
}

mod enumeration {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    enum Parcel {
        Name(String),
    }
}

mod tuple {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel(String);
}

mod borrowed {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel<'a> {
        contoso_name: &'a str,
    }
}

mod misspelled_key_of_a_field {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        #[projection(colum = contoso_name)]
        name: String,
    }
}

mod misspelled_key_of_a_queried_projection {
    use dataverse_schema::prelude::*;

    #[derive(Projection)]
    #[projection(table = super::ContosoCarrier)]
    struct Carrier {
        #[projection(colum = contoso_name)]
        name: String,
    }

    fn query(carrier: Carrier) {
        let _ = (Carrier::query(), carrier.name);
    }
}

mod key_of_serde {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        #[projection(rename = contoso_name)]
        name: String,
    }
}

mod relationship_without_name {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        #[projection(many_to_one)]
        carrier: Option<super::ContosoCarrier>,
    }
}

mod filter_of_a_lookup {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        #[projection(many_to_one = contoso_carrier, filter = 1)]
        carrier: Option<super::ContosoCarrier>,
    }
}

mod order_of_a_column {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        #[projection(order_by = contoso_name)]
        contoso_name: String,
    }
}

mod two_sources {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        #[projection(column = contoso_name, etag)]
        name: Option<String>,
    }
}

mod formatted_without_option {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        #[projection(formatted = contoso_service)]
        service: String,
    }
}

mod etag_without_option {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoParcel)]
    struct Parcel {
        #[projection(etag)]
        etag: String,
    }
}

mod itself_in_a_list {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoDepot)]
    struct Depot {
        contoso_name: String,
        #[projection(one_to_many = contoso_depot_depots)]
        depots: Vec<Depot>,
    }
}

mod itself_in_an_option {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoDepot)]
    struct Depot {
        #[projection(many_to_one = contoso_parent_depot)]
        parent: Option<Box<Self>>,
    }
}

mod filter_of_one_of_two_fields {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoDepot)]
    struct Depot {
        #[projection(one_to_many = contoso_depot_depots)]
        all: Vec<super::ContosoDepot>,
        #[projection(one_to_many = contoso_depot_depots, filter = super::ContosoDepot::columns().contoso_town.is_null())]
        homeless: Vec<super::ContosoDepot>,
    }
}

mod top_of_one_of_two_fields {
    #[derive(super::Projection)]
    #[projection(table = super::ContosoDepot)]
    struct Depot {
        #[projection(one_to_many = contoso_depot_depots, top = 3)]
        some: Vec<super::ContosoDepot>,
        #[projection(one_to_many = contoso_depot_depots)]
        all: Vec<super::ContosoDepot>,
    }
}

fn main() {}
