//! Pages of a made-up table, `fab_crane`: a base page, and what apps and users add to it.

/// The beginning of the base page.
const HEAD: &str = "\
# Crane (fab_Crane) table/entity reference (Fabrikam)

## Messages

|Name <br />Is Event?|Web API Operation|SDK for .NET|
|---|---|---|
|`Create`<br />Event: True|`POST` /fab_cranes|x|
|`Upsert`<br />Event: True|`PATCH` /fab_cranes|x|

";

const PROPERTIES: &str = "\
## Properties

|Property|Value|
|---|---|
|SchemaName|`fab_Crane`|
|EntitySetName|`fab_cranes`|
|LogicalName|`fab_crane`|
|PrimaryIdAttribute|`fab_craneid`|
|TableType|`Standard`|
|OwnershipType|`None`|

## Writable columns/attributes

### fab_CraneId

|Property|Value|
|---|---|
|Description||
|DisplayName||
|IsValidForForm|True|
|IsValidForRead|True|
|LogicalName|`fab_craneid`|
|RequiredLevel|None|
|Type|Uniqueidentifier|

";

const LOAD: &str = "\
### fab_Load

|Property|Value|
|---|---|
|Description|**What the crane can lift.**|
|DisplayName|**Load**|
|IsValidForForm|True|
|IsValidForRead|True|
|LogicalName|`fab_load`|
|RequiredLevel|None|
|Type|Picklist|
|DefaultFormValue|-1|
|GlobalChoiceName|`fab_load`|

#### fab_Load Choices/Options

|Value|Label|
|---|---|
|1|**Light**|

";

/// The base page. Its table has the columns `fab_CraneId` and `fab_Load`.
pub(super) fn base() -> String {
    [HEAD, PROPERTIES, LOAD].concat()
}

/// The base page, without the list of messages.
pub(super) fn base_without_messages() -> String {
    let title = HEAD.lines().next().unwrap_or_default();
    [title, "\n\n", PROPERTIES, LOAD].concat()
}

/// The page of an app that extends the base page.
pub(super) fn app(product: &str, sections: &str) -> String {
    let note = "[Fabrikam Crane (fab_Crane) table](/fabrikam/reference/entities/fab_crane)";
    extension(product, note, sections)
}

/// The page of an app that extends the page of another app.
pub(super) fn app_of(product: &str, other: &str, sections: &str) -> String {
    let note = format!(
        "[{other} Crane (fab_Crane) table](/{}/reference/entities/fab_crane)",
        other.to_lowercase()
    );
    extension(product, &note, sections)
}

fn extension(product: &str, extended: &str, sections: &str) -> String {
    format!(
        "# Crane (fab_Crane) table/entity reference ({product})\n\n> [!NOTE]\n> The {product} Crane (fab_Crane) table extends the {extended}.\n\n{sections}"
    )
}

/// A page of the user's own.
pub(super) fn overlay(sections: &str) -> String {
    format!("# fab_Crane table/entity reference\n\n{sections}")
}

/// A section that adds the column `fab_Note`.
pub(super) fn adds_note(description: &str) -> String {
    format!("## Writable columns/attributes\n\n{}", note(description))
}

/// The column `fab_Note`.
pub(super) fn note(description: &str) -> String {
    string_column("Note", description)
}

/// A string with a name such as `Note`.
pub(super) fn string_column(name: &str, description: &str) -> String {
    let logical_name = name.to_lowercase();
    format!(
        "\
### fab_{name}

|Property|Value|
|---|---|
|Description|**{description}**|
|DisplayName|**{name}**|
|IsValidForForm|True|
|IsValidForRead|True|
|LogicalName|`fab_{logical_name}`|
|RequiredLevel|None|
|Type|String|
|Format|Text|
|FormatName|Text|
|ImeMode|Auto|
|IsLocalizable|False|
|MaxLength|100|

"
    )
}

/// A section with rows of a column that another page defines. `of` is the product of that page, or empty in an overlay.
pub(super) fn changes(column: &str, of: &str, rows: &str) -> String {
    format!(
        "## Customized columns/attributes\n\n{}\n",
        change(column, of, rows)
    )
}

/// Rows of a column that another page defines.
pub(super) fn change(column: &str, of: &str, rows: &str) -> String {
    let from = changes_from(column, of);
    format!("### {column}\n\n{from}|Property|Value|\n|---|---|\n{rows}\n")
}

/// A section with options of `fab_Load`, which are added to those of the base page.
pub(super) fn options(of: &str, options: &[(i32, &str)]) -> String {
    let from = changes_from("fab_Load", of);
    let rows: String = options
        .iter()
        .map(|(value, label)| format!("|{value}|**{label}**|\n"))
        .collect();
    format!(
        "## Customized columns/attributes\n\n### fab_Load\n\n{from}#### fab_Load Choices/Options\n\n|Value|Label|\n|---|---|\n{rows}\n"
    )
}

/// A section with a part of a relationship that another page defines.
pub(super) fn changes_relationship(name: &str, of: &str) -> String {
    let from = changes_from(name, of);
    format!(
        "## Customized relationships\n\n### Customized Many-to-One relationships\n\n#### {name}\n\n{from}|Property|Value|\n|---|---|\n|CascadeConfiguration|Archive: `RemoveLink`|\n"
    )
}

fn changes_from(name: &str, of: &str) -> String {
    if of.is_empty() {
        return String::new();
    }
    let product = of.to_lowercase();
    format!("Changes from [{name} ({of})](/{product}/reference/entities/fab_crane#BKMK_{name})\n\n")
}

/// The events of apps.
pub(super) const EVENTS: &str = "\
## Events

|Name|Web API Operation|SDK for .NET|
|---|---|---|
|`Upsert`|`PATCH` /fab_cranes|x|
|`BulkRetain`||x|
";

/// A section with a message of the base page and a new one.
pub(super) fn messages(is_event: &str) -> String {
    format!(
        "## Messages\n\n|Name <br />Is Event?|Web API Operation|SDK for .NET|\n|---|---|---|\n|`Upsert`<br />Event: {is_event}|`PATCH` /fab_cranes|x|\n|`BulkRetain`<br />Event: True||x|\n"
    )
}
