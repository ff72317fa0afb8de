mod unresolved_type {
    dataverse_schema::include_schema!("contoso_parcel.md", extern_tables(contoso_carrier = crate::other::ContosoCarrier));
}

fn main() {}
