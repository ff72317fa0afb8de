//! The page of a made-up table with more columns than rustc looks at for a similar name, and as many
//! relationships as a table of a large environment.

use std::fmt::Write as _;

/// The columns that tests misspell, each with the number of columns before it.
const NAMED: [(usize, &str); 4] = [
    (0, "contoso_alpha"),
    (60, "contoso_middle"),
    (150, "contoso_omega"),
    (179, "contoso_zeta_value"),
];

/// The number of one-to-many relationships of `contoso_wide`.
pub const RELATIONSHIPS: usize = 1200;

/// The relationships that tests misspell, each with the number of relationships before it.
const NAMED_RELATIONSHIPS: [(usize, &str); 3] = [
    (0, "contoso_first_leaf"),
    (700, "contoso_middle_leaf"),
    (RELATIONSHIPS - 1, "contoso_last_leaf"),
];

/// Returns the page of the table `contoso_wide`, which has 180 columns.
pub fn wide_page() -> String {
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
    let names: Vec<String> = (0..180).map(|index| name(&NAMED, index, "part")).collect();
    for name in &names {
        writeln!(page, "- [{name}](#BKMK_{name})").expect("a string takes text");
    }
    for name in &names {
        page.push_str(&column(name));
    }
    page.push_str("\n## One-to-Many relationships\n\nThese relationships are one-to-many. Listed by **SchemaName**.\n\n");
    let names = (0..RELATIONSHIPS).map(|index| name(&NAMED_RELATIONSHIPS, index, "leaf"));
    let names: Vec<String> = names.collect();
    for name in &names {
        writeln!(page, "- [{name}](#BKMK_{name})").expect("a string takes text");
    }
    for name in &names {
        page.push_str(&one_to_many(name));
    }
    page
}

fn name(named: &[(usize, &str)], index: usize, rest: &str) -> String {
    match named.iter().find(|(position, _)| *position == index) {
        Some((_, name)) => (*name).to_owned(),
        None => format!("contoso_{rest}{index}"),
    }
}

fn one_to_many(name: &str) -> String {
    format!(
        "
### <a name=\"BKMK_{name}\"></a> {name}

Many-To-One Relationship: [contoso_leaf {name}](contoso_leaf.md#BKMK_{name})

|Property|Value|
|---|---|
|ReferencingEntity|`contoso_leaf`|
|ReferencingAttribute|`{name}_id`|
|ReferencedEntityNavigationPropertyName|`{name}`|
|IsCustomizable|`True`|
"
    )
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
