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

impl Request {
    /// Sets a header, in place of the one of this name that there is.
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.into()));
        self
    }

    fn prefer(self, preference: &str) -> Self {
        let known = self.headers.iter().find(|(name, _)| *name == "Prefer");
        let preferences = match known {
            Some((_, known)) => format!("{known},{preference}"),
            None => preference.to_owned(),
        };
        self.header("Prefer", preferences)
    }

    /// The request succeeds only while the row has this etag, which a row tells by
    /// [`etag`](dataverse_schema_runtime::RowExt::etag) (optimistic concurrency); else the service answers 412.
    pub fn if_match(self, etag: impl Into<String>) -> Self {
        self.header("If-Match", etag)
    }

    /// Of an upsert: the row must be there, else the service answers 404.
    pub fn update_only(self) -> Self {
        self.header("If-Match", "*")
    }

    /// Of an upsert: the row must not be there, else the service answers 412.
    pub fn create_only(self) -> Self {
        self.header("If-None-Match", "*")
    }

    /// The response carries the row as it is afterwards (`Prefer: return=representation`), with status 201 or 200 in place of 204.
    pub fn return_representation(self) -> Self {
        self.prefer("return=representation")
    }

    /// The response carries annotations: `*` for all, or a name such as `OData.Community.Display.V1.FormattedValue`, or several
    /// with commas between them. Details of errors come as annotations, too.
    pub fn include_annotations(self, names: &str) -> Self {
        self.prefer(&format!("odata.include-annotations=\"{names}\""))
    }

    /// The service refuses the request where its duplicate detection rules find another row (error `0x80040333`). Without this,
    /// it doesn't look.
    pub fn detect_duplicates(self) -> Self {
        self.header("MSCRM.SuppressDuplicateDetection", "false")
    }
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

    /// The values of the row with this id, which is created where there is none.
    fn upsert(id: Id<Self>) -> Changes<Self> {
        Changes::upsert(id)
    }
}
impl<T: Table> WebApi for T {}

/// Changes that can be sent.
pub trait IntoRequest {
    /// The request that carries the changes out, after all rules were checked: `POST` for a new row, `PATCH` for the others.
    /// An update has `If-Match: *`, so that a row that is gone isn't created anew; an upsert hasn't.
    ///
    /// # Errors
    /// All rules that are broken.
    fn into_request(self) -> Result<Request, Invalid>;

    /// Like [`into_request`](Self::into_request), with a choice of what to check.
    ///
    /// # Errors
    /// All rules that are broken.
    fn into_request_with(self, checks: &Checks) -> Result<Request, Invalid>;
}

impl<T: Table> IntoRequest for Changes<T> {
    fn into_request(self) -> Result<Request, Invalid> {
        self.into_request_with(&Checks::default())
    }

    fn into_request_with(self, checks: &Checks) -> Result<Request, Invalid> {
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
            Target::Upsert(id) => (Method::Patch, format!("{entity_set}({id})")),
        };
        Ok(Request {
            method,
            path,
            headers,
            body: self.body()?,
        })
    }
}
