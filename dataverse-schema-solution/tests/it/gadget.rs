//! The solution and the definition of one made-up table with columns of every type.

use std::collections::BTreeSet;
use std::path::PathBuf;

use test_support::{page, workspace};

use crate::solution::{self, read};

pub(crate) fn folder() -> PathBuf {
    workspace().join("tests/solutions/contoso_gadget")
}

/// Parts of lines that only the page of the definition has. Solutions don't contain these facts.
const LEFT_OUT: [&str; 9] = [
    "| **CollectionSchemaName** | `contoso_Gadgets` |\n",
    "| **LogicalCollectionName** | `contoso_gadgets` |\n",
    "|SourceTypeMask|0|\n",
    "|CanStoreFullImage|True|\n",
    // The table isn't in the solution.
    "|ReferencedAttribute|`contoso_makerid`|\n",
    "<br />Merge: `NoCascade`",
    // Solutions contain it only now and then.
    "<br />RollupView: `NoCascade`",
    "AvailableOffline: True<br />",
    "<br />ViewId: `00000000-0000-0000-0000-000000000000`",
];

/// What only the page of the solution has: its origin, and a column without which the definition
/// was requested.
const ADDED: [&str; 3] = [
    "---\norigin: solution\n---\n\n",
    "- [VersionNumber](#BKMK_VersionNumber)\n",
    "### <a name=\"BKMK_VersionNumber\"></a> VersionNumber

|Property|Value|
|---|---|
|Description|**Version Number**|
|DisplayName|**Version Number**|
|IsValidForForm|False|
|IsValidForRead|True|
|LogicalName|`versionnumber`|
|RequiredLevel|None|
|Type|BigInt|
|MaxValue|9223372036854775807|
|MinValue|-9223372036854775808|

",
];

/// Returns a page without these parts, all of which it has.
pub(crate) fn without(page: &str, parts: &[&str]) -> String {
    parts.iter().fold(page.to_owned(), |page, part| {
        assert!(page.contains(part), "{part}");
        page.replace(part, "")
    })
}

#[test]
fn solution_and_definition_have_the_same_page() {
    let solutions = read(&[&folder()]).expect("a good solution");
    assert_eq!(solution::texts(&solutions.warnings), [""; 0]);
    assert_eq!(solutions.left_out, [("ReferencedAttribute", 1)].into());
    let found = without(&solution::page(&solutions), &ADDED);
    let expected = without(&page("contoso_gadget.md"), &LEFT_OUT);
    assert_eq!(found, expected);
    let types: BTreeSet<String> = solutions.tables[0]
        .columns
        .iter()
        .filter_map(|column| Some(format!("{:?}", column.facts.r#type.as_ref()?.value)))
        .collect();
    assert_eq!(types.len(), 24, "every type of column: {types:?}");
}
