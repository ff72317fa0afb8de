use std::rc::Rc;

use super::entry::Entry;
use super::json::{Json, NEXT_LINK};
use super::language::Languages;
use crate::diagnostic::{Code, Diagnostic};

/// A value in an item of a file.
#[derive(Clone)]
pub(super) struct Node<'j> {
    root: Root<'j>,
    /// The item that the value belongs to: ``column `contoso_kind` ``.
    item: Option<Rc<str>>,
    value: &'j Json,
}

/// What all values of an item have in common.
#[derive(Clone, Copy)]
pub(super) struct Root<'j> {
    pub(super) file: &'j str,
    pub(super) entry: Entry,
    pub(super) item: &'j Json,
    pub(super) languages: &'j Languages,
}

impl<'j> Node<'j> {
    pub(super) fn new(root: Root<'j>) -> Self {
        Self {
            root,
            item: None,
            value: root.item,
        }
    }

    /// Returns the same value, as a part of the named item.
    pub(super) fn of_item(self, kind: &str) -> Self {
        let names = ["LogicalName", "SchemaName"];
        let name = names
            .into_iter()
            .find_map(|name| self.value.get(name)?.text());
        let item = name.map(|name| format!("{kind} `{name}`").into());
        Self { item, ..self }
    }

    fn at(&self, value: &'j Json) -> Self {
        Self {
            root: self.root,
            item: self.item.clone(),
            value,
        }
    }

    /// Returns the language of the page.
    pub(super) fn language(&self) -> Option<i32> {
        self.root.languages.own()
    }

    pub(super) fn value(&self) -> &'j Json {
        self.value
    }

    /// Returns the file and the path of the value, and the item that it belongs to.
    pub(super) fn location(&self) -> String {
        let item = self.item.as_ref();
        let item = item.map_or(String::new(), |item| format!(" ({item})"));
        let start = self.root.entry.path();
        // Few values have errors, so a path is searched for rather than stored with each value.
        let path = self.root.item.path_to(self.value).unwrap_or_default();
        format!("{}: {start}{path}{item}", self.root.file)
    }

    pub(super) fn error(&self, code: Code, message: &str) -> Diagnostic {
        Diagnostic::general(code, format!("{}: {message}", self.location()))
    }

    /// Returns the error about a member that the body doesn't have.
    pub(super) fn missing(&self, name: &str) -> Diagnostic {
        let help = "request it with `$select` or `$expand`; `dataverse-schema page --how-to` prints the requests";
        self.error(Code::MissingMember, &format!("missing `{name}`"))
            .help(help)
    }

    fn expected(&self, what: &str) -> Diagnostic {
        self.invalid(&format!("expected {what}, found {}", self.value.shown()))
    }

    /// Returns the error about an invalid value.
    pub(super) fn invalid(&self, message: &str) -> Diagnostic {
        let error = self.error(Code::InvalidDefinition, message);
        match self.value {
            Json::Text(text) if text.starts_with("@{") || text.starts_with("System.Object[]") => error
                .help("PowerShell has cut this off: convert with `ConvertTo-Json -Depth 100`, or save the body as it is"),
            _ => error,
        }
    }

    pub(super) fn is_true(&self) -> bool {
        *self.value == Json::Bool(true)
    }

    pub(super) fn is_zero(&self) -> bool {
        self.value.integer() == Some(0)
    }

    /// Returns true if the value is null or empty.
    pub(super) fn is_empty(&self) -> bool {
        match self.value {
            Json::Null => true,
            Json::List(items) => items.is_empty(),
            Json::Text(text) => text.is_empty(),
            _ => false,
        }
    }

    /// Returns a member that is neither null nor empty.
    pub(super) fn get_filled(&self, name: &str) -> Option<Self> {
        self.get(name).filter(|node| !node.is_empty())
    }

    /// Returns a member that isn't null.
    pub(super) fn get(&self, name: &str) -> Option<Self> {
        Some(self.at(self.value.get(name)?))
    }

    /// Returns true if there is such a member, even if it is null.
    pub(super) fn has(&self, name: &str) -> bool {
        self.value.member(name).is_some()
    }

    pub(super) fn need(&self, name: &str) -> Result<Self, Diagnostic> {
        self.get(name).ok_or_else(|| self.missing(name))
    }

    /// Returns the error about a list of which the body has only the first page.
    pub(super) fn partial_list(&self) -> Option<Diagnostic> {
        let name = self.value.get(NEXT_LINK)?.text()?;
        Some(incomplete(&format!("{}.{name}", self.location())))
    }

    pub(super) fn items(&self) -> Result<Vec<Self>, Diagnostic> {
        let list = self.value.list().ok_or_else(|| self.expected("an array"))?;
        Ok(list.iter().map(|value| self.at(value)).collect())
    }

    pub(super) fn text(&self) -> Result<String, Diagnostic> {
        let text = self.value.text().ok_or_else(|| self.expected("a string"))?;
        Ok(text.to_owned())
    }

    pub(super) fn integer(&self) -> Result<i32, Diagnostic> {
        let number = self.value.integer();
        number.ok_or_else(|| self.expected("a 32-bit integer"))
    }

    /// Returns the value as pages write it: `True`, a number without trailing zeros, the text of a
    /// label.
    pub(super) fn cell(&self) -> Result<String, Diagnostic> {
        Ok(match self.value {
            Json::Bool(true) => "True".to_owned(),
            Json::Bool(false) => "False".to_owned(),
            Json::Number(number) => plain(&number.to_string()),
            Json::Text(text) => with_newlines(text),
            Json::List(_) => {
                let items: Result<Vec<String>, Diagnostic> =
                    self.items()?.iter().map(Self::text).collect();
                items?.join(", ")
            }
            Json::Object(_) if self.value.is_label() => self.label()?,
            Json::Object(_) => match self.get("Value") {
                Some(value) => value.cell()?,
                None => return Err(self.expected("a value")),
            },
            Json::Null => String::new(),
        })
    }

    /// Returns a string, or the text of a label in the page's language. If there is none, returns that
    /// in the next of the preferred languages.
    pub(super) fn label(&self) -> Result<String, Diagnostic> {
        let Json::Object(_) = self.value else {
            return Ok(with_newlines(&self.text()?));
        };
        let labels = self.labels()?;
        let label = self.root.languages.choose(labels.iter().map(|label| {
            (
                label.value.get("LanguageCode").and_then(Json::integer),
                label,
            )
        }));
        match label {
            Some(label) => Ok(with_newlines(&label.need("Label")?.text()?)),
            None => Ok(String::new()),
        }
    }

    /// Returns the labels of all languages, or that of the user who exported the definition.
    fn labels(&self) -> Result<Vec<Self>, Diagnostic> {
        match self.value {
            Json::Object(_) if self.value.is_label() => {}
            Json::Object(_) => return Err(self.missing("LocalizedLabels")),
            _ => return Err(self.expected("a label")),
        }
        let labels = self
            .get("LocalizedLabels")
            .map_or(Ok(Vec::new()), |labels| labels.items())?;
        Ok(if labels.is_empty() {
            self.get("UserLocalizedLabel").into_iter().collect()
        } else {
            labels
        })
    }

    /// Returns the texts of a label in other languages than the page's, each with the language.
    pub(super) fn other_labels(&self) -> Result<Vec<(i32, String)>, Diagnostic> {
        let mut others = Vec::new();
        for label in self.labels()? {
            let language = label.need("LanguageCode")?.integer()?;
            let text = label.need("Label")?.text()?;
            if Some(language) != self.root.languages.own() && !text.is_empty() {
                others.push((language, with_newlines(&text)));
            }
        }
        Ok(others)
    }
}

/// Returns the error about a list of which a body has only the first page.
pub(super) fn incomplete(location: &str) -> Diagnostic {
    let message = format!("{location}: incomplete list: the service has more items");
    let help = "request the pages after `@odata.nextLink`, too, and pass all items in one list";
    Diagnostic::general(Code::IncompleteList, message).help(help)
}

/// Returns a number as pages have it: `100000000000.0` is `100000000000` there.
fn plain(number: &str) -> String {
    number.strip_suffix(".0").unwrap_or(number).to_owned()
}

fn with_newlines(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}
