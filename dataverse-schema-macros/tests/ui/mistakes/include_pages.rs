mod without_quotes {
    dataverse_schema::include_schema!(contoso_carrier);
}
mod file_without_quotes {
    dataverse_schema::include_schema!(contoso_carrier.md);
}
mod folder_without_quotes {
    dataverse_schema::include_schema!(pages/contoso_carrier.md);
}
mod two_without_quotes {
    dataverse_schema::include_schema!(contoso_carrier, contoso_depot);
}
mod without_extension {
    dataverse_schema::include_schema!("contoso_carrier");
}
mod display_name {
    dataverse_schema::include_schema!("Carrier.md");
}
mod misspelled_page {
    dataverse_schema::include_schema!("contoso_carier.md");
}
mod empty {
    dataverse_schema::include_schema!();
}
mod only_options {
    dataverse_schema::include_schema!(docs = none);
}
mod missing_comma {
    dataverse_schema::include_schema!("contoso_carrier.md" "contoso_depot.md");
}
mod semicolon {
    dataverse_schema::include_schema!("contoso_carrier.md"; docs = none);
}
mod pattern_without_pages {
    dataverse_schema::include_schema!("invoice*.md");
}
mod other_folder {
    dataverse_schema::include_schema!("contoso_carrier.md", dir = "page");
}
mod folder_with_quotes_missing {
    dataverse_schema::include_schema!("contoso_carrier.md", dir = pages);
}
mod file_of_rust {
    dataverse_schema::include_schema!("schema.rs");
}
mod variable {
    const PAGE: &str = "contoso_carrier.md";
    dataverse_schema::include_schema!(PAGE);
}

fn main() {}
