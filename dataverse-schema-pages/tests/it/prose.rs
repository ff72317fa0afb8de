//! Descriptions without the marks of Microsoft's documentation, and those of deprecated items.

use dataverse_schema_pages::diff::diff;
use dataverse_schema_pages::model::{Column, Table, without_alerts};
use dataverse_schema_pages::{Source, read_page};

fn ledger() -> Table {
    let page = Source::new("contoso_ledger.md", test_support::page("contoso_ledger.md"));
    read_page(&page).unwrap_or_else(|errors| panic!("{}", errors[0]))
}

fn column(table: &Table, name: &str) -> Column {
    let mut columns = table.columns.iter();
    let column = columns.find(|column| column.schema_name.value == name);
    column.expect("the page has the column").clone()
}

#[test]
fn alerts_at_the_head_are_left_out() {
    for (text, expected) in [
        ("Plain.", "Plain."),
        ("[!INCLUDE[](../a/b.md)] Business.", "Business."),
        ("[!INCLUDE [note](../a/b.md)]Business.", "Business."),
        ("[!INCLUDE[a](b.md)]\n[!NOTE] Text", "Text"),
        ("[!NOTE] Text", "Text"),
        ("> [!IMPORTANT]\n> Text", "Text"),
        ("> [!TIP] Text", "Text"),
        ("  [!WARNING]", ""),
        ("[!INCLUDE[a](b.md", "[!INCLUDE[a](b.md"),
        ("[!] Text", "[!] Text"),
        ("[link](a.md) Text", "[link](a.md) Text"),
        ("> quoted", "> quoted"),
        ("Text [!NOTE] more", "Text [!NOTE] more"),
    ] {
        assert_eq!(without_alerts(text), expected, "{text:?}");
    }
}

#[test]
fn model_keeps_alerts() {
    let table = ledger();
    let name = column(&table, "contoso_Name");
    let text = &name
        .facts
        .description
        .as_ref()
        .expect("a description")
        .value;
    assert!(
        text.starts_with("[!INCLUDE [cc](../includes/cc.md)]"),
        "{text}"
    );
    assert_eq!(
        name.description(),
        "Name of the ledger. It is shown in lists."
    );
    assert_eq!(
        column(&table, "contoso_Mail").description(),
        "Where questions go."
    );
    assert!(table.description().starts_with("Records what is bought."));
    let stage = column(&table, "contoso_Stage");
    let void = &stage.options.as_ref().expect("options")[2];
    assert_eq!(void.description(), "This option is deprecated.");
}

#[test]
fn deprecated_items_are_recognized() {
    let page = test_support::page("contoso_ledger.md");
    let is_deprecated = |description: &str| {
        let page = page.replace("Who keeps the ledger.", description);
        let table = read_page(&Source::new("contoso_ledger.md", page)).expect("a page");
        column(&table, "contoso_Keeper").is_deprecated()
    };
    for description in [
        "Deprecated",
        "Deprecated. Use another.",
        "For internal use only; deprecated.",
        "Current number. Deprecated. Use a message.",
        "Queue is to ignore email (deprecated).",
        "[Deprecated] Last command",
        "This column is deprecated.",
        "This attribute has been deprecated and is kept for old clients.",
        "The field was deprecated in 9.0.",
        "It is now deprecated",
        "DEPRECATED since 2020",
    ] {
        assert!(is_deprecated(description), "{description}");
    }
    for description in [
        "Version in which the component is deprecated.",
        "Deprecated Version",
        "Whether to display a deprecation notification to the user.",
        "Lists deprecated components.",
        "Undeprecated",
    ] {
        assert!(!is_deprecated(description), "{description}");
    }
}

#[test]
fn labels_and_display_names_mark_deprecated_items() {
    let table = ledger();
    assert!(table.is_deprecated());
    let mut columns = table.columns.iter();
    let deprecated: Vec<&str> = columns
        .by_ref()
        .filter(|column| column.is_deprecated())
        .map(|column| column.schema_name.value.as_str())
        .collect();
    assert_eq!(deprecated, ["contoso_OldCode", "contoso_ClosedOn"]);
    let stage = column(&table, "contoso_Stage");
    let options = stage.options.as_deref().unwrap_or_default();
    let deprecated = options.iter().filter(|option| option.is_deprecated());
    assert_eq!(
        deprecated.map(|o| o.value.value).collect::<Vec<_>>(),
        [2, 3]
    );
}

#[test]
fn comparison_leaves_out_alerts() {
    let old = ledger();
    let page = test_support::page("contoso_ledger.md")
        .replace("[!INCLUDE [cc](../includes/cc.md)]", "")
        .replace("> [!IMPORTANT] ", "")
        .replace("[!NOTE] This option", "This option");
    let new = read_page(&Source::new("contoso_ledger.md", page)).expect("a page");
    let differences = diff(&[old], &[new]);
    assert!(differences.changes.is_empty(), "{:?}", differences.changes);
}

#[test]
fn descriptions_in_other_languages_have_no_alerts() {
    let page = test_support::page("contoso_ledger.md")
        .replace("|Richtung||", "|Richtung|> [!NOTE] Ob Waren gehen.|");
    let table = read_page(&Source::new("contoso_ledger.md", page)).expect("a page");
    let label = &table.localized_labels[0];
    assert_eq!(label.description(), "Ob Waren gehen.");
    assert_eq!(table.localized_labels[1].description(), "");
}
