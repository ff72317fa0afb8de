pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_parcel.md");
}

mod derive_in_lower_case {
    use dataverse_schema::Projection;

    #[derive(projection)]
    struct Parcel {
        contoso_name: String,
    }
}

mod attribute_without_derive {
    #[projection(table = super::schema::ContosoParcel)]
    struct Parcel {
        contoso_name: String,
    }
}

fn main() {}
