mod schema {
    dataverse_schema::include_schema!(
        "pluginpackage.md",
        rename(pluginpackage.componentstate.17 = Out),
    );
}

fn main() {}
