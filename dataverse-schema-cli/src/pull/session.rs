use std::collections::{BTreeMap, BTreeSet};

use dataverse_schema_client::Client;
use dataverse_schema_pages::{Code, Diagnostic};
use dataverse_schema_webapi::request::{BaseUrl, Method, Request};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::pull::failure::{explain, invalid, setup};
use crate::pull::sign_in::{SignIn, SignInOptions};

/// The link to the next page of a body's list, or, after the name of a member, of that list.
const NEXT_LINK: &str = "@odata.nextLink";

/// Sends requests to an environment.
pub(super) struct Session {
    client: Client,
    sign_in: SignIn,
}

/// A body with a list.
#[derive(Deserialize)]
struct List<T> {
    value: Vec<T>,
}

impl Session {
    pub(super) fn start(
        base: &BaseUrl,
        options: &SignInOptions,
        retries: usize,
    ) -> Result<Self, Diagnostic> {
        // Requests for tokens are sent by a client of azure_core, which needs a default.
        let provider = rustls::crypto::ring::default_provider();
        if provider.install_default().is_err() {
            return Err(setup(&rustls::Error::General(
                "there is another provider of TLS".to_owned(),
            )));
        }
        let sign_in = options.choose();
        let client = Client::builder(base.clone(), sign_in.credential(base)?);
        match client.max_retries(retries).build() {
            Ok(client) => Ok(Self { client, sign_in }),
            Err(error) => Err(explain(&error, base, &sign_in)),
        }
    }

    /// Returns the items of a list on all its pages.
    pub(super) async fn list<T: DeserializeOwned>(&self, path: &str) -> Result<Vec<T>, Diagnostic> {
        let mut items = Vec::new();
        for body in self.bodies(path).await? {
            let list: List<T> =
                serde_json::from_str(&body).map_err(|error| invalid(resource(path), &error))?;
            items.extend(list.value);
        }
        Ok(items)
    }

    /// Returns the body at a path, and those to which it links as further pages. The links are left
    /// out.
    pub(super) async fn bodies(&self, path: &str) -> Result<Vec<String>, Diagnostic> {
        let mut links = vec![path.to_owned()];
        let mut followed = BTreeSet::new();
        let mut bodies = Vec::new();
        while let Some(link) = links.pop() {
            if !followed.insert(link.clone()) {
                let message = format!("{}: a page links to an earlier one", resource(path));
                let help = "try again; if it happens again, check that no proxy changes responses";
                return Err(Diagnostic::general(Code::RejectedRequest, message).help(help));
            }
            let response = self.client.send(Request::new(Method::Get, link)).await;
            let response =
                response.map_err(|error| explain(&error, self.client.base(), &self.sign_in))?;
            let (body, more) =
                split(&response.body).map_err(|error| invalid(resource(path), &error))?;
            bodies.push(body);
            links.extend(more);
        }
        Ok(bodies)
    }
}

/// Returns the part of a path that says what is asked for.
pub(super) fn resource(path: &str) -> &str {
    path.split_once('?').map_or(path, |(resource, _)| resource)
}

/// Returns a body without its links to further pages, and these.
fn split(body: &[u8]) -> serde_json::Result<(String, Vec<String>)> {
    let mut members: BTreeMap<String, Box<RawValue>> = serde_json::from_slice(body)?;
    let mut links = Vec::new();
    for (name, value) in &members {
        if name.ends_with(NEXT_LINK) {
            links.push(serde_json::from_str(value.get())?);
        }
    }
    members.retain(|name, _| !name.ends_with(NEXT_LINK));
    Ok((serde_json::to_string(&members)?, links))
}
