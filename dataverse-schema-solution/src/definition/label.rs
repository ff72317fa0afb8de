use serde_json::{Value, json};

use crate::xml::Element;

/// Returns the texts of a list in all languages, as a label of the Web API.
pub(super) fn label(texts: &[Element]) -> Value {
    let labels = texts.iter().filter_map(text);
    let json = |(code, text)| json!({ "Label": text, "LanguageCode": code });
    json!({ "LocalizedLabels": labels.map(json).collect::<Vec<_>>() })
}

/// Returns the language and the text, unless it is empty.
fn text(element: &Element) -> Option<(i32, &str)> {
    let code = element.attribute("languagecode")?.parse().ok()?;
    Some((code, element.attribute("description")?))
}
