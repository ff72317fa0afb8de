//! Pages of several tables, and pages that go with none of them.

use dataverse_schema_pages::{merge_pages, read_page, read_pages};

use super::{BASE, EXTENSION, OVERLAY, page};

const CARRIER: &str = "contoso_carrier.md";

/// Merges pages as the command `check` does. Returns the names of the tables, and the errors.
fn merged_as_given(pages: &[&str]) -> (Vec<String>, Vec<String>) {
    let read = |name: &&str| read_page(&page(name)).expect("the page has no errors");
    let (tables, errors) = merge_pages(pages.iter().map(read).collect());
    let names = tables.iter().map(|table| table.schema_name().to_owned());
    (
        names.collect(),
        errors.iter().map(ToString::to_string).collect(),
    )
}

#[test]
fn pages_of_two_tables_are_two_tables() {
    let of_both = [page(BASE), page(CARRIER), page(EXTENSION)];
    let tables = read_pages(&of_both).unwrap_or_else(|errors| panic!("{}", errors[0]));
    let [parcel] =
        <[_; 1]>::try_from(read_pages(&[page(BASE), page(EXTENSION)]).expect("no errors"))
            .expect("one table");
    let carrier = read_page(&page(CARRIER)).expect("no errors");
    assert!(tables == [parcel, carrier]);
}

#[test]
fn overlays_need_a_table_among_those_given() {
    let (tables, errors) = merged_as_given(&[CARRIER, OVERLAY]);
    assert_eq!(tables, ["contoso_Carrier"]);
    assert_eq!(errors.len(), 1, "{errors:#?}");
    let expected = "missing base page of table `contoso_parcel`, which this page extends";
    assert!(errors[0].starts_with(expected), "{}", errors[0]);
    assert!(errors[0].contains(OVERLAY), "{}", errors[0]);
}

/// The base page of an app may be elsewhere, as may that of an overlay that is checked alone.
#[test]
fn extensions_can_be_given_without_their_base() {
    for pages in [&[CARRIER, EXTENSION][..], &[OVERLAY], &[EXTENSION]] {
        let (tables, errors) = merged_as_given(pages);
        assert_eq!(errors, [""; 0]);
        assert_eq!(tables.len(), pages.len());
    }
}
