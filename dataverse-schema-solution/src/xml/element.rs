/// The file and the line of an element.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Origin {
    /// The number of the file in the report.
    pub(crate) file: u32,
    pub(crate) line: u32,
}

/// An element, without those of its attributes and children that don't describe a table.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) name: &'static str,
    pub(crate) origin: Origin,
    pub(crate) attributes: Vec<(&'static str, String)>,
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
}

impl Element {
    /// Returns the first child with this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Returns the children of the first child with this name.
    pub(crate) fn list(&self, name: &str) -> &[Self] {
        self.child(name).map_or(&[], |list| &list.children)
    }

    /// Returns an attribute that isn't empty.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| *known == name);
        found
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// Returns the text of a child, unless it is blank.
    pub(crate) fn value(&self, child: &str) -> Option<&str> {
        let text = self.child(child)?.text.trim();
        (!text.is_empty()).then_some(text)
    }

    /// Returns the memory of the element with its children.
    pub(crate) fn memory(&self) -> usize {
        self.own_memory() + self.children.iter().map(Self::memory).sum::<usize>()
    }

    /// Returns the memory of the element without its children.
    pub(super) fn own_memory(&self) -> usize {
        let attributes = self.attributes.iter();
        let attributes: usize = attributes.map(|(_, value)| value.len()).sum();
        let size = size_of::<Self>() + self.attributes.len() * size_of::<(&str, String)>();
        size + attributes + self.text.len()
    }

    /// Returns true if the text of a child is `1` or `true`, and `None` if there is no text.
    pub(crate) fn flag(&self, child: &str) -> Option<bool> {
        let text = self.value(child)?;
        Some(text == "1" || text.eq_ignore_ascii_case("true"))
    }

    /// Returns true if the list of words in a child, which `|` separates, contains a word.
    pub(crate) fn has_word(&self, child: &str, word: &str) -> bool {
        let text = self.value(child).unwrap_or_default();
        text.split('|').any(|found| found.trim() == word)
    }
}
