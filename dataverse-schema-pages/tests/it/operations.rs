//! Pages of operations.

use std::fs;

use dataverse_schema_pages::model::{Operations, ValueType};
use dataverse_schema_pages::{Source, is_operations_page, read_operations, render_operations};
use test_support::workspace;

fn contoso() -> String {
    let path = workspace().join("tests/pages/operations/contoso_operations.md");
    fs::read_to_string(path).expect("the page exists")
}

fn read(text: &str) -> Operations {
    read_operations(&Source::new("operations.md", text))
        .unwrap_or_else(|errors| panic!("{}\n{text}", errors[0]))
}

fn errors(text: &str) -> String {
    let errors = read_operations(&Source::new("operations.md", text)).expect_err("errors");
    errors.iter().map(|error| format!("{error}\n\n")).collect()
}

#[test]
fn rendered_page_is_the_same() {
    let text = contoso();
    let rendered = render_operations(&read(&text));
    assert_eq!(rendered.trim_end(), text.trim_end());
}

#[test]
fn nothing_is_lost() {
    let page = read(&contoso());
    let seal = &page.operations[0];
    assert_eq!(seal.extra.rows[0].key.value, "Since");
    assert_eq!(page.extra.sections[0].title.value, "Remarks");
    assert_eq!(page.notes.len(), 1);
    let description = page.description.as_ref().map(|fact| &*fact.value);
    assert_eq!(
        description,
        Some("The actions and functions of the Contoso depot.\n\nMade up for tests.")
    );
    let witnesses = &seal.parameters[2].r#type.value;
    let row = Box::new(ValueType::Row(None));
    assert_eq!(*witnesses, ValueType::Collection(row));
}

#[test]
fn pages_are_recognized() {
    let is_one = |text: &str| is_operations_page(&Source::new("page.md", text));
    assert!(is_one(&contoso()));
    assert!(is_one("\u{feff}# Sales operations reference\r\n"));
    assert!(!is_one("# Account (Account) table/entity reference\n"));
    assert!(!is_one(
        "---\ntitle: a\n---\ntext\n# operations reference\n"
    ));
    assert!(!is_one(""));
}

#[test]
fn page_of_operations_is_no_page_of_a_table() {
    let errors = dataverse_schema_pages::read_page(&Source::new("page.md", contoso()))
        .expect_err("it has no table");
    let messages: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert!(
        matches!(&messages[..], [only] if only.contains("a page of operations")),
        "{messages:?}"
    );
}

/// Each error of a page is told in its line, with its cure.
#[test]
fn damaged_pages() {
    let changes = [
        ("|OperationType|Function|\n", ""),
        ("Edm.Int32", "Int32"),
        (
            "Choice(contoso_parcel.statuscode)",
            "Choices(contoso_parcel)",
        ),
        ("|BoundTo|Row(contoso_parcel)|", "|BoundTo|contoso_parcel|"),
        ("|BoundTo|Collection", "|BoundsTo|Collection"),
        ("|Reason|Edm.String|False||", "|Reason|Edm.String|no||"),
        ("|Reason|Edm.String|False||", "|Seal|Edm.String|False||"),
        ("|Reason|Edm.String|False||", "|Reason|Edm.String|"),
        ("Complex(contoso_Part)", "Complex(contoso_Parts)"),
        ("Enum(contoso_Rights)", "Enum(Rights)"),
        ("### contoso_Part\n", "### contoso_SealParcelResponse\n"),
        ("### contoso_Sweep", "### contoso Sweep"),
        ("#### Members", "#### Member"),
        ("## Enum types", "## Enum type"),
        ("|Open|1|", "|Open|one|"),
        ("|Name|Value|Description|", "|Name|Number|Description|"),
    ];
    let mut all = String::new();
    for (from, to) in changes {
        let text = contoso();
        assert!(text.contains(from), "{from}");
        let damaged = text.replacen(from, to, 1);
        all.push_str(&format!("==== {from:?} -> {to:?}\n\n{}", errors(&damaged)));
    }
    insta::assert_snapshot!(all);
}

/// Whatever line is damaged, there is an error, or a page that is rendered and read again.
#[test]
fn damaged_lines() {
    let text = contoso();
    let lines: Vec<&str> = text.lines().collect();
    let damages: [fn(&str) -> String; 6] = [
        |_| String::new(),
        |line| format!("{line}\n{line}"),
        |line| line.chars().skip(1).collect(),
        |line| line.chars().take(line.len() / 2).collect(),
        |line| line.replacen('|', "", 1),
        |line| format!("{line} `*|\\<br />"),
    ];
    for (index, line) in lines.iter().enumerate() {
        for damage in damages {
            let mut damaged: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            damaged[index] = damage(line);
            let damaged = damaged.join("\n");
            let page = match read_operations(&Source::new("operations.md", &*damaged)) {
                Ok(page) => page,
                Err(errors) => {
                    assert!(!errors.is_empty());
                    continue;
                }
            };
            let rendered = render_operations(&page);
            let again = read(&rendered);
            assert!(page == again, "{damaged}\n\n{rendered}");
        }
    }
}
