use core::fmt::{self, Display};

use dataverse_schema_runtime::value::Json;
use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::fields::text_or_json;

const DETAILS: &str = "@Microsoft.PowerApps.CDS.ErrorDetails.";

/// The service's error for a rejected request: the body
/// `{"error": {"code": …, "message": …}}`.
///
/// ```
/// # use dataverse_schema_webapi::response::ServiceError;
/// let body = r#"{"error":
///     {"code": "0x8006088a", "message": "Resource not found for the segment 'Account'."}}"#;
/// let error: ServiceError = serde_json::from_str(body)?;
/// assert_eq!(error.number(), Some(0x8006_088a));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ServiceError {
    /// The code. It is unrelated to the HTTP status, and often empty or `0x0`.
    pub code: String,
    /// The message, for humans.
    pub message: String,
    /// Other properties by name. The service sends details (`@Microsoft.PowerApps.CDS.*`) if the
    /// request asks for annotations.
    pub extras: Vec<(String, Json)>,
}

impl ServiceError {
    /// Returns the code as a number, for example `0x8006088a`, or `None` if it isn't one.
    pub fn number(&self) -> Option<u32> {
        let digits = self.code.strip_prefix("0x").unwrap_or(&self.code);
        u32::from_str_radix(digits, 16).ok()
    }

    /// Returns another property by its full name: a string's text, other JSON unchanged.
    pub fn extra(&self, name: &str) -> Option<String> {
        let (_, json) = self.extras.iter().find(|(known, _)| known == name)?;
        Some(text_or_json(json))
    }

    fn detail(&self, name: &str) -> Option<String> {
        self.extra(&format!("{DETAILS}{name}"))
    }

    /// Returns the status that a plug-in set (`OperationStatus`).
    pub fn operation_status(&self) -> Option<String> {
        self.detail("OperationStatus")
    }

    /// Returns the code that a plug-in set (`SubErrorCode`).
    pub fn sub_error_code(&self) -> Option<String> {
        self.detail("SubErrorCode")
    }

    /// Returns the URL of further help (`HelpLink`, `@Microsoft.PowerApps.CDS.HelpLink`).
    pub fn help_link(&self) -> Option<String> {
        self.detail("HelpLink")
            .or_else(|| self.extra("@Microsoft.PowerApps.CDS.HelpLink"))
    }

    /// Returns the trace of plug-ins (`TraceText`, `@Microsoft.PowerApps.CDS.TraceText`).
    pub fn trace_text(&self) -> Option<String> {
        self.detail("TraceText")
            .or_else(|| self.extra("@Microsoft.PowerApps.CDS.TraceText"))
    }

    /// Returns the message of the error that caused this one
    /// (`@Microsoft.PowerApps.CDS.InnerError.Message`).
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

/// Returns the text of a code or message. Those of gateways may be numbers or objects.
fn text_or_empty(json: &Json) -> String {
    match json.as_str() {
        "null" => String::new(),
        _ => text_or_json(json),
    }
}

/// The object in `error`.
struct ErrorObject(ServiceError);

impl<'de> Deserialize<'de> for ServiceError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct BodyVisitor;

        impl<'de> Visitor<'de> for BodyVisitor {
            type Value = ServiceError;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with `error`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ServiceError, A::Error> {
                let mut error = None;
                while let Some(name) = map.next_key::<String>()? {
                    if name == "error" {
                        error = Some(map.next_value::<ErrorObject>()?.0);
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

impl<'de> Deserialize<'de> for ErrorObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ErrorVisitor;

        impl<'de> Visitor<'de> for ErrorVisitor {
            type Value = ErrorObject;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with `code` and `message`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ErrorObject, A::Error> {
                let mut error = ServiceError {
                    code: String::new(),
                    message: String::new(),
                    extras: Vec::new(),
                };
                while let Some(name) = map.next_key::<String>()? {
                    match name.as_str() {
                        "code" => error.code = text_or_empty(&map.next_value()?),
                        "message" => error.message = text_or_empty(&map.next_value()?),
                        _ => error.extras.push((name, map.next_value()?)),
                    }
                }
                Ok(ErrorObject(error))
            }
        }

        deserializer.deserialize_map(ErrorVisitor)
    }
}
