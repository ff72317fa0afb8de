use std::env;
use std::sync::Arc;

use azure_core::credentials::Secret;
use azure_identity::{
    ClientSecretCredential, DeveloperToolsCredential, ManagedIdentityCredential,
    ManagedIdentityCredentialOptions, UserAssignedId, WorkloadIdentityCredential,
};
use clap::Args;
use dataverse_schema_client::{FixedToken, TokenCredential};
use dataverse_schema_pages::{Code, Diagnostic};
use dataverse_schema_webapi::request::BaseUrl;

const TENANT: &str = "AZURE_TENANT_ID";
const CLIENT: &str = "AZURE_CLIENT_ID";
const SECRET: &str = "AZURE_CLIENT_SECRET";
const FEDERATED: &str = "AZURE_FEDERATED_TOKEN_FILE";

/// How to sign in.
#[derive(Args)]
pub(super) struct SignInOptions {
    /// Name of an environment variable with an access token for the environment
    #[arg(long, value_name = "NAME", conflicts_with = "managed_identity")]
    token_env: Option<String>,

    /// Sign in with the managed identity of this machine; AZURE_CLIENT_ID selects one of several
    #[arg(long)]
    managed_identity: bool,
}

/// A way to sign in, as the options and the environment variables say.
pub(super) enum SignIn {
    Token(String),
    ManagedIdentity,
    Secret,
    FederatedToken,
    DeveloperTools,
}

impl SignInOptions {
    pub(super) fn choose(&self) -> SignIn {
        match &self.token_env {
            Some(name) => SignIn::Token(name.clone()),
            None if self.managed_identity => SignIn::ManagedIdentity,
            None if variable(SECRET).is_some() => SignIn::Secret,
            None if variable(FEDERATED).is_some() => SignIn::FederatedToken,
            None => SignIn::DeveloperTools,
        }
    }
}

impl SignIn {
    /// Creates the credential for an environment.
    pub(super) fn credential(
        &self,
        base: &BaseUrl,
    ) -> Result<Arc<dyn TokenCredential>, Diagnostic> {
        let credential: azure_core::Result<Arc<dyn TokenCredential>> = match self {
            Self::Token(name) => {
                let token = need(name)?;
                // What `az … --output json` prints is in quotes.
                let token = token.trim().trim_matches('"');
                return Ok(Arc::new(FixedToken::new(token)));
            }
            Self::ManagedIdentity => {
                let options = ManagedIdentityCredentialOptions {
                    user_assigned_id: variable(CLIENT).map(UserAssignedId::ClientId),
                    ..Default::default()
                };
                ManagedIdentityCredential::new(Some(options)).map(|credential| credential as _)
            }
            Self::Secret => {
                let secret = Secret::new(need(SECRET)?);
                ClientSecretCredential::new(&need(TENANT)?, need(CLIENT)?, secret, None)
                    .map(|credential| credential as _)
            }
            Self::FederatedToken => {
                WorkloadIdentityCredential::new(None).map(|credential| credential as _)
            }
            Self::DeveloperTools => {
                DeveloperToolsCredential::new(None).map(|credential| credential as _)
            }
        };
        credential.map_err(|error| {
            let message = format!("cannot sign in: {error}");
            Diagnostic::general(Code::NotSignedIn, message).help(self.help(base))
        })
    }

    /// Returns what to do without a token, or about a rejected one.
    pub(super) fn help(&self, base: &BaseUrl) -> String {
        let url = base.as_str();
        let (environment, _) = url.split_once("/api/data/").unwrap_or((url, ""));
        match self {
            Self::Token(name) => format!(
                "set `{name}` to a new token for this environment: `az account get-access-token --resource {environment} --query accessToken --output tsv` prints one"
            ),
            Self::ManagedIdentity => {
                "check that this machine has a managed identity that is an application user of the environment; `AZURE_CLIENT_ID` selects one of several".to_owned()
            }
            Self::Secret => format!(
                "check `{TENANT}`, `{CLIENT}`, and `{SECRET}`, and that the secret hasn't expired; without `{SECRET}`, the user of the Azure CLI signs in"
            ),
            Self::FederatedToken => format!("check `{TENANT}`, `{CLIENT}`, and `{FEDERATED}`"),
            Self::DeveloperTools => format!(
                "sign in with `az login` or `azd auth login`, set `{TENANT}`, `{CLIENT}`, and `{SECRET}`, or pass `--token-env` or `--managed-identity`"
            ),
        }
    }
}

/// Returns the value of an environment variable that isn't empty.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.trim().is_empty())
}

fn need(name: &str) -> Result<String, Diagnostic> {
    variable(name).ok_or_else(|| {
        let message = format!("environment variable `{name}` isn't set");
        let help = if name == TENANT || name == CLIENT {
            format!("set it, too: `{SECRET}` alone isn't enough to sign in")
        } else {
            "set it to an access token for the environment".to_owned()
        };
        Diagnostic::general(Code::NotSignedIn, message).help(help)
    })
}
