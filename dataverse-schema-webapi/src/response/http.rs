use super::response::Response;

/// Converts the response of an HTTP client that uses the crate `http`, after its body was read.
impl<B: AsRef<[u8]>> From<http::Response<B>> for Response {
    fn from(response: http::Response<B>) -> Self {
        let headers = response.headers().iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes());
            (name.as_str(), value)
        });
        Self::new(
            response.status().as_u16(),
            headers,
            response.body().as_ref(),
        )
    }
}
