mod schema {
    dataverse_schema::include_schema!(
        "pluginpackage.md",
        rename(pluginpackage.componentstat = state),
    );
}

fn main() {}
