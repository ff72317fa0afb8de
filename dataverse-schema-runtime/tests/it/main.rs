//! Tests of the runtime with generated types.

mod bodies;
mod by_name;
mod by_name_changes;
mod by_name_relationships;
mod clearing;
mod copies;
mod counted;
mod dates;
mod every_table;
mod exactness;
mod hand_made;
mod info;
mod ledgers;
mod literals;
mod own_structs;
mod parties;
mod properties;
mod reading;
mod rounding;
mod validation;
mod writing;
mod written_by;

/// The types of Microsoft's pages.
mod packages {
    dataverse_schema::include_schema!(
        "pluginpackage.md",
        "stagedmetadataasyncoperation.md",
        dir = "../schemas",
        entity_sets(managedidentity = "managedidentities")
    );
}

/// The types of made-up pages.
mod parcels {
    dataverse_schema::include_schema!(
        ["contoso_parcel.md", "contoso_carrier.md", "contoso_seal.md"],
        dir = "../tests/pages",
        entity_sets(
            account = "accounts",
            contact = "contacts",
            team = "teams",
            systemuser = "systemusers"
        ),
    );
}
