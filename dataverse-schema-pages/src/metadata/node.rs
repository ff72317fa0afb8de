use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic};

/// A value in a JSON file, with its path.
#[derive(Clone)]
pub(super) struct Node<'j> {
    file: &'j str,
    path: String,
    value: &'j Value,
}

impl<'j> Node<'j> {
    pub(super) fn root(file: &'j str, value: &'j Value) -> Self {
        Self {
            file,
            path: "$".to_owned(),
            value,
        }
    }

    pub(super) fn value(&self) -> &'j Value {
        self.value
    }

    pub(super) fn error(&self, code: Code, message: &str) -> Diagnostic {
        Diagnostic::general(code, format!("{}: {}: {message}", self.file, self.path))
    }

    fn expected(&self, what: &str) -> Diagnostic {
        let found = match self.value {
            Value::Null => "null".to_owned(),
            Value::Bool(_) => "a Boolean".to_owned(),
            Value::Number(number) => format!("the number {number}"),
            Value::String(text) => {
                let start: String = text.chars().take(40).collect();
                format!("the string {start:?}")
            }
            Value::Array(_) => "an array".to_owned(),
            Value::Object(_) => "an object".to_owned(),
        };
        self.error(
            Code::InvalidDefinition,
            &format!("expected {what}, found {found}"),
        )
    }

    pub(super) fn object(&self) -> Result<&'j Map<String, Value>, Diagnostic> {
        self.value
            .as_object()
            .ok_or_else(|| self.expected("an object"))
    }

    /// Returns true if the value is null or empty.
    pub(super) fn is_empty(&self) -> bool {
        match self.value {
            Value::Null => true,
            Value::Array(items) => items.is_empty(),
            Value::String(text) => text.is_empty(),
            _ => false,
        }
    }

    /// Returns a member that is neither null nor empty.
    pub(super) fn get_filled(&self, name: &str) -> Option<Self> {
        self.get(name).filter(|node| !node.is_empty())
    }

    /// Returns a member that isn't null.
    pub(super) fn get(&self, name: &str) -> Option<Self> {
        let value = self.value.get(name).filter(|value| !value.is_null())?;
        Some(Self {
            file: self.file,
            path: format!("{}.{name}", self.path),
            value,
        })
    }

    pub(super) fn need(&self, name: &str) -> Result<Self, Diagnostic> {
        self.get(name).ok_or_else(|| {
            let help = "request it with `$select` or `$expand`; `dataverse-schema page --how-to` prints the requests";
            self.error(Code::MissingMember, &format!("missing `{name}`")).help(help)
        })
    }

    pub(super) fn items(&self) -> Result<Vec<Self>, Diagnostic> {
        let list = self
            .value
            .as_array()
            .ok_or_else(|| self.expected("an array"))?;
        let items = list.iter().enumerate().map(|(index, value)| Self {
            file: self.file,
            path: format!("{}[{index}]", self.path),
            value,
        });
        Ok(items.collect())
    }

    pub(super) fn text(&self) -> Result<String, Diagnostic> {
        let text = self
            .value
            .as_str()
            .ok_or_else(|| self.expected("a string"))?;
        Ok(text.to_owned())
    }

    pub(super) fn integer(&self) -> Result<i32, Diagnostic> {
        let number = self
            .value
            .as_i64()
            .and_then(|number| i32::try_from(number).ok());
        number.ok_or_else(|| self.expected("a 32-bit integer"))
    }

    /// Returns the value as pages write it: `True`, a number without trailing zeros, the text of a
    /// label.
    pub(super) fn cell(&self) -> Result<String, Diagnostic> {
        Ok(match self.value {
            Value::Bool(true) => "True".to_owned(),
            Value::Bool(false) => "False".to_owned(),
            Value::Number(number) => plain(&number.to_string()),
            Value::String(text) => one_line(text),
            Value::Array(_) => {
                let items: Result<Vec<String>, Diagnostic> =
                    self.items()?.iter().map(Self::text).collect();
                items?.join(", ")
            }
            Value::Object(_) if self.value.get("LocalizedLabels").is_some() => self.label()?,
            Value::Object(_) => match self.get("Value") {
                Some(value) => value.cell()?,
                None => return Err(self.expected("a value")),
            },
            Value::Null => String::new(),
        })
    }

    /// Returns the text of a label in the user's language, or else in the first one, as one line.
    pub(super) fn label(&self) -> Result<String, Diagnostic> {
        Ok(one_line(&self.lines()?))
    }

    /// Returns a text, or the text of a label, with its line breaks.
    pub(super) fn lines(&self) -> Result<String, Diagnostic> {
        let text = match self.value {
            Value::Object(_) => match self.own_label()? {
                Some(label) => label.need("Label")?.text()?,
                None => String::new(),
            },
            _ => self.text()?,
        };
        Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
    }

    fn own_label(&self) -> Result<Option<Self>, Diagnostic> {
        match self.get("UserLocalizedLabel") {
            Some(label) => Ok(Some(label)),
            None => Ok(self.need("LocalizedLabels")?.items()?.into_iter().next()),
        }
    }

    /// Returns the texts of a label in other languages, each with the language.
    pub(super) fn other_labels(&self) -> Result<Vec<(i32, String)>, Diagnostic> {
        let Some(own) = self.own_label()? else {
            return Ok(Vec::new());
        };
        let own = own.get("LanguageCode").map(|code| code.value);
        let mut further = Vec::new();
        for label in self
            .get("LocalizedLabels")
            .map_or(Ok(Vec::new()), |all| all.items())?
        {
            let code = label.need("LanguageCode")?;
            let text = label.need("Label")?.text()?;
            if Some(code.value) != own && !text.is_empty() {
                further.push((code.integer()?, text.replace("\r\n", "\n")));
            }
        }
        Ok(further)
    }
}

/// Returns a number as pages have it: `100000000000.0` is `100000000000` there.
fn plain(number: &str) -> String {
    number.strip_suffix(".0").unwrap_or(number).to_owned()
}

/// Joins lines, as a cell has one.
fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(" ")
}
