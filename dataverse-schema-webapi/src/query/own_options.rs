use super::check::{QueryErrors, check_count};
use super::print::{count_request, count_url};
use super::projection::Projection;
use super::query::Query;
use crate::request::Request;

impl<P: Projection> Query<P> {
    /// Adds a query option, percent-encoded. See [`Request::query_option`].
    ///
    /// Links to further pages have it already.
    ///
    /// [`Request::query_option`]: crate::request::Request::query_option
    pub fn query_option(mut self, name: &str, value: &str) -> Self {
        self.ast.own.add_option(name, value);
        self
    }

    /// Checks the filters and returns the request for the number of rows that match them
    /// (`GET accounts/$count?$filter=…`), without the rows.
    /// [`Response::count`](crate::response::Response::count) reads the response.
    ///
    /// The service counts up to 5,000 rows (500 in an elastic table), without saying whether there
    /// are more. [`count`](Self::count) with
    /// [`ResponseAnnotation::TotalCount`](crate::request::ResponseAnnotation::TotalCount) does say so, and an
    /// [`Aggregate`](super::Aggregate) with `Total::count()` counts up to 50,000 rows.
    ///
    /// # Errors
    /// Returns all errors of the filters.
    pub fn to_count_request(&self) -> Result<Request, QueryErrors> {
        let url = count_url(&self.ast);
        check_count(&self.ast, &url)?;
        Ok(count_request(&self.ast.own, url))
    }

    /// Adds preferences (`Prefer`), also to the requests for further pages. They replace those of
    /// the same name.
    pub fn prefer(mut self, preferences: &str) -> Self {
        self.ast.own.add_preference(preferences);
        self
    }
}
