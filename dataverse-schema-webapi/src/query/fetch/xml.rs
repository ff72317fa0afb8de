use core::fmt::{self, Display, Write as _};

/// An XML element with attributes, and with elements or text in it.
#[derive(Clone, Debug)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    text: String,
    pub(super) children: Vec<Element>,
}

impl Element {
    pub(super) fn new(name: &'static str) -> Self {
        Self {
            name,
            attributes: Vec::new(),
            text: String::new(),
            children: Vec::new(),
        }
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.name == name
    }

    pub(super) fn has(&self, attribute: &str, value: &str) -> bool {
        let mut attributes = self.attributes.iter();
        attributes.any(|(name, known)| *name == attribute && known == value)
    }

    /// Returns the number of elements with this name, including those in others.
    pub(super) fn count(&self, name: &str) -> usize {
        let own = usize::from(self.is(name));
        let children = self.children.iter();
        own + children.map(|child| child.count(name)).sum::<usize>()
    }

    /// Sets an attribute, and replaces the value that it had.
    pub(super) fn set(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.retain(|(known, _)| *known != name);
        self.attributes.push((name, value.into()));
        self
    }

    pub(super) fn set_if(self, is_set: bool, name: &'static str) -> Self {
        if is_set { self.set(name, "true") } else { self }
    }

    pub(super) fn set_number(self, name: &'static str, number: Option<u32>) -> Self {
        match number {
            Some(number) => self.set(name, number.to_string()),
            None => self,
        }
    }

    pub(super) fn with_text(mut self, text: String) -> Self {
        self.text = text;
        self
    }
}

impl Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}", self.name)?;
        for (name, value) in &self.attributes {
            write!(f, " {name}=\"{}\"", Escaped(value))?;
        }
        if self.children.is_empty() && self.text.is_empty() {
            return f.write_str("/>");
        }
        write!(f, ">{}", Escaped(&self.text))?;
        for child in &self.children {
            Display::fmt(child, f)?;
        }
        write!(f, "</{}>", self.name)
    }
}

/// Returns true if XML 1.0 can represent the character.
pub(super) fn is_representable(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Text as it is written in a value in double quotes and between tags.
struct Escaped<'t>(&'t str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                // Readers turn these into spaces or line feeds.
                '\t' | '\n' | '\r' => write!(f, "&#{};", u32::from(c))?,
                _ => f.write_char(c)?,
            }
        }
        Ok(())
    }
}
