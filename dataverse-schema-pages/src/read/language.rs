//! The languages of Dataverse.

use crate::diagnostic::Code;
use crate::model::Fact;
use crate::page::Cell;
use crate::read::reader::Reader;
use crate::suggest::did_you_mean;

/// The languages of Dataverse, each with its locale id, its tag and its English name.
const LANGUAGES: &[(&str, &str, &str)] = &[
    ("1025", "ar-SA", "Arabic"),
    ("1026", "bg-BG", "Bulgarian"),
    ("1027", "ca-ES", "Catalan"),
    ("1028", "zh-TW", "Chinese (Traditional)"),
    ("1029", "cs-CZ", "Czech"),
    ("1030", "da-DK", "Danish"),
    ("1031", "de-DE", "German"),
    ("1032", "el-GR", "Greek"),
    ("1033", "en-US", "English"),
    ("1035", "fi-FI", "Finnish"),
    ("1036", "fr-FR", "French"),
    ("1037", "he-IL", "Hebrew"),
    ("1038", "hu-HU", "Hungarian"),
    ("1040", "it-IT", "Italian"),
    ("1041", "ja-JP", "Japanese"),
    ("1042", "ko-KR", "Korean"),
    ("1043", "nl-NL", "Dutch"),
    ("1044", "nb-NO", "Norwegian"),
    ("1045", "pl-PL", "Polish"),
    ("1046", "pt-BR", "Portuguese (Brazil)"),
    ("1048", "ro-RO", "Romanian"),
    ("1049", "ru-RU", "Russian"),
    ("1050", "hr-HR", "Croatian"),
    ("1051", "sk-SK", "Slovak"),
    ("1053", "sv-SE", "Swedish"),
    ("1054", "th-TH", "Thai"),
    ("1055", "tr-TR", "Turkish"),
    ("1057", "id-ID", "Indonesian"),
    ("1058", "uk-UA", "Ukrainian"),
    ("1060", "sl-SI", "Slovenian"),
    ("1061", "et-EE", "Estonian"),
    ("1062", "lv-LV", "Latvian"),
    ("1063", "lt-LT", "Lithuanian"),
    ("1066", "vi-VN", "Vietnamese"),
    ("1069", "eu-ES", "Basque"),
    ("1081", "hi-IN", "Hindi"),
    ("1086", "ms-MY", "Malay"),
    ("1087", "kk-KZ", "Kazakh"),
    ("1110", "gl-ES", "Galician"),
    ("2052", "zh-CN", "Chinese (Simplified)"),
    ("2070", "pt-PT", "Portuguese (Portugal)"),
    ("2074", "sr-Latn-CS", "Serbian (Latin)"),
    ("3076", "zh-HK", "Chinese (Hong Kong)"),
    ("3082", "es-ES", "Spanish"),
    ("3098", "sr-Cyrl-CS", "Serbian (Cyrillic)"),
];

impl<'s> Reader<'s, '_> {
    /// Returns the locale id in the heading of a language. Reports an error if it isn't one.
    pub(super) fn locale_id(&mut self, title: &Cell<'s>) -> Option<Fact<i32>> {
        let id = title.text.parse().ok().filter(|id| is_locale_id(*id));
        if id.is_none() {
            let message = format!("unknown language `{}`", title.text);
            let help = suggestion(&title.text).map_or_else(
                || "write the locale id of the language, such as `1031` for German".to_owned(),
                |(id, _, name)| format!("did you mean `{id}` ({name})?"),
            );
            self.error(Code::InvalidLanguage, title.span, message, |d| d.help(help));
        }
        Some(Fact::new(id?, title.span))
    }
}

/// Returns true for a locale id of Windows: a language in the lower ten bits, a region above them.
fn is_locale_id(id: i32) -> bool {
    const LANGUAGES: i32 = 0x92;
    const REGIONS: i32 = 0x14;
    let (language, region) = (id & 0x3ff, id >> 10);
    (1..=LANGUAGES).contains(&language) && (1..=REGIONS).contains(&region)
}

/// Returns the language that a tag, a name, or a locale id with a typo stands for.
fn suggestion(text: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    let is_meant = |(_, tag, name): &&(&str, &str, &str)| {
        let language = tag.split('-').next().unwrap_or_default();
        tag.eq_ignore_ascii_case(text)
            || name.eq_ignore_ascii_case(text)
            || language.eq_ignore_ascii_case(text)
    };
    LANGUAGES.iter().find(is_meant).or_else(|| {
        let ids: Vec<&str> = LANGUAGES.iter().map(|(id, ..)| *id).collect();
        let near = did_you_mean(text, &ids)?;
        LANGUAGES.iter().find(|(id, ..)| *id == near)
    })
}
