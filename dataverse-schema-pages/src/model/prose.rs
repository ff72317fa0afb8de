use crate::model::{ChoiceOption, Column, Fact, LocalizedLabel, Table};

/// Returns a description without the marks of Microsoft's documentation at its head.
///
/// These are `[!INCLUDE[](…)]`, and alerts such as `[!NOTE]` or `> [!IMPORTANT]`. The model keeps
/// them, as they are part of the page.
pub fn without_alerts(text: &str) -> &str {
    let mut rest = text.trim();
    while let Some(after) = strip_alert(rest) {
        rest = after;
    }
    rest
}

/// Removes a mark and the blanks after it.
fn strip_alert(text: &str) -> Option<&str> {
    let mark = text.trim_start_matches('>').trim_start();
    let inner = mark.strip_prefix("[!")?;
    let word = inner.bytes().take_while(u8::is_ascii_alphabetic).count();
    let after_word = inner.get(word..).filter(|_| word > 0)?;
    let rest = match after_word.strip_prefix(']') {
        Some(rest) => rest,
        None => after_word.split_once(")]")?.1,
    };
    // The lines of an alert begin with `>`, too.
    let rest = rest.trim_start();
    Some(rest.strip_prefix('>').map_or(rest, str::trim_start))
}

/// Returns true if a description or a label marks its item as deprecated.
fn marks_deprecated(text: &str) -> bool {
    const WORD: &str = "deprecated";
    let text = text.to_lowercase();
    text.match_indices(WORD).any(|(start, _)| {
        let (before, after) = (&text[..start], &text[start + WORD.len()..]);
        is_clause(before, after) || is_predicate(before)
    })
}

/// Returns true for a word that is a remark of its own: `(deprecated)`, `Deprecated. Use …`,
/// `for internal use; deprecated in 9.0`.
///
/// It isn't one before a noun, as in `Deprecated version`.
fn is_clause(before: &str, after: &str) -> bool {
    const CONTINUATIONS: [&str; 8] = ["in", "since", "as", "from", "and", "by", "with", "for"];
    let begins = before
        .trim_end()
        .chars()
        .next_back()
        .is_none_or(|last| !last.is_alphanumeric());
    let following = after.trim_start();
    let word: String = following
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .collect();
    begins && (word.is_empty() || CONTINUATIONS.contains(&word.as_str()))
}

/// Returns true if the words before are those of a sentence about the item itself:
/// `This column is`, `the attribute has been`.
fn is_predicate(before: &str) -> bool {
    const SUBJECTS: [&str; 10] = [
        "column",
        "attribute",
        "field",
        "property",
        "table",
        "entity",
        "option",
        "value",
        "it",
        "this",
    ];
    const VERBS: [&str; 6] = ["is", "was", "has", "been", "now", "being"];
    let sentence = before.rsplit(['.', ';', ':']).next().unwrap_or_default();
    let mut words = sentence
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .rev()
        .peekable();
    let mut verbs = 0;
    while words.next_if(|word| VERBS.contains(word)).is_some() {
        verbs += 1;
    }
    verbs > 0 && words.next().is_some_and(|word| SUBJECTS.contains(&word))
}

/// Returns true if one of an item's texts marks it as deprecated.
fn is_any_deprecated<'a>(texts: impl IntoIterator<Item = Option<&'a Fact<String>>>) -> bool {
    let mut texts = texts.into_iter().flatten();
    texts.any(|fact| marks_deprecated(&fact.value))
}

/// Returns the description without alerts, or an empty string.
fn description(fact: Option<&Fact<String>>) -> &str {
    fact.map_or("", |fact| without_alerts(&fact.value))
}

impl Table {
    /// Returns the description without the alerts at its head; empty if there is none.
    pub fn description(&self) -> &str {
        description(self.description.as_ref())
    }

    /// Returns true if the description or the display name marks the table as deprecated.
    pub fn is_deprecated(&self) -> bool {
        is_any_deprecated([self.description.as_ref(), self.facts.display_name.as_ref()])
    }
}

impl Column {
    /// Returns the description without the alerts at its head; empty if there is none.
    pub fn description(&self) -> &str {
        description(self.facts.description.as_ref())
    }

    /// Returns true if the description or the display name marks the column as deprecated.
    pub fn is_deprecated(&self) -> bool {
        let facts = &self.facts;
        is_any_deprecated([facts.description.as_ref(), facts.display_name.as_ref()])
    }
}

impl LocalizedLabel {
    /// Returns the description without the alerts at its head; empty if there is none.
    pub fn description(&self) -> &str {
        description(self.description.as_ref())
    }
}

impl ChoiceOption {
    /// Returns the description without the alerts at its head; empty if there is none.
    pub fn description(&self) -> &str {
        description(self.facts.description.as_ref())
    }

    /// Returns true if the description or the label marks the option as deprecated.
    pub fn is_deprecated(&self) -> bool {
        let facts = &self.facts;
        is_any_deprecated([facts.description.as_ref(), facts.label.as_ref()])
    }
}
