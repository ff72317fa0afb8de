//! Warnings about values outside closed vocabularies and about parts of cells that aren't
//! `Key: value`. The content is kept.

use dataverse_schema_pages::{Diagnostic, Severity, Source, lint, read_page, render_page};

fn page() -> String {
    test_support::page("contoso_gadget.md")
}

/// Returns the page with the first occurrence of `old` replaced.
fn changed(old: &str, new: &str) -> String {
    let page = page();
    assert!(page.contains(old), "{old}");
    page.replacen(old, new, 1)
}

/// Returns the marked text, the message, and the help of a diagnostic.
fn shown(diagnostic: &Diagnostic) -> (String, String, String) {
    let location = diagnostic.location().expect("a span in the page");
    let helps: Vec<&str> = diagnostic.helps().collect();
    (
        location.source.text()[location.range()].to_owned(),
        diagnostic.message().to_owned(),
        helps.join("; "),
    )
}

fn warnings(text: &str) -> Vec<(String, String, String)> {
    let table = read_page(&Source::new("page.md", text)).unwrap_or_else(|e| panic!("{}", e[0]));
    let found = lint(&table);
    assert!(found.iter().all(|one| one.severity() == Severity::Warning));
    found.iter().map(shown).collect()
}

fn errors(text: &str) -> Vec<(String, String, String)> {
    let found = read_page(&Source::new("page.md", text)).expect_err("the page has an error");
    found.iter().map(shown).collect()
}

#[test]
fn good_page_has_no_warnings() {
    assert_eq!(warnings(&page()), []);
}

#[test]
fn similar_words_are_suggested() {
    for (key, old, new, near) in [
        ("TableType", "`Standard`", "`Standrad`", "Standard"),
        ("OwnershipType", "`UserOwned`", "`UserOwnd`", "UserOwned"),
        (
            "Format",
            "|Format|DateOnly|",
            "|Format|DateOnyl|",
            "DateOnly",
        ),
        (
            "FormatName",
            "|FormatName|TextArea|",
            "|FormatName|TextAera|",
            "TextArea",
        ),
        (
            "ImeMode",
            "|ImeMode|Disabled|",
            "|ImeMode|Disabld|",
            "Disabled",
        ),
        (
            "CascadeConfiguration.Merge",
            "Merge: `NoCascade`",
            "Merge: `NoCascde`",
            "NoCascade",
        ),
        (
            "AssociatedMenuConfiguration.Behavior",
            "Behavior: `UseLabel`",
            "Behavior: `UseLable`",
            "UseLabel",
        ),
        (
            "AssociatedMenuConfiguration.Group",
            "Group: `Details`",
            "Group: `details`",
            "Details",
        ),
    ] {
        let text = changed(old, new);
        let found = warnings(&text);
        let marked = new.rsplit([' ', '|']).find(|word| !word.is_empty());
        let marked = marked.expect("a word");
        let word = marked.trim_matches('`');
        assert_eq!(
            found,
            [(
                marked.to_owned(),
                format!("unknown value `{word}` of `{key}`"),
                format!("did you mean `{near}`?")
            )]
        );
    }
}

#[test]
fn other_words_list_the_known_ones() {
    let found = warnings(&changed("|ImeMode|Auto|", "|ImeMode|Sometimes|"));
    let [(marked, message, help)] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(marked, "Sometimes");
    assert_eq!(message, "unknown value `Sometimes` of `ImeMode`");
    assert_eq!(help, "known values: Auto, Inactive, Active, Disabled");
}

#[test]
fn unknown_numbers_are_warnings() {
    let found = warnings(&changed("|SourceType|1|", "|SourceType|7|"));
    assert_eq!(found[0].1, "unknown value `7` of `SourceType`");
    let found = warnings(&changed("|PrecisionSource|2 (", "|PrecisionSource|5 ("));
    assert_eq!(
        found[0].1,
        "unknown value `5 (TransactionCurrency.CurrencyPrecision)` of `PrecisionSource`"
    );
}

/// Unknown words are kept in the model, in its JSON, and on the rendered page.
#[test]
fn unknown_words_are_kept() {
    let text = changed("Merge: `NoCascade`", "Merge: `Sometimes`");
    let text = text.replacen("|ImeMode|Auto|", "|ImeMode|Sometimes|", 1);
    let text = text.replacen("`UserOwned`", "`Shared`", 1);
    let text = text.replacen("|SourceType|1|", "|SourceType|7|", 1);
    let table = read_page(&Source::new("page.md", text.as_str())).expect("warnings only");
    let json = serde_json::to_string(&table).expect("the model has only string keys");
    for fact in [
        r#""merge":"Sometimes""#,
        r#""ime_mode":"Sometimes""#,
        r#""ownership_type":"Shared""#,
        r#""source_type":7"#,
    ] {
        assert!(json.contains(fact), "{fact}");
    }
    let rendered = render_page(&table);
    for line in [
        "Merge: `Sometimes`<br />",
        "|ImeMode|Sometimes|",
        "|SourceType|7|",
    ] {
        assert!(rendered.contains(line), "{line}");
    }
}

/// A correct text, a faulty one, and the part that is marked.
const INVALID_PARTS: &[(&str, &str, &[&str])] = &[
    // A truncated key, and its colon.
    (
        "<br />Merge: `NoCascade`",
        "<br />Merg  `NoCascade`",
        &["Merg  `NoCascade`"],
    ),
    ("<br />Merge: `NoCascade`", "<br />Merge", &["Merge"]),
    ("Archive: `RemoveLink`", "`RemoveLink`", &["`RemoveLink`"]),
    // Two parts without a line break between them.
    (
        "Merge: `NoCascade`<br />",
        "Merge: `NoCascade` ",
        &["Merge: `NoCascade` Reparent: `NoCascade`"],
    ),
    // A mark on one side only.
    (
        "Merge: `NoCascade`",
        "Merge: `NoCascade",
        &["Merge: `NoCascade"],
    ),
    (
        "Merge: `NoCascade`",
        "Merge: NoCascade`",
        &["Merge: NoCascade`"],
    ),
    (
        "Label: Shops that sell it",
        "Label: **Shops",
        &["Label: **Shops"],
    ),
    // Several at once.
    ("Merge: `NoCascade`", "one<br />two", &["one", "two"]),
    ("<br />Order: 20", "<br />Order 20", &["Order 20"]),
    (
        "Label: Shops that sell it",
        "Label: Shops<br />that sell it",
        &["that sell it"],
    ),
];

#[test]
fn parts_without_key_and_value_are_errors() {
    for (old, new, marked) in INVALID_PARTS {
        let text = changed(old, new);
        let found = warnings(&text);
        let expected: Vec<&str> = found.iter().map(|(marked, ..)| marked.as_str()).collect();
        assert_eq!(&expected, marked, "{new}");
        for (_, message, help) in found {
            assert!(message.starts_with("invalid part of `"), "{message}");
            assert!(help.ends_with("between two parts"), "{help}");
        }
    }
}

#[test]
fn similar_part_keys_are_suggested() {
    let found = warnings(&changed("<br />Merge: `", "<br />Merg  `"));
    assert!(found[0].2.starts_with("did you mean `Merge`?"), "{found:?}");
}

/// Such a part is neither lost nor added to the value before it.
#[test]
fn invalid_parts_are_kept() {
    for (old, new, _) in INVALID_PARTS {
        let text = changed(old, new);
        let table = read_page(&Source::new("page.md", text)).expect("warnings only");
        let rendered = render_page(&table);
        let again = read_page(&Source::new("rendered.md", rendered)).expect("a page");
        assert!(table == again, "{new}");
        assert!(
            !table
                .all_relationships()
                .all(|one| one.extra.parts.is_empty()),
            "{new}"
        );
    }
}

/// Code is generated from the details of options: there they are errors.
#[test]
fn parts_of_options_without_key_and_value_are_warnings() {
    for (old, new, marked) in [
        ("<br />State:0", "<br />State 0", "State 0"),
        (
            "Label: **Active**<br />State:0",
            "Label: **Active**, State:0",
            "Label: **Active**, State:0",
        ),
        (
            "Label: **Active**<br />State",
            "**Active**<br />State",
            "**Active**",
        ),
        (
            "Label: **Active**<br />State",
            "Label: **Active<br />State",
            "Label: **Active",
        ),
    ] {
        let found = errors(&changed(old, new));
        assert_eq!(found[0].0, marked);
        assert_eq!(found[0].1, "invalid part of `Details`");
    }
}

#[test]
fn line_breaks_of_any_form_separate_parts() {
    let page = page();
    let expected = read_page(&Source::new("page.md", page.as_str())).expect("a page");
    for form in ["<br>", "<br/>", " <br /> "] {
        let lines = page.lines().map(|line| {
            let has_parts = line.contains("Configuration|") || line.contains("Label: ");
            if has_parts {
                line.replace("<br />", form)
            } else {
                line.to_owned()
            }
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        let table = read_page(&Source::new("page.md", text)).unwrap_or_else(|e| panic!("{}", e[0]));
        assert!(table == expected, "{form}");
    }
}

#[test]
fn columns_and_options_that_do_not_exist_are_warned_of() {
    let one = |old: &str, new: &str| {
        let [warning] = warnings(&changed(old, new))
            .try_into()
            .expect("one warning");
        warning
    };
    assert_eq!(
        one(
            "|ReferencingAttribute|`contoso_gadget`|",
            "|ReferencedAttribute|`x`|
|ReferencingAttribute|`contoso_gadget`|"
        ),
        (
            "`x`".to_owned(),
            "`ReferencedAttribute` `x` of relationship `contoso_gadget_parts` is not a column of this table".to_owned(),
            "check that the page is complete".to_owned()
        )
    );
    assert_eq!(
        one("DefaultStatus: 1<br />", "DefaultStatus: 9<br />"),
        (
            "9".to_owned(),
            "`DefaultStatus` 9 is not an option of column `statuscode`".to_owned(),
            "known options: 1, 2".to_owned()
        )
    );
}

/// The lookup that was meant would be read-only, and the status could not be set.
#[test]
fn unknown_columns_and_states_are_errors() {
    assert_eq!(
        errors(&changed(
            "|ReferencingAttribute|`contoso_maker`|",
            "|ReferencingAttribute|`contoso_makers`|"
        )),
        [(
            "`contoso_makers`".to_owned(),
            "unknown column `contoso_makers` of relationship `contoso_gadget_maker`".to_owned(),
            "did you mean `contoso_maker`?; name the column by its logical name".to_owned()
        )]
    );
    assert_eq!(
        errors(&changed("State:1", "State:4")),
        [(
            "4".to_owned(),
            "unknown state 4 of status 2".to_owned(),
            "known states: 0, 1".to_owned()
        )]
    );
}

/// On half of all real pages, some lookups have no relationship.
#[test]
fn writable_lookups_without_relationships_are_usual() {
    let found = warnings(&test_support::page("contoso_ledger.md"));
    assert!(
        !found
            .iter()
            .any(|(_, message, _)| message.contains("relationship")),
        "{found:?}"
    );
}
