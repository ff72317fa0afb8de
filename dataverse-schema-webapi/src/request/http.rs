use super::base_url::BaseUrl;
use super::body::Body;
use super::request::Request;

impl Request {
    /// Converts the request to one of the crate `http`, which most HTTP clients accept.
    ///
    /// # Errors
    /// Returns an error for an invalid header, which only a caller can have added.
    pub fn into_http(self, base: &BaseUrl) -> Result<http::Request<Vec<u8>>, http::Error> {
        let mut builder = http::Request::builder()
            .method(self.method.as_str())
            .uri(self.url(base));
        for (name, value) in &self.headers {
            builder = builder.header(*name, value);
        }
        builder.body(match self.body {
            Body::Bytes(bytes) => bytes,
            body => body.as_bytes().to_vec(),
        })
    }
}
