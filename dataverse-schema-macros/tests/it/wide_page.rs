//! The page of a made-up table with more columns than rustc looks at for a similar name.

use std::fmt::Write as _;

/// The columns that tests misspell, each with the number of columns before it.
const NAMED: [(usize, &str); 4] = [
    (0, "contoso_alpha"),
    (60, "contoso_middle"),
    (150, "contoso_omega"),
    (179, "contoso_zeta_value"),
];

/// Returns the page of the table `contoso_wide`, which has 180 columns.
pub(crate) fn wide_page() -> String {
    let mut page = String::from(
        "---
title: \"Wide (contoso_Wide) table/entity reference (Contoso)\"
description: \"A made-up table.\"
ms.topic: generated-reference
---

# Wide (contoso_Wide) table/entity reference (Contoso)

A table with many columns.

## Properties

The following table lists selected properties for the Wide (contoso_Wide) table.

|Property|Value|
| --- | --- |
| **DisplayName** | **Wide** |
| **SchemaName** | `contoso_Wide` |
| **EntitySetName** | `contoso_wides`|
| **LogicalName** | `contoso_wide` |
| **PrimaryIdAttribute** | `contoso_alpha` |
| **PrimaryNameAttribute** |`contoso_alpha` |
| **TableType** | `Standard` |
| **OwnershipType** | `OrganizationOwned` |

## Writable columns/attributes

These columns/attributes return true for either **IsValidForCreate** or **IsValidForUpdate** (usually both). Listed by **SchemaName**.

",
    );
    let names: Vec<String> = (0..180).map(name).collect();
    for name in &names {
        writeln!(page, "- [{name}](#BKMK_{name})").expect("a string takes text");
    }
    for name in &names {
        let property = column(name);
        page.push_str(&property);
    }
    page
}

fn name(index: usize) -> String {
    let mut named = NAMED.iter();
    match named.find(|(position, _)| *position == index) {
        Some((_, name)) => (*name).to_owned(),
        None => format!("contoso_part{index}"),
    }
}

fn column(name: &str) -> String {
    format!(
        "
### <a name=\"BKMK_{name}\"></a> {name}

|Property|Value|
|---|---|
|Description|**A part.**|
|DisplayName|**Part**|
|IsValidForForm|True|
|IsValidForRead|True|
|LogicalName|`{name}`|
|RequiredLevel|None|
|Type|Integer|
|MaxValue|9|
|MinValue|0|
"
    )
}
