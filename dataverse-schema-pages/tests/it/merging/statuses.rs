//! Statuses that pages add or change.

use super::{BASE, errors, merged, page, part, value};
use dataverse_schema_pages::Source;
use serde_json::json;

const FROM: &str = "Changes from [statuscode (Contoso)](/contoso/reference/entities/contoso_parcel#BKMK_statuscode)\n\n";

/// Returns the base page, and a page that changes its statuses.
fn with_status(from: &str, row: &str) -> [Source; 2] {
    let text = format!(
        "## Customized columns/attributes\n\n### statuscode\n\n{from}#### statuscode Choices/Options\n\n|Value|Details|\n|---|---|\n{row}"
    );
    [page(BASE), part("own.md", &text)]
}

#[test]
fn statuses_of_an_overlay_need_a_state() {
    let errors = errors(&with_status("", "|31|Label: Stuck|"));
    assert_eq!(errors.len(), 1, "{errors:#?}");
    let expected = "missing `State` of status 31";
    assert!(errors[0].starts_with(expected), "{}", errors[0]);
    assert!(errors[0].contains("own.md:11"), "{}", errors[0]);
}

#[test]
fn other_changes_of_statuses_need_none() {
    for (from, row, status, label) in [
        ("", "|31|Label: Stuck<br />State: 0|", 31, "Stuck"),
        ("", "|2|Label: Under way|", 2, "Under way"),
        // The page of a product may leave it out.
        (FROM, "|31|Label: Stuck|", 31, "Stuck"),
    ] {
        let table = merged(&with_status(from, row));
        let column = table
            .columns
            .iter()
            .find(|column| column.schema_name.value == "statuscode");
        let options = json!(column.expect("the base has it").options);
        assert_eq!(value(&options, status)["label"], label, "{row}");
    }
}

#[test]
fn options_of_other_columns_need_no_state() {
    let text = "## Customized columns/attributes\n\n### contoso_Service\n\n#### contoso_Service Choices/Options\n\n|Value|Label|\n|---|---|\n|31|By drone|";
    merged(&[page(BASE), part("own.md", text)]);
}
