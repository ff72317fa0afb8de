//! Errors and warnings, each with its span in a page.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Write as _};
use std::ops::Range;

use crate::source::{Source, Span};
use crate::suggest::did_you_mean;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The page can't be used.
    Error,
    /// The page can be used, but something of it is lost.
    Warning,
}

/// Something wrong with a page, and where.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    severity: Severity,
    message: String,
    place: Option<(Source, Span)>,
    also: Vec<(Source, Span, String)>,
    help: Vec<String>,
}

impl Diagnostic {
    /// The most words of a list.
    const LISTED: usize = 40;

    /// Creates an error at a span of a page.
    pub fn new(source: &Source, span: Span, message: impl Into<String>) -> Self {
        Self {
            place: Some((source.clone(), span)),
            ..Self::general(message)
        }
    }

    /// The same as a warning.
    pub fn into_warning(self) -> Self {
        Self {
            severity: Severity::Warning,
            ..self
        }
    }

    /// Creates a warning at a span of a page.
    pub fn warning(source: &Source, span: Span, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::new(source, span, message)
        }
    }

    /// An error that lies in no page.
    pub fn general(message: impl Into<String>) -> Self {
        let message = cut(message.into());
        Self {
            severity: Severity::Error,
            message,
            place: None,
            also: Vec::new(),
            help: Vec::new(),
        }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(cut(help.into()));
        self
    }

    /// Names a second place.
    pub fn also(mut self, source: &Source, span: Span, label: impl Into<String>) -> Self {
        self.also.push((source.clone(), span, label.into()));
        self
    }

    /// Says which of the known words is meant, if one is near, else lists them.
    pub fn known(self, what: &str, word: &str, known: &[&str]) -> Self {
        match did_you_mean(word, known) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => {
                let more = if known.len() > Self::LISTED {
                    ", …"
                } else {
                    ""
                };
                let listed = known[..known.len().min(Self::LISTED)].join(", ");
                self.help(format!("{what}: {listed}{more}"))
            }
        }
    }

    /// Says which of the known words is meant, if one is near.
    #[must_use]
    pub fn near(self, word: &str, known: &[&str]) -> Self {
        match did_you_mean(word, known) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// The page's name and the place in it, by which diagnostics are sorted.
    fn key(&self) -> Option<(&str, Span)> {
        let (source, span) = self.place.as_ref()?;
        Some((source.name(), *span))
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// What is wrong, in one sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The path of the page, and line and column counted from 1; `None` for a problem that lies in no page.
    pub fn position(&self) -> Option<(&str, usize, usize)> {
        let (source, span) = self.place.as_ref()?;
        let (line, column) = source.position(span.start());
        Some((source.name(), line, column))
    }

    /// Where it lies; `None` for a problem that lies in no page.
    pub fn place(&self) -> Option<Place<'_>> {
        let (source, span) = self.place.as_ref()?;
        Some(Place::new(source, *span, ""))
    }

    /// Other places that have to do with it.
    pub fn related(&self) -> impl Iterator<Item = Place<'_>> {
        let also = self.also.iter();
        also.map(|(source, span, label)| Place::new(source, *span, label))
    }

    /// What to do.
    pub fn helps(&self) -> impl Iterator<Item = &str> {
        self.help.iter().map(String::as_str)
    }

    /// Whether it says that a page is none of a table, as pages are that tell about other pages.
    pub fn is_of_other_page(&self) -> bool {
        self.message
            .starts_with("this is not a table reference page")
    }
}

/// A place that a diagnostic names.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The page.
    pub source: &'a Source,
    /// The bytes of the page.
    pub span: Span,
    /// What stands there; empty where the message says it.
    pub label: &'a str,
}

impl<'a> Place<'a> {
    fn new(source: &'a Source, span: Span, label: &'a str) -> Self {
        Self {
            source,
            span,
            label,
        }
    }

    /// The bytes of the page.
    pub fn range(&self) -> Range<usize> {
        self.span.start()..self.span.end()
    }

    /// Line and column of the first character, both counted from 1, the column in characters.
    pub fn start(&self) -> (usize, usize) {
        self.source.position(self.span.start())
    }

    /// Line and column behind the last character, counted likewise.
    pub fn end(&self) -> (usize, usize) {
        self.source.position(self.span.end())
    }
}

/// The form in which rustc would show it.
impl Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        if let Some((source, span)) = &self.place {
            let snippet = Snippet {
                arrow: "-->",
                source,
                span: *span,
                label: "",
            };
            write!(f, "\n{snippet}")?;
        }
        for (source, span, label) in &self.also {
            let snippet = Snippet {
                arrow: ":::",
                source,
                span: *span,
                label,
            };
            write!(f, "\n{snippet}")?;
        }
        for help in &self.help {
            write!(f, "\n  = help: {help}")?;
        }
        Ok(())
    }
}

/// The most characters of a text in a message. A page may hold a word of any length.
const LONGEST: usize = 1000;

fn cut(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
        text.push('…');
    }
    text
}

struct Snippet<'a> {
    arrow: &'a str,
    source: &'a Source,
    span: Span,
    label: &'a str,
}

impl Snippet<'_> {
    /// The most characters of a line that are shown on either side of the place.
    const WIDTH: usize = 80;
}

impl Display for Snippet<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            arrow,
            source,
            span,
            label,
        } = self;
        let (line, column) = source.position(span.start());
        writeln!(f, "  {arrow} {}:{line}:{column}", source.name())?;
        let whole = source.line(span.start());
        let clamp = |offset: usize| offset.clamp(whole.start(), whole.end());
        let (start, end) = (clamp(span.start()), clamp(span.end()));
        let before = tail(&source.text()[whole.start()..start], Self::WIDTH);
        let marked = head(&source.text()[start..end], Self::WIDTH);
        let rest = head(
            &source.text()[start + marked.len()..whole.end()],
            Self::WIDTH,
        );
        let gutter = " ".repeat(line.to_string().len());
        let cut_before = if before.len() < start - whole.start() {
            "…"
        } else {
            ""
        };
        let cut_after = if start + marked.len() + rest.len() < whole.end() {
            "…"
        } else {
            ""
        };
        let mut shown = String::new();
        write!(shown, "{cut_before}{before}{marked}{rest}{cut_after}")?;
        let indent = " ".repeat((cut_before.to_owned() + before).chars().count());
        let carets = "^".repeat(marked.chars().count().max(1));
        writeln!(f, "{gutter} |")?;
        writeln!(f, "{line} | {}", shown.replace(char::is_control, " "))?;
        write!(f, "{gutter} | {indent}{carets}")?;
        if !label.is_empty() {
            write!(f, " {label}")?;
        }
        Ok(())
    }
}

fn head(text: &str, characters: usize) -> &str {
    let end = text.char_indices().nth(characters);
    end.map_or(text, |(offset, _)| &text[..offset])
}

fn tail(text: &str, characters: usize) -> &str {
    let start = text.char_indices().rev().nth(characters.saturating_sub(1));
    start.map_or(text, |(offset, _)| &text[offset..])
}

/// The problems found so far.
#[derive(Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(problems: I) -> Self {
        Self(problems.into_iter().collect())
    }
}

impl Diagnostics {
    /// The most problems that are shown.
    const SHOWN: usize = 20;

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds the diagnostics of another collection.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Returns true if nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where the problems lie.
    pub fn places(&self) -> BTreeSet<Span> {
        let places = self.0.iter().filter_map(|problem| problem.place.as_ref());
        places.map(|(_, span)| *span).collect()
    }

    /// The problems, sorted by page and place.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.0.sort_by(|a, b| a.key().cmp(&b.key()));
        self.0
    }

    /// The texts to be shown, each with its page: each problem, then how many more there are.
    pub fn texts(self) -> Vec<(Option<String>, String)> {
        let all = self.sorted();
        let more = all.len().saturating_sub(Self::SHOWN);
        let page = |problem: &Diagnostic| Some(problem.key()?.0.to_owned());
        let shown = all.iter().take(Self::SHOWN);
        let mut texts: Vec<_> = shown.map(|p| (page(p), p.to_string())).collect();
        if more > 0 {
            texts.push((None, format!("and {more} more problems in these pages")));
        }
        texts
    }
}
