//! Diagnostics about bad pages.

use std::fs;

use dataverse_schema_pages::{Source, read_page};
use test_support::workspace;

/// Returns the errors about a page.
fn errors(text: &str) -> Vec<String> {
    match read_page(&Source::new("page.md", text)) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.iter().map(ToString::to_string).collect(),
    }
}

fn page(name: &str) -> String {
    fs::read_to_string(workspace().join(name)).expect("the page exists")
}

#[test]
fn line_endings_and_byte_order_mark_are_ignored() {
    for name in [
        "schemas/pluginpackage.md",
        "schemas/stagedmetadataasyncoperation.md",
        "tests/pages/contoso_parcel.md",
    ] {
        let text = page(name);
        let json = |text: &str| {
            let table = read_page(&Source::new("page.md", text)).expect("a good page");
            serde_json::to_string(&table).expect("the model has only string keys")
        };
        let expected = json(&text);
        for other in [
            text.replace('\n', "\r\n"),
            format!("\u{feff}{text}"),
            format!("\u{feff}{}", text.replace('\n', "\r\n")),
        ] {
            // Only descriptions of several lines keep their line endings; these pages have none.
            assert_eq!(json(&other), expected, "{name}");
        }
    }
}

#[test]
fn columns_count_characters_without_the_byte_order_mark() {
    let text = page("tests/pages/bad_type.md");
    let crlf = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let location = |text: &str| {
        errors(text)[0]
            .lines()
            .nth(1)
            .expect("a location")
            .to_owned()
    };
    assert_eq!(location(&crlf), "  --> page.md:58:7");
    let umlauts = text.replace("|Type|Strng|", "|Type|Größe|");
    assert!(
        errors(&umlauts)[0].contains("|       ^^^^^\n"),
        "{}",
        errors(&umlauts)[0]
    );
    let first = errors("\u{feff}# Nothing\n");
    assert!(first[0].contains("page.md:1:3"), "{}", first[0]);
}

#[test]
fn values_of_several_lines_are_shown_on_one() {
    for value in ["Str<br />ng", "Str\nng", "Str\r\nng"] {
        let text = page("tests/pages/bad_type.md").replace("|Strng|", &format!("|{value}|"));
        let errors = errors(&text);
        assert!(
            errors[0].starts_with("unknown value `Str<br />ng` of `Type` [DV0013]\n")
                && errors[0].ends_with("help: did you mean `String`?"),
            "{errors:#?}"
        );
    }
}

#[test]
fn impossible_limits_are_errors() {
    for (row, wrong) in [
        ("|MaxValue|1000|", "|MaxValue|1E400|"),
        ("|MaxValue|100000000000|", "|MaxValue|1E+30|"),
        (
            "|MaxValue|922337203685477|",
            "|MaxValue|12345678901234567890123456789|",
        ),
        ("|MaxValue|99|", "|MaxValue|2147483648|"),
        ("|MaxLength|12|", "|MaxLength|-1|"),
    ] {
        let text = page("tests/pages/contoso_parcel.md");
        assert!(text.contains(row));
        let errors = errors(&text.replacen(row, wrong, 1));
        assert!(
            errors.len() == 1 && errors[0].starts_with("invalid `Max"),
            "{errors:#?}"
        );
    }
}

#[test]
fn every_line_matters() {
    let good = page("tests/pages/contoso_parcel.md");
    let read = |text: &str| read_page(&Source::new("page.md", text));
    let model = read(&good).expect("a good page");
    let lines: Vec<&str> = good.lines().collect();
    // The sentences of every page.
    let usual = [
        "The following table lists ",
        "Messages represent ",
        "These ",
    ];
    for (number, line) in lines.iter().enumerate() {
        if line.is_empty() || usual.iter().any(|usual| line.starts_with(usual)) {
            continue;
        }
        let mut without = lines.clone();
        without.remove(number);
        if let Ok(other) = read(&without.join("\n")) {
            assert!(other != model, "{}: {line}", number + 1);
        }
    }
}

#[test]
fn extra_line_is_kept_or_reported() {
    let good = page("tests/pages/contoso_parcel.md");
    for line in [
        "Some more text.",
        "|Key|Value|",
        "|a|b|c|",
        "### Another heading",
        "#### Colors",
        "- a point",
        "> a note",
        "<b>x</b>",
    ] {
        for (at, _) in good.match_indices("\n\n").skip(4) {
            let text = format!("{}\n\n{line}\n\n{}", &good[..at], &good[at + 2..]);
            let Ok(table) = read_page(&Source::new("page.md", text.as_str())) else {
                continue;
            };
            let json = serde_json::to_string(&table).expect("the model has only string keys");
            let word = line.trim_matches(|c: char| !c.is_alphanumeric());
            let shown = if word.starts_with("b>") {
                "<b>x</b>"
            } else {
                word
            };
            assert!(
                json.contains(shown),
                "{line} after {:?}",
                &good[at.saturating_sub(60)..at]
            );
        }
    }
}

#[test]
fn misplaced_content_is_an_error() {
    let good = page("tests/pages/contoso_parcel.md");
    let assert_error = |text: &str, message: &str| {
        let errors = errors(text);
        assert!(
            errors.iter().any(|p| p.contains(message)),
            "{message}: {errors:#?}"
        );
    };
    let without = |line: &str| {
        assert!(good.contains(line));
        good.replacen(line, "", 1)
    };
    assert_error(
        &without("## Writable columns/attributes"),
        "missing heading of section `Writable columns/attributes`",
    );
    assert_error(
        &without("## Messages"),
        "unexpected table before the first section",
    );
    assert_error(
        &without(
            "See [contoso_route contoso_parcel_route Many-To-Many Relationship](contoso_route.md#BKMK_contoso_parcel_route)",
        ),
        "missing table at the other end of relationship",
    );
    assert_error(
        &good.replacen(
            "### <a name=\"BKMK_contoso_parcel_route\"></a>",
            "#### <a name=\"x\"></a>",
            1,
        ),
        "before the first entry",
    );
    assert_error(
        &good.replacen("## Many-to-One", "<!--\n\n## Many-to-One", 1),
        "part of the page is hidden",
    );
    assert_error(
        &good.replacen("## Many-to-One", "```\n\n## Many-to-One", 1),
        "part of the page is hidden",
    );
    assert_error(
        &good.replacen(
            "Label: **Open**",
            "Label: **Other**<br />Label: **Open**",
            1,
        ),
        "duplicate `Label`",
    );
    assert_error(
        &good.replacen("sourcestatusid=\"1\"", "sourcestatusid=\"9\"", 1),
        "invalid `TransitionData`: expected ",
    );
    assert_error(
        &good.replacen("|MinValue|1|", "|MinValue|100|", 1),
        "is greater than `MaxValue`",
    );
    assert_error(
        &good
            .replacen("|`contoso_parcelid` |", "|`contoso_id` |", 1)
            .replacen("`contoso_parcelid`", "`contoso_id`", 1),
        "which is the primary key",
    );
    assert_error(
        &good[..good.find("## Writable").expect("it exists")],
        "which is the primary key",
    );
}

#[test]
fn heading_styles_are_equivalent() {
    let good = page("tests/pages/contoso_crate.md");
    let json = |text: &str| {
        let table = read_page(&Source::new("page.md", text)).expect("a good page");
        serde_json::to_string(&table).expect("the model has only string keys")
    };
    let model = json(&good);
    assert_eq!(
        json(&good.replace("## Properties", "## Properties ##")),
        model
    );
    assert_eq!(
        json(&good.replace(
            "## Writable columns/attributes",
            "Writable columns/attributes\n---"
        )),
        model
    );
}

#[test]
fn empty_title_is_an_error() {
    let text = page("tests/pages/contoso_crate.md");
    let title = text.lines().find(|line| line.starts_with("# "));
    let changed = text.replacen(title.expect("the page has a title"), "#", 1);
    let errors = errors(&changed);
    assert!(errors[0].starts_with("missing title"), "{errors:?}");
}

#[test]
fn stray_end_of_a_row_is_an_error() {
    let text = page("tests/pages/contoso_parcel.md");
    let heading = "\n### <a name=\"BKMK_contoso_Carrier\"></a> contoso_Carrier\n";
    let changed = text.replacen(heading, &format!("{heading}\nthe rest of a cell|\n"), 1);
    assert_ne!(text, changed);
    let errors = errors(&changed);
    assert!(
        errors[0].starts_with("table row outside a table"),
        "{errors:?}"
    );
}

/// A line of dashes makes the lines above it a heading.
#[test]
fn accidental_setext_headings_lose_nothing() {
    let good = page("tests/pages/contoso_crate.md");
    let text_of = |more: &str| {
        let text = format!("{}\n\n{more}\n", good.trim_end());
        let table = read_page(&Source::new("page.md", text)).expect("a good page");
        serde_json::to_string(&table).expect("the model has only string keys")
    };
    let several = text_of("A string\nof two lines\n---");
    assert!(several.contains("A string") && several.contains("of two lines"));
    assert!(text_of("##No heading by itself\n---").contains("##No heading by itself"));
}

#[test]
fn lone_carriage_return_ends_a_line() {
    let good = page("tests/pages/contoso_crate.md");
    assert!(read_page(&Source::new("page.md", good.replace('\n', "\r"))).is_ok());
    let wrong = page("tests/pages/bad_type.md").replace('\n', "\r");
    assert!(
        errors(&wrong)[0].contains("page.md:58:7"),
        "{}",
        errors(&wrong)[0]
    );
    assert!(!errors("## Properties\r\r## A\r\r## B\r").is_empty());
}

/// Quadratic time would take minutes here.
#[test]
fn large_pages_are_read_in_linear_time() {
    let good = page("tests/pages/contoso_parcel.md");
    let blown_up = |at: &str, part: &dyn Fn(usize) -> String| {
        let more: String = (0..20_000).map(part).collect();
        good.replacen(at, &format!("{at}{more}"), 1)
    };
    let pages = [
        blown_up("| --- | --- |\n", &|_| "|a|b|c|\n".into()),
        blown_up("| --- | --- |\n", &|_| {
            "| **DisplayName** | **b** |\n".into()
        }),
        blown_up("- [statecode](#BKMK_statecode)\n", &|n| {
            format!("- [c{n}](#BKMK_c{n})\n")
        }),
        blown_up("Listed by **SchemaName**.\n\n", &|n| {
            format!("\n### c{n}\n")
        }),
        blown_up("## Many-to-One relationships\n\n", &|n| {
            format!("\n### r{n}\n")
        }),
        blown_up("|0|Label: **Open**", &|_| "<br />".into()),
        blown_up("|0|Label: **Open**", &|n| format!("<br />X{n}: a")),
        blown_up("|1|**Books**|\n", &|n| format!("|{}|**x**|\n", n + 10)),
        blown_up("|Type|", &|_| "long ".into()),
    ];
    for text in pages {
        let shown: usize = errors(&text).iter().map(String::len).sum();
        assert!(shown < 200 * text.len());
    }
}

/// A truncated page is an error or lacks whole sections, and never causes a panic.
#[test]
fn truncated_page_is_an_error_or_lacks_sections() {
    for name in [
        "schemas/stagedmetadataasyncoperation.md",
        "tests/pages/contoso_parcel.md",
    ] {
        let text = page(name);
        let whole = read_page(&Source::new("page.md", text.as_str())).expect("a good page");
        for end in (0..text.len())
            .step_by(61)
            .filter(|end| text.is_char_boundary(*end))
        {
            if let Ok(table) = read_page(&Source::new("page.md", &text[..end])) {
                let inside_columns = text[..end].rfind("\n### ").is_some_and(|at| {
                    let heading = text[..at].rfind("\n## ").map_or("", |h| &text[h..]);
                    heading.contains("columns/attributes")
                        && table.columns.len() < whole.columns.len()
                });
                let complete = table
                    .columns
                    .last()
                    .map(|column| column.facts.r#type.is_some());
                assert!(
                    !inside_columns || complete == Some(true),
                    "{name} cut at {end}"
                );
            }
        }
    }
}

#[test]
fn huge_cell_is_read() {
    let long = "x".repeat(10 << 20);
    let text = page("tests/pages/contoso_crate.md").replace("The name.", &long);
    let table = read_page(&Source::new("page.md", text.as_str())).expect("a good page");
    let description = table.columns[1]
        .facts
        .description
        .as_ref()
        .expect("it has one");
    assert_eq!(description.value.len(), long.len());
    let wrong = page("tests/pages/contoso_crate.md")
        .replace("|MaxLength|50|", &format!("|MaxLength|{long}|"));
    let error = &errors(&wrong)[0];
    assert!(error.len() < 2_000, "a message shows a part of it");
}

#[test]
fn description_may_contain_anything() {
    let nasty = r#"*/ " \ <b>x</b> ``` [a] [b](c) {{x}} ${y} 'z' &amp; # -- $ \"#;
    let text = page("tests/pages/contoso_crate.md").replace("The name.", nasty);
    let table = read_page(&Source::new("page.md", text.as_str())).expect("a good page");
    let description = table.columns[1]
        .facts
        .description
        .as_ref()
        .expect("it has one");
    assert_eq!(description.value, nasty.replace("&amp;", "&"));
}

#[test]
fn random_text_is_an_error() {
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let words = [
        "|",
        "\n",
        "---",
        "## Properties\n",
        "### ",
        "</a> ",
        "`",
        "**",
        "|Property|Value|\n|---|---|\n",
        "<br />",
        "Label:",
        "State:",
        "#### x Choices/Options\n\n",
        "|Value|Details|\n|---|---|\n",
        "## Writable columns/attributes\n\n",
        "- [x](#y)\n",
        "\\",
        "\u{feff}",
        "\r\n",
        "> ",
        "é",
        "|Type|Picklist|\n",
        "\u{0}",
        "CascadeConfiguration|",
        "## One-to-Many relationships\n\n",
        "See [",
        ": ",
        " ",
    ];
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..24 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            text +=
                words[usize::try_from(random % words.len() as u64).expect("it is small enough")];
        }
        let shown = errors(&text);
        assert!(!shown.is_empty(), "this is not a table: {text:?}");
    }
}

/// In Markdown, CR ends a line, and spaces and backslashes aren't part of a link's target.
#[test]
fn equivalent_markdown_is_accepted() {
    let text = page("tests/pages/contoso_parcel.md");
    let good = read_page(&Source::new("page.md", text.as_str())).expect("a good page");
    for (from, to) in [
        ("|\n|DisplayName|", "|\r|DisplayName|"),
        ("](#BKMK_contoso_Carrier)", "](#BKMK\\_contoso_Carrier)"),
        ("](#BKMK_contoso_Carrier)", "](  #BKMK_contoso_Carrier )"),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(text, changed, "{from}");
        let read = read_page(&Source::new("page.md", changed));
        let read = read.expect("a good page");
        assert!(read == good, "{to:?}");
    }
}

#[test]
fn index_item_with_more_than_a_link_is_an_error() {
    let text = page("tests/pages/contoso_parcel.md");
    for more in [" and [Other](#BKMK_Other)", " (new)", "\n  on two lines"] {
        let from = "](#BKMK_contoso_Carrier)";
        let changed = text.replacen(from, &format!("{from}{more}"), 1);
        assert_ne!(text, changed);
        let errors = errors(&changed);
        assert!(
            errors[0].starts_with("expected a link in this list"),
            "{errors:?}"
        );
    }
}

/// In Markdown, they continue to the end of the page, over whatever is appended.
#[test]
fn unclosed_code_and_html_are_errors() {
    let text = page("tests/pages/contoso_parcel.md");
    for (open, closed) in [
        ("```", "```\nx\n```"),
        ("~~~~ text\n~~~", "~~~~ text\n~~~\n~~~~~"),
        ("- ```", "- ```inline```"),
        ("<!-- a note", "<!-- a note -->"),
        ("<?xml version", "<?xml\nversion ?>"),
        ("<PRE>", "<PRE>\n</pre>"),
    ] {
        let last = format!("{}\n\n{open}\n", text.trim_end());
        let errors = errors(&last);
        assert!(
            errors[0].starts_with("unclosed code block, comment, or tag"),
            "{open}: {errors:?}"
        );
        let last = format!("{}\n\n{closed}\n", text.trim_end());
        assert_eq!(self::errors(&last), [""; 0], "{closed}");
    }
}

#[test]
fn property_name_is_one_of_two() {
    let text = page("tests/pages/contoso_reading.md");
    let with = |row: &str, name: &str| {
        let row = format!("|LogicalName|`{row}`|\n");
        errors(&text.replace(&row, &format!("{row}|PropertyName|`{name}`|\n")))
    };
    assert!(with("contoso_stageid", "_contoso_stageid_value").is_empty());
    assert!(with("contoso_stageid", "contoso_stageid").is_empty());
    let [invalid] = with("contoso_stageid", "stage")
        .try_into()
        .expect("one error");
    assert!(
        invalid.contains("invalid `PropertyName` `stage`"),
        "{invalid}"
    );
    assert!(
        invalid.contains("use `_contoso_stageid_value` or `contoso_stageid`"),
        "{invalid}"
    );
    let [unexpected] = with("contoso_value", "contoso_value")
        .try_into()
        .expect("one error");
    assert!(
        unexpected.contains("unexpected `PropertyName`"),
        "{unexpected}"
    );
}

#[test]
fn keys_over_columns_with_errors_get_no_error_of_their_own() {
    let text = page("tests/pages/contoso_gadget.md");
    let count = "|LogicalName|`contoso_count`|\n|RequiredLevel|None|\n|Type|Integer|\n";
    let heading = "### <a name=\"BKMK_contoso_Count\"></a> contoso_Count\n";
    let damages = [
        (count, count.replace("Integer", "Integr")),
        (count, count.replace("|Type|Integer|\n", "")),
        (count, count.replace("contoso_count", "contoso count")),
        (heading, String::new()),
    ];
    for (from, to) in damages {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        let errors = errors(&text.replace(from, &to));
        assert!(!errors.is_empty(), "{to}");
        for error in errors {
            assert!(!error.contains("unknown column"), "{error}");
        }
    }
    let key = "|KeyAttributes|contoso_name, contoso_count|";
    let wrong = text.replace(key, "|KeyAttributes|contoso_nam, contoso_count|");
    let wrong = errors(&wrong.replace(count, &count.replace("Integer", "Integr")));
    assert!(
        wrong
            .iter()
            .any(|error| error.contains("unknown column `contoso_nam`")),
        "{wrong:?}"
    );
}
