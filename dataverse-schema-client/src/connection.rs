use crate::gate::Gate;
use crate::limits::Limits;
use crate::origin::Origin;
use crate::token::TokenCache;

/// What the requests of a client share.
pub(crate) struct Connection {
    pub(crate) http: reqwest::Client,
    pub(crate) origin: Origin,
    pub(crate) tokens: TokenCache,
    pub(crate) gate: Gate,
    pub(crate) limits: Limits,
}
