use std::fmt::{self, Display};

use crate::character::{unusual, unusual_in_name};
use crate::diagnostic::snippet::Snippet;
use crate::diagnostic::{Applicability, Code, Location, Severity, Suggestion};
use crate::source::{Source, Span};
use crate::suggest::{did_you_mean, list, without_invisible};

/// An error or a warning, usually about a span of a page.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    severity: Severity,
    code: Code,
    message: String,
    location: Option<(Source, Span)>,
    related: Vec<(Source, Span, String)>,
    help: Vec<String>,
    /// In a box, because diagnostics are often moved, and most have none.
    suggestion: Option<Box<Suggestion>>,
}

impl Diagnostic {
    /// Creates an error about a span of a page.
    pub fn new(code: Code, source: &Source, span: Span, message: impl Into<String>) -> Self {
        let located = Self {
            location: Some((source.clone(), span)),
            ..Self::general(code, message)
        };
        match unusual_character(code, source.slice(span)) {
            Some(help) => located.help(help),
            None => located,
        }
    }

    /// Creates a warning about a span of a page.
    pub fn warning(code: Code, source: &Source, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, source, span, message).into_warning()
    }

    /// Creates an error without a location.
    pub fn general(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: shortened(message.into()),
            location: None,
            related: Vec::new(),
            help: Vec::new(),
            suggestion: None,
        }
    }

    /// Turns the diagnostic into a warning.
    #[must_use]
    pub fn into_warning(self) -> Self {
        Self {
            severity: Severity::Warning,
            ..self
        }
    }

    /// Adds a help text.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(shortened(help.into()));
        self
    }

    /// Adds a related location.
    #[must_use]
    pub fn with_related(mut self, source: &Source, span: Span, label: impl Into<String>) -> Self {
        self.related.push((source.clone(), span, label.into()));
        self
    }

    /// Suggests the known word nearest to `word`, or lists the known words if none is near.
    #[must_use]
    pub fn suggest_or_list(self, what: &str, word: &str, known: &[&str]) -> Self {
        match did_you_mean(word, known) {
            Some(near) => self.suggest_word(word, near, Applicability::MaybeIncorrect),
            None if known.is_empty() => self,
            None => self.help(list(what, known)),
        }
    }

    /// Suggests the known word nearest to `word`, if one is near.
    #[must_use]
    pub fn suggest(self, word: &str, known: &[&str]) -> Self {
        match did_you_mean(word, known) {
            Some(near) => self.suggest_word(word, near, Applicability::MaybeIncorrect),
            None => self,
        }
    }

    /// Suggests another word for one that the diagnostic's span contains.
    #[must_use]
    pub fn suggest_word(self, word: &str, other: &str, applicability: Applicability) -> Self {
        let span = self.span_of(word);
        let suggested = self.help(format!("did you mean `{other}`?"));
        match span {
            Some(span) => suggested.with_suggestion(span, other, applicability),
            None => suggested,
        }
    }

    /// Suggests removing the characters of the diagnostic's span that can't be seen, if there are any.
    #[must_use]
    pub(crate) fn suggest_visible(self) -> Self {
        let Some((source, span)) = &self.location else {
            return self;
        };
        let (text, span) = (source.slice(*span), *span);
        let visible = without_invisible(text).into_owned();
        if visible == text {
            return self;
        }
        self.help("remove the characters that cannot be seen")
            .with_suggestion(span, visible, Applicability::MachineApplicable)
    }

    /// Returns the span of a word that the diagnostic's span contains once, beside marks.
    fn span_of(&self, word: &str) -> Option<Span> {
        let (source, span) = self.location.as_ref()?;
        let mut found = source.slice(*span).match_indices(word);
        let (start, _) = found.next().filter(|_| !word.is_empty())?;
        let is_only = found.next().is_none();
        is_only.then(|| span.subspan(start, start + word.len()))
    }

    /// Sets the suggestion: a replacement for a span of the diagnostic's page.
    #[must_use]
    pub fn with_suggestion(
        mut self,
        span: Span,
        replacement: impl Into<String>,
        applicability: Applicability,
    ) -> Self {
        self.suggestion = Some(Box::new(Suggestion {
            span,
            replacement: replacement.into(),
            applicability,
        }));
        self
    }

    /// Returns the severity.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Returns the code.
    pub fn code(&self) -> Code {
        self.code
    }

    /// Returns the message.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the location, if there is one. Its label is empty.
    pub fn location(&self) -> Option<Location<'_>> {
        let (source, span) = self.location.as_ref()?;
        Some(Location {
            source,
            span: *span,
            label: "",
        })
    }

    /// Returns true if the diagnostic is about a part of a span.
    pub(crate) fn is_in(&self, span: Span) -> bool {
        let location = self.location.as_ref();
        location.is_some_and(|(_, part)| part.overlaps(span))
    }

    /// Returns the related locations.
    pub fn related(&self) -> impl Iterator<Item = Location<'_>> {
        self.related.iter().map(|(source, span, label)| Location {
            source,
            span: *span,
            label,
        })
    }

    /// Returns the help texts.
    pub fn helps(&self) -> impl Iterator<Item = &str> {
        self.help.iter().map(String::as_str)
    }

    /// Returns the suggestion, if there is one.
    pub fn suggestion(&self) -> Option<&Suggestion> {
        self.suggestion.as_deref()
    }

    /// Returns the sort key: the name of the page and the span.
    pub(super) fn sort_key(&self) -> Option<(&str, Span)> {
        let (source, span) = self.location.as_ref()?;
        Some((source.name(), *span))
    }
}

/// Formats the diagnostic as rustc does, with the code at the end of the message: a macro can't set
/// rustc's own.
impl Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.message, self.code)?;
        let locations = self.location().map(|location| ("-->", location));
        let related = self.related().map(|location| (":::", location));
        for (arrow, location) in locations.into_iter().chain(related) {
            write!(f, "\n{}", Snippet { arrow, location })?;
        }
        for help in &self.help {
            write!(f, "\n  = help: {help}")?;
        }
        Ok(())
    }
}

/// Returns a help that names a character which can't be seen, or which looks like another: without
/// it, two names in a message may look alike.
fn unusual_character(code: Code, text: &str) -> Option<String> {
    let is_name = !text.contains(char::is_whitespace);
    let unusual = if is_name {
        unusual_in_name(text)
    } else {
        unusual(text)
    };
    let unusual = unusual.filter(|_| code != Code::UnusualCharacter)?;
    Some(format!("the text contains {unusual}"))
}

/// The maximum number of characters in a message. A page may contain a word of any length.
const MAX_LENGTH: usize = 1000;

fn shortened(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(MAX_LENGTH) {
        text.truncate(end);
        text.push('…');
    }
    text
}
