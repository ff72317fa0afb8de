pub mod other {
    dataverse_schema::include_schema!("contoso_carrier.md");
}
mod table_in_quotes {
    dataverse_schema::include_schema!("contoso_parcel.md", extern_tables(contoso_carrier = "crate::other::ContosoCarrier"));
}
mod relative_path {
    dataverse_schema::include_schema!("contoso_parcel.md", extern_tables(contoso_carrier = super::other::ContosoCarrier));
}
mod unknown_choice {
    dataverse_schema::include_schema!("contoso_parcel.md", "contoso_carrier.md", extern_choices(contoso_servic = crate::other::Service));
}
mod list_of_tables {
    dataverse_schema::include_schema!("contoso_parcel.md", extern_tables(crate::other::ContosoCarrier));
}

fn main() {}
