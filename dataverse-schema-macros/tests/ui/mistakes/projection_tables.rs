pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_parcel.md");
}

mod table_without_path {
    use dataverse_schema::Projection;

    #[derive(Projection)]
    #[projection(table = ContosoParcel)]
    struct Parcel {
        contoso_name: String,
    }
}

fn main() {}
