use core::fmt::{self, Display};

use dataverse_schema_runtime::{Changes, Checks, Id, Invalid, Json, Table, Target};

/// The HTTP method of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// POST
    Post,
    /// PATCH
    Patch,
}

impl Method {
    /// The method as it is written in a request line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Post => "POST",
            Self::Patch => "PATCH",
        }
    }
}

impl Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A request to the Web API, to be sent by an HTTP client that adds the base address and the authorization.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path and query below the base address `https://<org>.api.crm.dynamics.com/api/data/v9.2/`.
    pub path: String,
    /// The headers that the Web API asks for.
    pub headers: Vec<(&'static str, String)>,
    /// The JSON body.
    pub body: Json,
}

/// The request as it goes over the wire, without host and authorization.
impl Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {}", self.method, self.path)?;
        for (name, value) in &self.headers {
            writeln!(f, "{name}: {value}")?;
        }
        write!(f, "\n{}", self.body)
    }
}

/// What can be asked of the Web API for a table.
pub trait WebApi: Table {
    /// A new row, to be filled with `set` and `bind`.
    fn create() -> Changes<Self> {
        Changes::create()
    }

    /// Changes to the row with this id.
    fn update(id: Id<Self>) -> Changes<Self> {
        Changes::update(id)
    }
}
impl<T: Table> WebApi for T {}

/// Changes that can be sent.
pub trait IntoRequest {
    /// The request that carries the changes out, after all rules were checked: `POST` for a new row, `PATCH` with
    /// `If-Match: *` for an existing one, so that a row that is gone isn't created anew.
    ///
    /// # Errors
    /// All rules that are broken.
    fn into_request(self) -> Result<Request, Invalid>;

    /// Like [`into_request`](Self::into_request), with a choice of what to check.
    ///
    /// # Errors
    /// All rules that are broken.
    fn into_request_with(self, checks: Checks) -> Result<Request, Invalid>;
}

impl<T: Table> IntoRequest for Changes<T> {
    fn into_request(self) -> Result<Request, Invalid> {
        self.into_request_with(Checks::default())
    }

    fn into_request_with(self, checks: Checks) -> Result<Request, Invalid> {
        self.validate_with(checks)?;
        let entity_set = T::info().entity_set;
        let mut headers: Vec<(&'static str, String)> = vec![
            ("Accept", "application/json".into()),
            ("Content-Type", "application/json".into()),
            ("OData-MaxVersion", "4.0".into()),
            ("OData-Version", "4.0".into()),
        ];
        let (method, path) = match self.target() {
            Target::New => {
                headers.push(("If-None-Match", "null".into()));
                (Method::Post, entity_set.to_owned())
            }
            Target::Existing(id) => {
                headers.push(("If-Match", "*".into()));
                (Method::Patch, format!("{entity_set}({id})"))
            }
        };
        Ok(Request {
            method,
            path,
            headers,
            body: self.body()?,
        })
    }
}
