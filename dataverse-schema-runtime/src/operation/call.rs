use super::argument::{Argument, IntoArgument};
use super::into_row::IntoRow;
use super::namespace::NAMESPACE;
use super::row_value::RowValue;
use crate::rule::Invalid;
use crate::table::{EntitySet, Locator};
use crate::value::Json;

/// An action or a function of the Web API, with its arguments.
///
/// `include_schema!` generates a type for each operation of a page of operations.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't an operation",
    label = "expected a type of a module `operations`",
    note = "to make the request of an aggregate or of FetchXML, call `to_request`"
)]
pub trait Operation: Sized {
    /// The result.
    type Output;

    /// The rows that query options can follow, [`OneRow`](super::OneRow) or
    /// [`ManyRows`](super::ManyRows), or the reason why none can.
    type Composition;

    /// Returns the name and the arguments.
    fn call(&self) -> &Call;

    /// Reads the result from the body of the response.
    ///
    /// # Errors
    /// Returns an error for a body of another form.
    fn read(body: &[u8]) -> Result<Self::Output, serde_json::Error>;
}

/// The name and the arguments of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The path of the row or the collection that the operation is bound to.
    path: Option<String>,
    name: &'static str,
    is_function: bool,
    arguments: Vec<(&'static str, Argument)>,
}

impl Call {
    /// Calls an action.
    pub fn action(name: &'static str) -> Self {
        Self {
            path: None,
            name,
            is_function: false,
            arguments: Vec::new(),
        }
    }

    /// Calls a function.
    pub fn function(name: &'static str) -> Self {
        Self {
            is_function: true,
            ..Self::action(name)
        }
    }

    /// Binds the operation to a row.
    #[must_use]
    pub fn on<T>(self, row: impl Locator<T>) -> Self {
        Self {
            path: Some(row.address().to_string()),
            ..self
        }
    }

    /// Binds the operation to the collection of a table's rows.
    #[must_use]
    pub fn on_all<T: EntitySet>(self) -> Self {
        Self {
            path: Some(T::entity_set().to_owned()),
            ..self
        }
    }

    /// Sets an argument, which replaces an earlier one.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &(impl IntoArgument + ?Sized)) -> Self {
        self.arguments.retain(|(known, _)| *known != name);
        self.arguments.push((name, value.to_argument()));
        self
    }

    /// Sets text as an argument.
    #[must_use]
    pub fn with_text(self, name: &'static str, text: impl Into<String>) -> Self {
        self.with(name, &text.into())
    }

    /// Sets texts as an argument.
    #[must_use]
    pub fn with_texts<S: Into<String>>(
        self,
        name: &'static str,
        texts: impl IntoIterator<Item = S>,
    ) -> Self {
        self.with_values(name, texts.into_iter().map(Into::into))
    }

    /// Sets values as an argument.
    #[must_use]
    pub fn with_values<V: IntoArgument>(
        self,
        name: &'static str,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        self.with(name, &values.into_iter().collect::<Vec<V>>())
    }

    /// Sets a row as an argument.
    #[must_use]
    pub fn with_row<K>(self, name: &'static str, row: impl IntoRow<K>) -> Self {
        self.with(name, &row.into_row())
    }

    /// Sets rows as an argument.
    #[must_use]
    pub fn with_rows<K, R: IntoRow<K>>(
        self,
        name: &'static str,
        rows: impl IntoIterator<Item = R>,
    ) -> Self {
        let rows: Vec<RowValue> = rows.into_iter().map(IntoRow::into_row).collect();
        self.with(name, &rows)
    }

    /// Returns true for a function, and false for an action.
    pub fn is_function(&self) -> bool {
        self.is_function
    }

    /// Checks the new rows among the arguments.
    ///
    /// # Errors
    /// Returns all rules that the first invalid row violates.
    pub fn validate(&self) -> Result<(), Invalid> {
        let mut invalid = self
            .arguments
            .iter()
            .filter_map(|(_, value)| value.invalid());
        invalid
            .next()
            .map_or(Ok(()), |invalid| Err(invalid.clone()))
    }

    /// Returns the path below the base URL. Arguments of a function are parameter aliases.
    ///
    /// # Errors
    /// Returns an error if JSON can't represent an argument.
    pub fn path(&self) -> Result<String, serde_json::Error> {
        let mut url = self.resource();
        for (alias, index) in self.aliases()?.iter().zip(1..) {
            let separator = if index == 1 { '?' } else { '&' };
            url.push_str(&format!("{separator}@p{index}={alias}"));
        }
        Ok(url)
    }

    /// Returns the path without the values of parameter aliases.
    pub fn resource(&self) -> String {
        let mut url = match &self.path {
            Some(path) => format!("{path}/{NAMESPACE}.{}", self.name),
            None => self.name.to_owned(),
        };
        if self.is_function {
            let arguments = self.arguments.iter().zip(1..);
            let names = arguments.map(|((name, _), index)| format!("{name}=@p{index}"));
            url.push_str(&format!("({})", names.collect::<Vec<_>>().join(",")));
        }
        url
    }

    /// Returns the values of the parameter aliases `@p1`, `@p2`, and so on, percent-encoded. An
    /// action has none.
    ///
    /// # Errors
    /// Returns an error if JSON can't represent an argument.
    pub fn aliases(&self) -> Result<Vec<String>, serde_json::Error> {
        let arguments = self.arguments.iter().filter(|_| self.is_function);
        let literals = arguments.map(|(_, value)| {
            let mut literal = String::new();
            value.push_literal(&mut literal)?;
            Ok(literal)
        });
        literals.collect()
    }

    /// Returns the body of an action, or `None` if it has no arguments.
    ///
    /// # Errors
    /// Returns an error if JSON can't represent an argument.
    pub fn body(&self) -> Result<Option<Json>, serde_json::Error> {
        if self.is_function || self.arguments.is_empty() {
            return Ok(None);
        }
        Json::new(&Argument::Object(self.arguments.clone())).map(Some)
    }
}
