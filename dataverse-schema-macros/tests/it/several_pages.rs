//! Several pages of one table, as the macro takes them.

use dataverse_schema::info::{ColumnKind, TableInfo};
use dataverse_schema::prelude::*;

mod base {
    dataverse_schema::include_schema!(
        ["contoso_parcel.md"],
        dir = "../tests/pages",
        relationships = none
    );
}

mod named {
    dataverse_schema::include_schema!(
        [
            "contoso_parcel.md",
            "insurance/contoso_parcel.md",
            "overlay/contoso_parcel.md"
        ],
        dir = "../tests/pages",
        relationships = none
    );
}

mod found {
    dataverse_schema::include_schema!(
        ["**/contoso_parcel.md"],
        dir = "../tests/pages",
        relationships = none
    );
}

fn max_length(table: &TableInfo, column: &str) -> Option<u32> {
    match table.column(column)?.kind {
        ColumnKind::String { max_length, .. } => Some(max_length),
        _ => None,
    }
}

#[test]
fn later_pages_add_and_change() {
    let base = base::ContosoParcel::info();
    assert_eq!(max_length(base, "contoso_name"), Some(12));
    assert!(base.column("contoso_insurer").is_none());
    for table in [named::ContosoParcel::info(), found::ContosoParcel::info()] {
        assert_eq!(max_length(table, "contoso_name"), Some(30), "the overlay's");
        assert_eq!(max_length(table, "fab_slot"), Some(20), "the overlay's");
        assert!(table.column("contoso_insurer").is_some(), "the app's");
        assert_eq!(table.columns.len(), base.columns.len() + 2);
    }
}
