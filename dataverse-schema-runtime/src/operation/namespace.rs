/// The namespace of the Web API's own types.
pub(super) const NAMESPACE: &str = "Microsoft.Dynamics.CRM";
