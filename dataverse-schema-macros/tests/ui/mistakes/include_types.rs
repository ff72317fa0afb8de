pub mod other {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md");
}
pub struct NoTable;
#[derive(Clone, Copy)]
pub enum NoChoice {
    Standard,
}

mod no_table {
    dataverse_schema::include_schema!("contoso_parcel.md", extern_tables(contoso_carrier = crate::NoTable));
}
mod no_choice {
    dataverse_schema::include_schema!("contoso_parcel.md", extern_choices(contoso_service = crate::NoChoice));
}
mod row_as_a_choice {
    dataverse_schema::include_schema!("contoso_parcel.md", extern_choices(contoso_service = crate::other::ContosoCarrier));
}
mod choice_as_a_table {
    dataverse_schema::include_schema!("contoso_parcel.md", extern_tables(contoso_carrier = crate::NoChoice));
}
mod module_as_a_table {
    dataverse_schema::include_schema!("contoso_parcel.md", extern_tables(contoso_carrier = crate::other));
}

fn main() {}
