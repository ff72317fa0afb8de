pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_parcel.md");
}

mod table_without_page {
    use super::schema::ContosoDepot;
}

mod target_as_a_row {
    use super::schema::Contact;
}

mod choice_beside_the_row {
    use super::schema::ContosoService;
}

mod misspelled_table {
    use super::schema::ContosoParcl;
}

fn main() {}
