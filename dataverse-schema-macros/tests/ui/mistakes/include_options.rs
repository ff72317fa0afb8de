mod unknown_option {
    dataverse_schema::include_schema!("contoso_carrier.md", doc = none);
}
mod option_of_another_name {
    dataverse_schema::include_schema!("contoso_carrier.md", fields = only(contoso_name));
}
mod option_with_colon {
    dataverse_schema::include_schema!("contoso_carrier.md", docs: none);
}
mod option_twice {
    dataverse_schema::include_schema!("contoso_carrier.md", docs = none, docs = full);
}
mod value_in_quotes {
    dataverse_schema::include_schema!("contoso_carrier.md", docs = "none");
}
mod boolean_value {
    dataverse_schema::include_schema!("contoso_carrier.md", docs = false);
}
mod unknown_value {
    dataverse_schema::include_schema!("contoso_carrier.md", serialization = reading);
}
mod language_name {
    dataverse_schema::include_schema!("contoso_carrier.md", language = german);
}
mod language_in_quotes {
    dataverse_schema::include_schema!("contoso_carrier.md", language = "1031");
}
mod columns_as_list {
    dataverse_schema::include_schema!("contoso_carrier.md", columns = [contoso_name]);
}
mod columns_of_a_table_as_list {
    dataverse_schema::include_schema!("contoso_carrier.md", columns(contoso_carrier = [contoso_name]));
}
mod columns_without_only {
    dataverse_schema::include_schema!("contoso_carrier.md", columns(contoso_carrier = contoso_name));
}
mod columns_of_a_call {
    dataverse_schema::include_schema!("contoso_carrier.md", columns(contoso_carrier(contoso_name)));
}
mod misspelled_column {
    dataverse_schema::include_schema!("contoso_carrier.md", columns(contoso_carrier = only(contoso_nam)));
}
mod misspelled_table {
    dataverse_schema::include_schema!("contoso_carrier.md", columns(contoso_carier = only(contoso_name)));
}
mod misspelled_relationship {
    dataverse_schema::include_schema!("contoso_carrier.md", relationships = only(contoso_parcel_carier));
}
mod relationships_as_a_word {
    dataverse_schema::include_schema!("contoso_carrier.md", relationships = one_to_many);
}
mod included_without_a_related_table {
    dataverse_schema::include_schema!("contoso_carrier.md", relationships = only(included));
}
mod included_as_a_word {
    dataverse_schema::include_schema!("contoso_carrier.md", relationships = included);
}
mod rename_in_quotes {
    dataverse_schema::include_schema!("contoso_carrier.md", rename(contoso_carrier = "Carrier"));
}
mod rename_of_an_unknown_column {
    dataverse_schema::include_schema!("contoso_carrier.md", rename(contoso_carrier.contoso_nam = name));
}
mod rename_as_list {
    dataverse_schema::include_schema!("contoso_carrier.md", rename = [contoso_carrier, Carrier]);
}
mod rename_of_an_option_by_its_label {
    dataverse_schema::include_schema!("contoso_parcel.md", "contoso_carrier.md", rename(contoso_parcel.contoso_service.Standard = Normal));
}
mod entity_set_without_quotes {
    dataverse_schema::include_schema!("contoso_parcel.md", entity_sets(contact = contacts));
}
mod entity_set_as_equation {
    dataverse_schema::include_schema!("contoso_parcel.md", entity_sets = "contacts");
}
mod entity_set_of_an_included_table {
    dataverse_schema::include_schema!("contoso_carrier.md", entity_sets(contoso_carrier = "contoso_carriers"));
}
mod entity_set_as_url {
    dataverse_schema::include_schema!("contoso_parcel.md", entity_sets(contact = "/contacts"));
}
mod crate_in_quotes {
    dataverse_schema::include_schema!("contoso_carrier.md", crate = "dataverse_schema");
}

fn main() {}
