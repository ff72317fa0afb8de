use dataverse_schema_runtime::value::Json;

use super::member::{Member, member};
use crate::fields::Fields;

/// A text in several languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Label {
    /// The text in the user's language.
    pub user: Option<Translation>,
    /// The texts in all languages of the environment that have one.
    pub localized: Vec<Translation>,
}

/// A text in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Translation {
    /// The text.
    pub text: String,
    /// The locale id of the language, such as 1033 for English.
    pub language: i32,
}

impl Label {
    /// Returns the text in the user's language, or else the first one.
    pub fn text(&self) -> Option<&str> {
        let label = self.user.as_ref().or_else(|| self.localized.first());
        label.map(|label| label.text.as_str())
    }
}

impl Member for Label {
    fn read(json: &Json) -> Result<Self, serde_json::Error> {
        let fields: Fields = json.parse()?;
        Ok(Self {
            user: member(&fields, "UserLocalizedLabel")?,
            localized: member::<Option<_>>(&fields, "LocalizedLabels")?.unwrap_or_default(),
        })
    }
}

impl Member for Translation {
    fn read(json: &Json) -> Result<Self, serde_json::Error> {
        let fields: Fields = json.parse()?;
        Ok(Self {
            text: member(&fields, "Label")?,
            language: member(&fields, "LanguageCode")?,
        })
    }
}
