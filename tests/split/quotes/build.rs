//! Generates the tables.

use dataverse_schema_codegen::{Builder, Error};

fn main() -> Result<(), Error> {
    Builder::new(
        r#"
        "contoso_quote.md",
        dir = "../schemas",
        extern_tables(
            contoso_carrier = split_core::schema::tables::ContosoCarrier,
            contoso_parcel = split_core::schema::tables::ContosoParcel,
        ),
        extern_choices(contoso_service = split_core::schema::contoso_parcel::ContosoService),
        "#,
    )
    .write("schema.rs")
}
