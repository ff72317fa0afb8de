//! Rows that were expanded for the fields of a projection, over all pages.

use core::pin::Pin;
use std::collections::BTreeMap;

use dataverse_schema_runtime::value::Json;
use dataverse_schema_webapi::request::Request;
use dataverse_schema_webapi::response::Response;

use crate::cause::Cause;
use crate::client::Client;
use crate::error::Error;
use crate::follow::follow;
use crate::outgoing::Retry;
use crate::page::Page;
use crate::related::{Linked, may_have_more};
use crate::reply::Reply;

const NEXT_LINK: &str = "@odata.nextLink";

type Object = BTreeMap<String, Json>;
type Loading<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// Adds the related rows on further pages to a response. The request is the one that led to it.
///
/// A body in another form than expected stays as it is, for its reader to report.
pub(crate) async fn add_related(
    client: &Client,
    request: &Request,
    reply: &mut Reply,
) -> Result<(), Error> {
    let mut lists = Lists {
        client,
        request,
        bytes: reply.response.body.len() as u64,
    };
    if let Ok(body) = serde_json::from_slice(&reply.response.body)
        && let Some(body) = lists.completed(&body).await?
    {
        reply.response.body = body.as_str().as_bytes().to_vec();
    }
    Ok(())
}

/// The lists of related rows in a response.
struct Lists<'c> {
    client: &'c Client,
    request: &'c Request,
    /// The size of the response and of the pages that were added to it.
    bytes: u64,
}

impl Lists<'_> {
    /// Returns an object or a list with the related rows on further pages, or `None` if there are
    /// no such pages.
    fn completed<'a>(&'a mut self, json: &'a Json) -> Loading<'a, Option<Json>> {
        Box::pin(async move {
            if !json.as_str().contains(NEXT_LINK) || !may_have_more(json.as_str()) {
                return Ok(None);
            }
            if let Ok(mut rows) = json.parse::<Vec<Json>>() {
                let is_changed = self.complete_all(rows.iter_mut()).await?;
                return Ok(is_changed.then(|| Json::new(&rows)).and_then(Result::ok));
            }
            let Ok(mut object) = json.parse::<Object>() else {
                return Ok(None);
            };
            let links = object
                .keys()
                .filter_map(|name| name.strip_suffix(NEXT_LINK));
            let names: Vec<String> = links
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect();
            let mut is_changed = false;
            for name in names {
                is_changed |= self.add_pages(&mut object, &name).await?;
            }
            is_changed |= self.complete_all(object.values_mut()).await?;
            Ok(is_changed.then(|| Json::new(&object)).and_then(Result::ok))
        })
    }

    /// Adds the related rows in each object or list. Returns true if there are some.
    async fn complete_all(
        &mut self,
        parts: impl Iterator<Item = &mut Json> + Send,
    ) -> Result<bool, Error> {
        let mut is_changed = false;
        for part in parts {
            if let Some(changed) = self.completed(part).await? {
                *part = changed;
                is_changed = true;
            }
        }
        Ok(is_changed)
    }

    /// Adds the rows of further pages to a list of a row. Returns true if there are such pages.
    async fn add_pages(&mut self, row: &mut Object, name: &str) -> Result<bool, Error> {
        let link_name = format!("{name}{NEXT_LINK}");
        let link = row.get(&link_name).and_then(Json::text);
        let rows = row
            .get(name)
            .and_then(|list| list.parse::<Vec<Json>>().ok());
        let (Some(link), Some(rows)) = (link, rows) else {
            return Ok(false);
        };
        let mut all = match Linked::of(&link, rows.len()) {
            Linked::Rest => rows,
            Linked::All => Vec::new(),
            Linked::Same => return Ok(false),
        };
        let mut request = self.request.clone();
        let mut next = Some(link);
        while let Some(link) = next {
            follow(&mut request, &link)?;
            let reply = self.client.exchange(request.clone(), Retry::Safe).await?;
            self.count(&reply)?;
            let page = reply.read(Response::decode::<Page>)?;
            let Some(rows) = page.rows else {
                return Err(reply.error(Cause::Missing("value")));
            };
            all.extend(rows);
            next = page.next_link;
        }
        let Ok(all) = Json::new(&all) else {
            return Ok(false);
        };
        row.remove(&link_name);
        row.insert(name.to_owned(), all);
        Ok(true)
    }

    /// Adds the size of a page, which together must not exceed the limit of a response.
    fn count(&mut self, reply: &Reply) -> Result<(), Error> {
        self.bytes += reply.response.body.len() as u64;
        let limit = self.client.limits().max_body;
        if self.bytes <= limit {
            return Ok(());
        }
        let status = reply.response.status;
        Err(reply.error(Cause::TooLarge { limit, status }))
    }
}
