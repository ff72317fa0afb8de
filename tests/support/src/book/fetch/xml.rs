use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// An XML element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// The name.
    pub name: String,
    /// The attributes, in order.
    pub attributes: Vec<(String, String)>,
    /// The text directly in it.
    pub text: String,
    /// The elements directly in it.
    pub children: Vec<Element>,
}

impl Element {
    /// Reads the only element of an XML document.
    ///
    /// # Errors
    /// Returns the reason if the document isn't well-formed.
    pub fn parse(xml: &str) -> Result<Self, String> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        let mut open = vec![Self::default()];
        loop {
            let event = reader.read_event().map_err(|error| error.to_string())?;
            let Some(current) = open.last_mut() else {
                return Err("unbalanced elements".to_owned());
            };
            match event {
                Event::Start(start) => open.push(Self::start(&start)?),
                Event::End(_) => {
                    let Some(ended) = open.pop() else {
                        return Err("unbalanced elements".to_owned());
                    };
                    let parent = open.last_mut().ok_or("unbalanced elements")?;
                    parent.children.push(ended);
                }
                Event::Text(text) => {
                    current.text.push_str(&text.xml10_content());
                }
                Event::GeneralRef(reference) => {
                    let character = reference
                        .resolve_char_ref()
                        .map_err(|error| error.to_string())?;
                    match character {
                        Some(c) => current.text.push(c),
                        None => {
                            let text = resolve_predefined_entity(&reference);
                            let text = text.ok_or("unknown entity")?;
                            current.text.push_str(text);
                        }
                    }
                }
                Event::Eof => break,
                other => return Err(format!("unexpected {other:?}")),
            }
        }
        let root = open.pop().filter(|_| open.is_empty());
        let root = root.filter(|root| root.text.is_empty() && root.children.len() == 1);
        let child = root.and_then(|mut root| root.children.pop());
        child.ok_or_else(|| "expected one element".to_owned())
    }

    fn start(start: &BytesStart<'_>) -> Result<Self, String> {
        let name = start.name().as_ref().to_owned();
        let mut element = Self {
            name,
            ..Self::default()
        };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let name = attribute.key.as_ref().to_owned();
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| error.to_string())?;
            element.attributes.push((name, value.into_owned()));
        }
        Ok(element)
    }

    /// Returns the value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes.find_map(|(known, value)| (known == name).then_some(&**value))
    }

    /// Returns the elements with this name directly in it.
    pub fn children<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Calls `visit` for the element and all in it.
    pub fn visit<'e>(&'e self, visit: &mut dyn FnMut(&'e Self)) {
        visit(self);
        for child in &self.children {
            child.visit(visit);
        }
    }
}
