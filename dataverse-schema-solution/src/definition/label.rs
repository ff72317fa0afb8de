use serde_json::{Value, json};

use crate::xml::Element;

/// Returns the texts of a list in all languages, as a label of the Web API.
///
/// `language` is that of the page.
pub(super) fn label(texts: &[Element], language: Option<i32>) -> Value {
    let labels: Vec<(i32, &str)> = texts.iter().filter_map(text).collect();
    let own = labels
        .iter()
        .find(|(code, _)| Some(*code) == language)
        .or(labels.first());
    let json = |(code, text): &(i32, &str)| json!({ "Label": text, "LanguageCode": code });
    json!({
        "LocalizedLabels": labels.iter().map(json).collect::<Vec<_>>(),
        "UserLocalizedLabel": own.map(json),
    })
}

/// Returns the language and the text, unless it is empty.
fn text(element: &Element) -> Option<(i32, &str)> {
    let code = element.attribute("languagecode")?.parse().ok()?;
    Some((code, element.attribute("description")?))
}
