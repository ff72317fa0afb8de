//! HTML that means the same is read the same.

use dataverse_schema_pages::{Source, read_page, render_page};

const PAGES: [&str; 4] = [
    "contoso_gadget.md",
    "contoso_parcel.md",
    "layouts/older_2019.md",
    "layouts/spring_2024.md",
];

fn json(text: &str) -> String {
    let table = read_page(&Source::new("page.md", text)).unwrap_or_else(|e| panic!("{}", e[0]));
    serde_json::to_string(&table).expect("the model has only string keys")
}

#[test]
fn line_breaks_have_many_forms() {
    for name in PAGES {
        let page = test_support::page(name);
        let model = json(&page);
        for form in ["<br>", "<br/>", "<BR />", "<Br  / >", "<br >"] {
            // Cells of messages and includes are kept in Markdown.
            let other = json(&page.replace("<br />", form)).replace(form, "<br />");
            assert_eq!(other, model, "{name}, {form}");
        }
    }
}

#[test]
fn entities_are_characters() {
    let page = test_support::page("contoso_parcel.md");
    let with = |label: &str| page.replacen("Label: **Open**", &format!("Label: {label}"), 1);
    let model = json(&with("**R & D <\"new\">**"));
    for label in [
        "**R &amp; D &lt;&quot;new&quot;&gt;**",
        "R &#38; D &#60;&#x22;new&#X22;&#62;",
        "R &amp; D <\"new\">",
    ] {
        assert_eq!(json(&with(label)), model, "{label}");
    }
    let text = json(&with("**&amp;amp; \\&lt; &unknown; &#0;**"));
    assert!(text.contains("\"&amp; &lt; &unknown; &#0;\""), "{text}");
}

#[test]
fn texts_that_look_like_html_are_rendered() {
    let page = test_support::page("contoso_parcel.md");
    for label in ["\\<br /> and \\&amp;", "\\<BR>", "\\|\\<br/>\\&#38;<br />b"] {
        let page = page.replacen("Label: **Open**", &format!("Label: **{label}**"), 1);
        let page = page.replacen(
            "|True Label|Fragile|",
            &format!("|True Label|**{label}**|"),
            1,
        );
        let table = read_page(&Source::new("page.md", page.as_str())).expect("a good page");
        assert_eq!(json(&render_page(&table)), json(&page), "{label}");
    }
}
