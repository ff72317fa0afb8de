//! What tests look at in requests.

use dataverse_schema::Request;
use dataverse_schema::request::BaseUrl;

use crate::book::hold;

pub(crate) fn base() -> BaseUrl {
    "https://contoso.api.crm.dynamics.com"
        .parse()
        .expect("a valid URL")
}

/// Holds a request against the rules of the service, and returns its method, path and body.
pub(crate) fn shown(request: &Request) -> String {
    hold(request);
    let body = request.body.as_str().unwrap_or("(bytes)");
    format!("{} {} {body}", request.method, request.path)
        .trim_end()
        .to_owned()
}

pub(crate) fn header<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    let mut headers = request.headers.iter();
    headers.find_map(|(known, value)| (*known == name).then_some(&**value))
}
