use dataverse_schema_webapi::query::fetch::PagingError;
use dataverse_schema_webapi::request::Request;

use crate::cause::Cause;
use crate::error::Error;

/// Turns the request for a page into the one for the page that its link leads to.
pub(crate) fn follow(request: &mut Request, link: &str) -> Result<(), Error> {
    if request.path == link {
        return Err(Cause::Paging(PagingError::SamePage).into());
    }
    link.clone_into(&mut request.path);
    Ok(())
}
