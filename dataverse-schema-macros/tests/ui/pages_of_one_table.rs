mod two_bases {
    dataverse_schema::include_schema!("contoso_parcel.md", "again/contoso_parcel.md");
}

mod without_base {
    dataverse_schema::include_schema!("overlay/contoso_parcel.md");
}

mod changed_before_it_is_added {
    dataverse_schema::include_schema!(
        "contoso_parcel.md",
        "stage/contoso_parcel.md",
        "overlay/contoso_parcel.md"
    );
}

fn main() {}
