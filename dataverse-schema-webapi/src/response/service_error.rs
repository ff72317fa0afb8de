use core::fmt::{self, Display};

use dataverse_schema_runtime::value::Json;
use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

const DETAILS: &str = "@Microsoft.PowerApps.CDS.ErrorDetails.";

/// What the service says when it refuses a request: the body `{"error": {"code": …, "message": …}}`.
///
/// ```
/// # use dataverse_schema_webapi::response::ServiceError;
/// let body = r#"{"error": {"code": "0x8006088a", "message": "Resource not found for the segment 'Account'."}}"#;
/// let error: ServiceError = serde_json::from_str(body)?;
/// assert_eq!(error.number(), Some(0x8006_088a));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ServiceError {
    /// The code, which has nothing to do with the HTTP status and is often empty, or `0x0`.
    pub code: String,
    /// The message, for people.
    pub message: String,
    /// What else there is, by the names of the properties. Details (`@Microsoft.PowerApps.CDS.*`) come where the request asked
    /// for annotations.
    pub extras: Vec<(String, Json)>,
}

impl ServiceError {
    /// The code as a number, for example `0x8006088a`; `None` where there is none.
    pub fn number(&self) -> Option<u32> {
        let digits = self.code.strip_prefix("0x").unwrap_or(&self.code);
        u32::from_str_radix(digits, 16).ok()
    }

    /// A text or number beside code and message, by the full name of its property.
    pub fn extra(&self, name: &str) -> Option<String> {
        let (_, json) = self.extras.iter().find(|(known, _)| known == name)?;
        json.parse().ok().or_else(|| Some(json.as_str().to_owned()))
    }

    fn detail(&self, name: &str) -> Option<String> {
        self.extra(&format!("{DETAILS}{name}"))
    }

    /// The status that a plug-in gave (`OperationStatus`).
    pub fn operation_status(&self) -> Option<String> {
        self.detail("OperationStatus")
    }

    /// The code that a plug-in gave (`SubErrorCode`).
    pub fn sub_error_code(&self) -> Option<String> {
        self.detail("SubErrorCode")
    }

    /// Where to read on (`HelpLink`, `@Microsoft.PowerApps.CDS.HelpLink`).
    pub fn help_link(&self) -> Option<String> {
        self.detail("HelpLink")
            .or_else(|| self.extra("@Microsoft.PowerApps.CDS.HelpLink"))
    }

    /// What plug-ins traced (`TraceText`, `@Microsoft.PowerApps.CDS.TraceText`).
    pub fn trace_text(&self) -> Option<String> {
        self.detail("TraceText")
            .or_else(|| self.extra("@Microsoft.PowerApps.CDS.TraceText"))
    }

    /// The message of the error that led to this one (`@Microsoft.PowerApps.CDS.InnerError.Message`).
    pub fn inner_message(&self) -> Option<String> {
        self.extra("@Microsoft.PowerApps.CDS.InnerError.Message")
    }
}

impl Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code.as_str() {
            "" => f.write_str(&self.message),
            code => write!(f, "{} ({code})", self.message),
        }
    }
}

impl core::error::Error for ServiceError {}

/// What `error` holds.
struct Inner(ServiceError);

impl<'de> Deserialize<'de> for ServiceError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct BodyVisitor;

        impl<'de> Visitor<'de> for BodyVisitor {
            type Value = ServiceError;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the body of a refused request: an object with `error`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ServiceError, A::Error> {
                let mut error = None;
                while let Some(name) = map.next_key::<String>()? {
                    if name == "error" {
                        error = Some(map.next_value::<Inner>()?.0);
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                error.ok_or_else(|| A::Error::missing_field("error"))
            }
        }

        deserializer.deserialize_map(BodyVisitor)
    }
}

impl<'de> Deserialize<'de> for Inner {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ErrorVisitor;

        impl<'de> Visitor<'de> for ErrorVisitor {
            type Value = Inner;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with `code` and `message`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Inner, A::Error> {
                let mut error = ServiceError {
                    code: String::new(),
                    message: String::new(),
                    extras: Vec::new(),
                };
                while let Some(name) = map.next_key::<String>()? {
                    match name.as_str() {
                        "code" => error.code = map.next_value::<Option<_>>()?.unwrap_or_default(),
                        "message" => {
                            error.message = map.next_value::<Option<_>>()?.unwrap_or_default();
                        }
                        _ => error.extras.push((name, map.next_value()?)),
                    }
                }
                Ok(Inner(error))
            }
        }

        deserializer.deserialize_map(ErrorVisitor)
    }
}
