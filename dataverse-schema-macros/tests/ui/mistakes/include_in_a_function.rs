fn include() {
    dataverse_schema::include_schema!("contoso_carrier.md");
}

fn main() {}
