//! Faults in overlays: in what they add and change.

use dataverse_schema_pages::Severity::{self, Error, Warning};

use super::fault::{Kind, Planted, titled_overlay};
use super::page::CleanPage;

/// Overlays, whose faults are in the lines that begin with `»`. Names in braces are those of the
/// table.
const OVERLAYS: &[(&str, Severity, &str)] = &[
    (
        "change of an unknown column",
        Error,
        "## Customized columns/attributes\n\n»### {string}x\n\n|Property|Value|\n|---|---|\n|MaxLength|5|",
    ),
    (
        "change of a column by its logical name with a typo",
        Error,
        "## Customized columns/attributes\n\n»### contoso_nothing\n\n|Property|Value|\n|---|---|\n|MaxLength|5|",
    ),
    (
        "change of an unknown relationship",
        Error,
        "## Customized relationships\n\n### Customized Many-to-One relationships\n\n»#### {relationship}x\n\n|Property|Value|\n|---|---|\n|IsHierarchical|True|",
    ),
    (
        "change of a many-to-one among the one-to-many",
        Error,
        "## Customized relationships\n\n### Customized One-to-Many relationships\n\n»#### {relationship}\n\n|Property|Value|\n|---|---|\n|IsHierarchical|True|",
    ),
    (
        "change of a relationship's lookup",
        Error,
        "## Customized relationships\n\n### Customized Many-to-One relationships\n\n#### {relationship}\n\n|Property|Value|\n|---|---|\n»|ReferencingAttribute|contoso_nothing|",
    ),
    (
        "unknown cascade",
        Warning,
        "## Customized relationships\n\n### Customized Many-to-One relationships\n\n#### {relationship}\n\n|Property|Value|\n|---|---|\n»|CascadeConfiguration|Delete: `Restric`|",
    ),
    (
        "unknown part of a cascade",
        Error,
        "## Customized relationships\n\n### Customized Many-to-One relationships\n\n#### {relationship}\n\n|Property|Value|\n|---|---|\n»|CascadeConfiguration|Deleet: `Restrict`|",
    ),
    (
        "change of a type",
        Error,
        "## Customized columns/attributes\n\n### {string}\n\n|Property|Value|\n|---|---|\n»|Type|Memo|",
    ),
    (
        "change of a logical name",
        Error,
        "## Customized columns/attributes\n\n### {string}\n\n|Property|Value|\n|---|---|\n»|LogicalName|contoso_renamed|",
    ),
    (
        "change without content",
        Error,
        "## Customized columns/attributes\n\n»### {string}",
    ),
    (
        "change under the heading for new columns",
        Error,
        "## Writable columns/attributes\n\n»### {string}\n\n|Property|Value|\n|---|---|\n|MaxLength|5|",
    ),
    (
        "change under the heading for read-only columns",
        Error,
        "## Read-only columns/attributes\n\n»### {string}\n\n|Property|Value|\n|---|---|\n|MaxLength|5|",
    ),
    (
        "second definition of a column",
        Warning,
        "## Writable columns/attributes\n\n### {string}\n\n|Property|Value|\n|---|---|\n|LogicalName|{string_l}|\n|Type|String|\n»|MaxLength|5|",
    ),
    (
        "new column with a known logical name",
        Error,
        "## Writable columns/attributes\n\n»### fab_Other\n\n|Property|Value|\n|---|---|\n»|LogicalName|{string_l}|\n|Type|String|\n|MaxLength|5|",
    ),
    (
        "new column with a near logical name",
        Error,
        "## Writable columns/attributes\n\n### fab_Other\n\n|Property|Value|\n|---|---|\n»|LogicalName|fab_ohter|\n|Type|String|\n|MaxLength|5|",
    ),
    (
        "new lookup without relationship",
        Warning,
        "## Writable columns/attributes\n\n»### fab_Other\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_other|\n|Type|Lookup|\n|Targets|account|",
    ),
    (
        "new lookup without targets",
        Warning,
        "## Writable columns/attributes\n\n»### fab_Other\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_other|\n|Type|Lookup|",
    ),
    (
        "new choice without options",
        Error,
        "## Writable columns/attributes\n\n»### fab_Other\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_other|\n|Type|Picklist|",
    ),
    (
        "new text without length",
        Error,
        "## Writable columns/attributes\n\n»### fab_Other\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_other|\n|Type|String|",
    ),
    (
        "relationship over a column that doesn't exist",
        Error,
        "## Many-to-One relationships\n\n### fab_rel\n\n|Property|Value|\n|---|---|\n|ReferencedEntity|account|\n»|ReferencingAttribute|fab_nothing|\n|ReferencingEntityNavigationPropertyName|fab_Nothing|",
    ),
    (
        "relationship over a lookup's schema name",
        Error,
        "## Many-to-One relationships\n\n### fab_rel\n\n|Property|Value|\n|---|---|\n|ReferencedEntity|account|\n»|ReferencingAttribute|{lookup}|\n|ReferencingEntityNavigationPropertyName|fab_Nothing|",
    ),
    (
        "relationship over a string",
        Error,
        "## Many-to-One relationships\n\n### fab_rel\n\n|Property|Value|\n|---|---|\n|ReferencedEntity|account|\n»|ReferencingAttribute|{string_l}|\n|ReferencingEntityNavigationPropertyName|fab_Nothing|",
    ),
    (
        "relationship with a known navigation property",
        Error,
        "## Writable columns/attributes\n\n### fab_Other\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_other|\n|Type|Lookup|\n|Targets|account|\n\n## Many-to-One relationships\n\n### fab_rel\n\n|Property|Value|\n|---|---|\n|ReferencedEntity|account|\n|ReferencedAttribute|accountid|\n|ReferencingAttribute|fab_other|\n»|ReferencingEntityNavigationPropertyName|{navigation}|",
    ),
    (
        "relationship without a navigation property",
        Warning,
        "## Writable columns/attributes\n\n»### fab_Other\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_other|\n|Type|Lookup|\n|Targets|account|\n\n## Many-to-One relationships\n\n»### fab_rel\n\n|Property|Value|\n|---|---|\n|ReferencedEntity|account|\n|ReferencedAttribute|accountid|\n|ReferencingAttribute|fab_other|",
    ),
    (
        "new status without state",
        Error,
        "## Customized columns/attributes\n\n### {status}\n\n#### {status} Choices/Options\n\n|Value|Details|\n|---|---|\n»|987|Label: New|",
    ),
    (
        "new status with blank details",
        Error,
        "## Customized columns/attributes\n\n### {status}\n\n#### {status} Choices/Options\n\n|Value|Details|\n|---|---|\n»|987||",
    ),
    (
        "new status of an unknown state",
        Error,
        "## Customized columns/attributes\n\n### {status}\n\n#### {status} Choices/Options\n\n|Value|Details|\n|---|---|\n»|987|Label: New<br />State: 9|",
    ),
    (
        "state of a status with a comma",
        Error,
        "## Customized columns/attributes\n\n### {status}\n\n#### {status} Choices/Options\n\n|Value|Details|\n|---|---|\n»|987|Label: New, State: 0|",
    ),
    (
        "state of a status with a blank",
        Error,
        "## Customized columns/attributes\n\n### {status}\n\n#### {status} Choices/Options\n\n|Value|Details|\n|---|---|\n»|987|Label: New State: 0|",
    ),
    (
        "unknown column of an option table",
        Error,
        "## Customized columns/attributes\n\n### {choice}\n\n#### {choice} Choices/Options\n\n»|Value|Label|Colour|\n|---|---|---|\n|1|One|#ff0000|",
    ),
    (
        "label of another option",
        Warning,
        "## Customized columns/attributes\n\n### {choice}\n\n#### {choice} Choices/Options\n\n|Value|Label|\n|---|---|\n»|987|{label}|",
    ),
    (
        "new option without a label",
        Warning,
        "## Customized columns/attributes\n\n### {choice}\n\n#### {choice} Choices/Options\n\n|Value|Label|\n|---|---|\n»|987||",
    ),
    (
        "color is a word",
        Warning,
        "## Customized columns/attributes\n\n### {choice}\n\n#### {choice} Choices/Options\n\n|Value|Label|Color|\n|---|---|---|\n»|987|New|reddish|",
    ),
    (
        "color lacks its mark",
        Warning,
        "## Customized columns/attributes\n\n### {choice}\n\n#### {choice} Choices/Options\n\n|Value|Label|Color|\n|---|---|---|\n»|987|New|0000ff|",
    ),
    (
        "color is too short",
        Warning,
        "## Customized columns/attributes\n\n### {choice}\n\n#### {choice} Choices/Options\n\n|Value|Label|Color|\n|---|---|---|\n»|987|New|#00ff|",
    ),
    (
        "color isn't hexadecimal",
        Warning,
        "## Customized columns/attributes\n\n### {choice}\n\n#### {choice} Choices/Options\n\n|Value|Label|Color|\n|---|---|---|\n»|987|New|#00ffgg|",
    ),
    (
        "options of a string",
        Error,
        "## Customized columns/attributes\n\n### {string}\n\n#### {string} Choices/Options\n\n|Value|Label|\n|---|---|\n»|1|One|",
    ),
    (
        "heading of options names another column",
        Error,
        "## Customized columns/attributes\n\n### {choice}\n\n»#### {string} Choices/Options\n\n|Value|Label|\n|---|---|\n|1|One|",
    ),
    (
        "key over an unknown column",
        Error,
        "## Alternate keys\n\n### fab_ByX\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_byx|\n»|KeyAttributes|{string_l}x|",
    ),
    (
        "key over a column's schema name",
        Error,
        "## Alternate keys\n\n### fab_ByX\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_byx|\n»|KeyAttributes|{upper}|",
    ),
    (
        "key over a long text",
        Error,
        "## Alternate keys\n\n### fab_ByX\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_byx|\n»|KeyAttributes|{memo_l}|",
    ),
    (
        "key over a Boolean",
        Error,
        "## Alternate keys\n\n### fab_ByX\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_byx|\n»|KeyAttributes|{boolean_l}|",
    ),
    (
        "key over an image",
        Error,
        "## Alternate keys\n\n### fab_ByX\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_byx|\n»|KeyAttributes|{image_l}|",
    ),
    (
        "key over several options",
        Error,
        "## Alternate keys\n\n### fab_ByX\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_byx|\n»|KeyAttributes|{multi_l}|",
    ),
    (
        "key with a column twice",
        Error,
        "## Alternate keys\n\n### fab_ByX\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_byx|\n»|KeyAttributes|{string_l}, {string_l}|",
    ),
    (
        "key with semicolons",
        Error,
        "## Alternate keys\n\n### fab_ByX\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_byx|\n»|KeyAttributes|{string_l}; {string_l}|",
    ),
    (
        "key without columns",
        Error,
        "## Alternate keys\n\n»### fab_ByX\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_byx|\n»|KeyAttributes||",
    ),
    (
        "key without a logical name",
        Error,
        "## Alternate keys\n\n»### fab_ByX\n\n|Property|Value|\n|---|---|\n|KeyAttributes|{string_l}|",
    ),
    (
        "key with a misspelled row",
        Error,
        "## Alternate keys\n\n### fab_ByX\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_byx|\n»|KeyAttribute|{string_l}|",
    ),
    (
        "key is there twice",
        Error,
        "## Alternate keys\n\n### fab_ByX\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_byx|\n|KeyAttributes|{string_l}|\n\n»### fab_ByX\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_byx|\n|KeyAttributes|{string_l}|",
    ),
    (
        "key with a near logical name",
        Error,
        "## Alternate keys\n\n### fab_ByNumber\n\n|Property|Value|\n|---|---|\n»|LogicalName|fab_bynumbre|\n|KeyAttributes|{string_l}|",
    ),
    (
        "language 0",
        Error,
        "## Localized labels\n\n»### 0\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n|Table||Ding||",
    ),
    (
        "language 99999",
        Error,
        "## Localized labels\n\n»### 99999\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n|Table||Ding||",
    ),
    (
        "language -1031",
        Error,
        "## Localized labels\n\n»### -1031\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n|Table||Ding||",
    ),
    (
        "language 1301",
        Error,
        "## Localized labels\n\n»### 1301\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n|Table||Ding||",
    ),
    (
        "language de-DE",
        Error,
        "## Localized labels\n\n»### de-DE\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n|Table||Ding||",
    ),
    (
        "language German",
        Error,
        "## Localized labels\n\n»### German\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n|Table||Ding||",
    ),
    (
        "label of an unknown column",
        Error,
        "## Localized labels\n\n### 1031\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n»|Column|{string_l}x|Name||",
    ),
    (
        "label of a column's schema name",
        Error,
        "## Localized labels\n\n### 1031\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n»|Column|{upper}|Name||",
    ),
    (
        "label of an unknown option",
        Error,
        "## Localized labels\n\n### 1031\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n»|Option|{choice_l}.987|Neu||",
    ),
    (
        "label of an option without its column",
        Error,
        "## Localized labels\n\n### 1031\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n»|Option|1|Neu||",
    ),
    (
        "label of an unknown kind",
        Error,
        "## Localized labels\n\n### 1031\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n»|Colunm|{string_l}|Name||",
    ),
    (
        "label of the table with a name",
        Error,
        "## Localized labels\n\n### 1031\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n»|Table|contoso|Ding||",
    ),
    (
        "blank label",
        Error,
        "## Localized labels\n\n### 1031\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n»|Column|{string_l}|||",
    ),
    (
        "blank row of labels",
        Error,
        "## Localized labels\n\n### 1031\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n|Table||Ding||\n»|||||",
    ),
    (
        "label is there twice",
        Error,
        "## Localized labels\n\n### 1031\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n|Column|{string_l}|Name||\n»|Column|{string_l}|Namen||",
    ),
    (
        "label lacks a cell",
        Error,
        "## Localized labels\n\n### 1031\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n»|Column|{string_l}|Name|",
    ),
    (
        "header of labels",
        Error,
        "## Localized labels\n\n### 1031\n\n»|Of|Name|Lable|Description|\n|---|---|---|---|\n|Column|{string_l}|Name||",
    ),
    (
        "language without labels",
        Error,
        "## Localized labels\n\n»### 1031",
    ),
    (
        "label of an unknown relationship",
        Error,
        "## Localized labels\n\n### 1031\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n»|Relationship|contoso_nothing|Name||",
    ),
    (
        "label of an unknown key",
        Error,
        "## Localized labels\n\n### 1031\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n»|Key|contoso_nothing|Name||",
    ),
    (
        "misspelled section",
        Error,
        "»## Customised columns/attributes\n\n### {string}\n\n|Property|Value|\n|---|---|\n|MaxLength|5|",
    ),
    (
        "misspelled section of keys",
        Error,
        "»## Alternative keys\n\n### fab_ByX\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_byx|\n|KeyAttributes|{string_l}|",
    ),
    (
        "misspelled section of labels",
        Error,
        "»## Localised labels\n\n### 1031\n\n|Of|Name|Label|Description|\n|---|---|---|---|\n|Column|{string_l}|Name||",
    ),
    (
        "misspelled message",
        Error,
        "## Messages\n\n| Name <br />Is Event? |Web API Operation |SDK for .NET |\n| ---- | ----- |----- |\n»| `Delet`<br />Event: False |||",
    ),
    (
        "message in lower case",
        Error,
        "## Messages\n\n| Name <br />Is Event? |Web API Operation |SDK for .NET |\n| ---- | ----- |----- |\n»| `upsert`<br />Event: False |||",
    ),
    (
        "column is changed twice",
        Error,
        "## Customized columns/attributes\n\n### {string}\n\n|Property|Value|\n|---|---|\n|MaxLength|5|\n\n»### {string}\n\n|Property|Value|\n|---|---|\n|MaxLength|6|",
    ),
    (
        "conflict in an overlay",
        Error,
        "## Customized columns/attributes\n\n### {string}\n\n|Property|Value|\n|---|---|\n»<<<<<<< HEAD\n»|MaxLength|5|\n»=======\n»|MaxLength|6|\n»>>>>>>> main",
    ),
    (
        "PropertyName of a string",
        Error,
        "## Customized columns/attributes\n\n### {string}\n\n|Property|Value|\n|---|---|\n»|PropertyName|other|",
    ),
    (
        "zero width space in a changed column's heading",
        Error,
        "## Customized columns/attributes\n\n»### {string}\u{200b}\n\n|Property|Value|\n|---|---|\n|MaxLength|5|",
    ),
    (
        "look-alike in a changed column's heading",
        Error,
        "## Customized columns/attributes\n\n»### с{string_tail}\n\n|Property|Value|\n|---|---|\n|MaxLength|5|",
    ),
];

/// Titles that name no table of the set.
const TITLES: &[(&str, Severity, &str)] = &[
    (
        "typo in the title",
        Error,
        "»# {schema}x table/entity reference",
    ),
    (
        "two letters of the title are swapped",
        Error,
        "»# {swapped} table/entity reference",
    ),
    (
        "title of another table",
        Error,
        "»# Other (contoso_Other) table/entity reference",
    ),
    ("title without its suffix", Error, "»# {schema}"),
    (
        "title with a misspelled suffix",
        Error,
        "»# {schema} table/entity referenec",
    ),
    (
        "title with a zero width space",
        Error,
        "»# {schema}\u{200b} table/entity reference",
    ),
];

const CHANGE: &str = "\n\n## Customized columns/attributes\n\n### {string}\n\n|Property|Value|\n|---|---|\n|MaxLength|5|\n";

/// Returns the text with names of the table for those in braces.
fn filled(page: &CleanPage, text: &str) -> Option<String> {
    let of = |r#type: &str| Some(page.heading_name(page.column(r#type)?.start).to_owned());
    let logical = |r#type: &str| page.value(page.column(r#type)?, "LogicalName");
    let mut choices = page.columns("Picklist").into_iter();
    let choice = choices.find(|all| !page.options(all.clone()).is_empty());
    let label = || {
        let at = *page.options(choice.clone()?).first()?;
        Some(page.lines[at].split('|').nth(2)?.to_owned())
    };
    let relationship = || page.relationship("Many-to-One");
    let schema = || page.value(page.section("## Properties")?, "SchemaName");
    let names: &[(&str, Option<String>)] = &[
        ("{string}", of("String")),
        (
            "{string_tail}",
            of("String").and_then(|name| Some(name.strip_prefix('c')?.to_owned())),
        ),
        ("{string_l}", logical("String")),
        (
            "{upper}",
            of("String").filter(|name| *name != name.to_lowercase()),
        ),
        (
            "{choice}",
            choice
                .clone()
                .map(|all| page.heading_name(all.start).to_owned()),
        ),
        (
            "{choice_l}",
            choice
                .clone()
                .and_then(|all| page.value(all, "LogicalName")),
        ),
        ("{label}", label()),
        ("{status}", of("Status")),
        ("{memo_l}", logical("Memo")),
        ("{boolean_l}", logical("Boolean")),
        ("{image_l}", logical("Image")),
        ("{multi_l}", logical("MultiSelectPicklist")),
        (
            "{lookup}",
            of("Lookup").filter(|name| *name != name.to_lowercase()),
        ),
        (
            "{relationship}",
            relationship().map(|all| page.heading_name(all.start).to_owned()),
        ),
        (
            "{navigation}",
            relationship()
                .and_then(|all| page.value(all, "ReferencingEntityNavigationPropertyName"))
                .filter(|name| !name.is_empty()),
        ),
        ("{schema}", schema()),
        (
            "{swapped}",
            schema().map(|name| {
                let mut letters: Vec<char> = name.chars().collect();
                let last = letters.len() - 1;
                letters.swap(last, last - 1);
                letters.into_iter().collect()
            }),
        ),
    ];
    let mut text = text.to_owned();
    for (name, value) in names {
        if text.contains(name) {
            text = text.replace(name, value.as_ref()?);
        }
    }
    Some(text)
}

fn plant(page: &CleanPage, title: &str, text: &str) -> Option<Planted> {
    let text = filled(page, &format!("{title}\n\n{text}\n"))?;
    Some(titled_overlay(page, &text))
}

pub(super) fn kinds() -> Vec<Kind> {
    let of_text = |(name, severity, text): &'static (&str, Severity, &str)| Kind {
        group: "overlays",
        name: (*name).to_owned(),
        severity: *severity,
        plant: Box::new(move |page| plant(page, page.title(), text)),
    };
    let of_title = |(name, severity, title): &'static (&str, Severity, &str)| Kind {
        group: "overlays",
        name: (*name).to_owned(),
        severity: *severity,
        plant: Box::new(move |page| plant(page, title, CHANGE)),
    };
    let overlays = OVERLAYS.iter().map(of_text);
    overlays.chain(TITLES.iter().map(of_title)).collect()
}
