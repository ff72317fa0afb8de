use dataverse_schema_runtime::value::Json;
use serde::de::{DeserializeOwned, Error as _};

use super::answer::Answer;
use crate::fields::{Fields, field_error, text_or_json};
use crate::response::headers::{self, Headers};
use crate::response::response::Response;

/// Reads the answers from OData's JSON format for batches.
pub(super) fn read(body: &[u8]) -> Result<Vec<Answer>, serde_json::Error> {
    let body: Fields = serde_json::from_slice(body)?;
    let items = body.parse::<Vec<Fields>>("responses")?;
    let items = items.iter().map(Item::read);
    let mut items = items.collect::<Result<Vec<_>, _>>()?.into_iter().peekable();
    let mut answers = Vec::new();
    while let Some(Item { group, response }) = items.next() {
        if group.is_none() {
            answers.push(Answer::from_request(response));
            continue;
        }
        // The responses to a change set are consecutive.
        let mut set = vec![response];
        while let Some(next) = items.next_if(|next| next.group == group) {
            set.push(next.response);
        }
        answers.push(Answer::from_change_set(set));
    }
    Ok(answers)
}

/// Returns true if the media type is that of JSON.
pub(super) fn is_json(content_type: &str) -> bool {
    let media_type = media_type(content_type);
    media_type == "application/json" || media_type.ends_with("+json")
}

fn media_type(content_type: &str) -> String {
    let media_type = content_type.split(';').next().unwrap_or_default();
    media_type.trim().to_ascii_lowercase()
}

/// The response to a request, and the change set of the request.
struct Item {
    group: Option<String>,
    response: Response,
}

impl Item {
    fn read(fields: &Fields) -> Result<Self, serde_json::Error> {
        let headers = optional::<Fields>(fields, "headers")?;
        let headers = headers.iter().flat_map(Fields::iter);
        let mut headers: Headers = headers
            .map(|(name, value)| (name.to_owned(), text_or_json(value)))
            .collect();
        let body = fields.get("body").map(|body| content(body, &headers));
        let group = optional(fields, "atomicityGroup")?;
        if let Some(id) = fields.get("id").filter(|_| group.is_some()) {
            headers.push(("Content-ID".to_owned(), text_or_json(id)));
        }
        Ok(Self {
            group,
            response: Response {
                status: fields.parse("status")?,
                headers,
                body: body.transpose()?.unwrap_or_default(),
            },
        })
    }
}

fn optional<D: DeserializeOwned>(
    fields: &Fields,
    name: &'static str,
) -> Result<Option<D>, serde_json::Error> {
    let value = fields.get(name).map(Json::parse::<Option<D>>).transpose();
    Ok(value.map_err(|error| field_error(name, &error))?.flatten())
}

/// Returns the bytes that the body would have as an HTTP response.
fn content(body: &Json, headers: &Headers) -> Result<Vec<u8>, serde_json::Error> {
    let content_type = headers::find(headers, "Content-Type").unwrap_or("application/json");
    let content = match body.as_str() {
        "null" => String::new(),
        json if is_json(content_type) => json.to_owned(),
        _ if media_type(content_type).starts_with("text/") => text_or_json(body),
        _ => {
            let error = format_args!("unsupported content type `{content_type}` in a batch");
            return Err(serde_json::Error::custom(error));
        }
    };
    Ok(content.into_bytes())
}
