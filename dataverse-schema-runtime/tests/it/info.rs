//! Descriptions of tables and columns at run time.

use dataverse_schema::Column;
use dataverse_schema::info::RequiredLevel;

use crate::packages::PluginPackage;
use crate::parcels::{ContosoCarrier, ContosoParcel};

#[test]
fn table_and_column_info_match_the_page() {
    use dataverse_schema::Table as _;
    let table = PluginPackage::info();
    assert_eq!(
        (table.logical_name, table.entity_set),
        ("pluginpackage", "pluginpackages")
    );
    assert_eq!(
        (table.primary_id, table.primary_name),
        ("pluginpackageid", "name")
    );
    assert_eq!(table.ownership, "OrganizationOwned");
    assert_eq!(table.columns.len(), 32);
    assert_eq!(table.row().len(), 31, "one column isn't valid for read");
    assert_eq!(table.supports("CreateMultiple"), Some(true));
    assert_eq!(table.supports("Merge"), Some(false));
    assert_eq!(ContosoCarrier::info().supports("Create"), None);
    let name: Column<_, _, _> = PluginPackage::columns().name;
    assert_eq!(name.info().required, RequiredLevel::ApplicationRequired);
    assert_eq!(format!("{name:?}"), "pluginpackage.name");
    let parcel = ContosoParcel::info();
    assert!(
        parcel.row().iter().all(|c| c.logical_name != "owneridname"),
        "a shadow of a lookup is not a column"
    );
    assert!(
        parcel
            .row()
            .iter()
            .any(|c| c.logical_name == "contoso_label_name"),
        "a file's name is one"
    );
}
