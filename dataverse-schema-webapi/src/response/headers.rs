use super::retry_after::RetryAfter;

/// The headers of a response, in the order in which they were received.
pub(super) type Headers = Vec<(String, String)>;

/// Returns the value of a header. The case of its name doesn't matter.
pub(super) fn find<'h>(headers: &'h Headers, name: &str) -> Option<&'h str> {
    let mut headers = headers.iter();
    headers.find_map(|(known, value)| known.eq_ignore_ascii_case(name).then_some(&**value))
}

pub(super) fn retry_after(headers: &Headers) -> Option<RetryAfter> {
    RetryAfter::parse(find(headers, "Retry-After")?)
}

pub(super) fn request_id(headers: &Headers) -> Option<&str> {
    find(headers, "x-ms-service-request-id").or_else(|| find(headers, "REQ_ID"))
}
