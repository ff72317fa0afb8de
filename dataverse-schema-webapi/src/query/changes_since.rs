use super::projection::Projection;
use super::query::Query;
use super::tracked::Tracked;
use crate::request::{Method, Request};

impl<P: Projection> Query<P> {
    /// Asks for the rows as they are now, and for a link to later changes:
    /// [`Rows::delta_link`](dataverse_schema_runtime::rows::Rows::delta_link) of the last page, which
    /// [`changes_since`](Query::changes_since) takes.
    ///
    /// The table must have change tracking enabled, and the user must be allowed to read the whole
    /// table. The service rejects filters, orders, expansions, and `top`, and returns no link where
    /// annotations are asked for, so each of them is an error. So is a query along a relationship,
    /// or of the rows that a function returns.
    ///
    /// ```text
    /// let query = Account::query().select(c.name).track_changes();
    /// // Each of the rows is `Changed`.
    /// let request = query.clone().into_request()?;
    /// // Later: each row is `Changed` or `Deleted`.
    /// let request = query.changes_since(delta_link);
    /// ```
    pub fn track_changes(self) -> Query<Tracked<P>> {
        self.read_as()
    }
}

impl<P: Projection> Query<Tracked<P>> {
    /// Returns the request for the first page of the changes since the response with this
    /// [link](dataverse_schema_runtime::rows::Rows::delta_link). The last page has the link to the
    /// changes after it.
    ///
    /// A link is valid for 7 days by default (`ExpireChangeTrackingInDays` of the organization).
    /// The service then responds with an error; query all rows again.
    pub fn changes_since(&self, delta_link: &str) -> Request {
        self.next_page(delta_link)
    }

    /// Returns the request for the number of changes since the response with this link:
    /// [`Response::count`](crate::response::Response::count).
    pub fn count_since(&self, delta_link: &str) -> Request {
        let (path, options) = delta_link.split_once('?').unwrap_or((delta_link, ""));
        let token = options
            .split('&')
            .find(|option| {
                option.starts_with("$deltatoken=") || option.starts_with("%24deltatoken=")
            })
            .unwrap_or(options);
        Request::new(Method::Get, format!("{path}/$count?{token}"))
    }
}
