//! The forms in which people know the URL of an environment.

/// The path of the Web API below an environment's URL.
const SERVICE: &str = "api/data";
const VERSION: &str = "v9.2";
const EXAMPLE: &str = "https://contoso.crm.dynamics.com";

/// The domains of online environments, whose URLs have no path.
const ONLINE: [&str; 4] = [
    ".dynamics.com",
    ".dynamics.cn",
    ".microsoftdynamics.us",
    ".appsplatform.us",
];
/// The domain of pages to manage environments.
const PORTALS: &str = ".powerapps.com";

/// Returns the URL of the Web API of an environment, or else the form that is expected instead.
pub(super) fn service_url(text: &str) -> Result<String, String> {
    let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
    let (address, query) = rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len()));
    let (host, path) = address.split_at(address.find('/').unwrap_or(address.len()));
    let is_online = has_domain(host, &ONLINE);
    if !is_host(host) || has_domain(host, &[PORTALS]) {
        return Err(EXAMPLE.to_owned());
    }
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(&*scheme, "https" | "http") {
        let host = if is_online {
            host
        } else {
            return Err(EXAMPLE.to_owned());
        };
        return Err(format!("https://{host}"));
    }
    let root = format!("{scheme}://{host}");
    let segments: Vec<&str> = path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .collect();
    if !segments.iter().all(|segment| is_segment(segment)) {
        return Err(root);
    }
    let path = Path::split(&segments);
    if is_online && !path.organization.is_empty() {
        return Err(root);
    }
    path.service_url(&root, !query.is_empty())
}

/// The path of a URL.
struct Path<'p> {
    /// The segments before the service: the organization, on premises.
    organization: &'p [&'p str],
    service: Service<'p>,
}

/// The service that a URL names, with the segments after it.
enum Service<'p> {
    None,
    /// `/api/data`
    WebApi(&'p [&'p str]),
    /// `/XRMServices/2011`
    Organization(&'p [&'p str]),
}

impl<'p> Path<'p> {
    fn split(segments: &'p [&'p str]) -> Self {
        let is_at = |index: usize, names: [&str; 2]| {
            let found = segments[index..].iter().take(2);
            found.len() == 2 && found.zip(names).all(|(a, b)| a.eq_ignore_ascii_case(b))
        };
        for (index, _) in segments.iter().enumerate() {
            let (organization, rest) = segments.split_at(index);
            let service = if is_at(index, ["api", "data"]) {
                Service::WebApi(&rest[2..])
            } else if is_at(index, ["XRMServices", "2011"]) {
                Service::Organization(&rest[2..])
            } else {
                continue;
            };
            return Self {
                organization,
                service,
            };
        }
        Self {
            organization: segments,
            service: Service::None,
        }
    }

    fn service_url(&self, root: &str, has_query: bool) -> Result<String, String> {
        let mut environment = root.to_owned();
        for segment in self.organization {
            environment.push('/');
            environment.push_str(segment);
        }
        let service =
            |version: &str| format!("{environment}/{SERVICE}/{}/", version.to_ascii_lowercase());
        match (&self.service, self.organization) {
            (Service::WebApi([]), _) if !has_query => Ok(service(VERSION)),
            (Service::WebApi([version]), _) if !has_query && is_version(version) => {
                Ok(service(version))
            }
            (Service::WebApi([version, ..]), _) if is_version(version) => Err(service(version)),
            (Service::WebApi(_), _) => Err(service(VERSION)),
            (Service::Organization(rest), _) if !is_organization_service(rest) => Err(environment),
            (Service::None, _) if has_query => Err(root.to_owned()),
            (Service::None, [name]) if name.contains('.') => Err(root.to_owned()),
            (_, [] | [_]) => Ok(service(VERSION)),
            // Only the whole path shows that nothing of it is too much.
            _ => Err(service(VERSION)),
        }
    }
}

fn is_organization_service(segments: &[&str]) -> bool {
    let (Some((service, [])) | Some((service, ["web"]))) = segments.split_first() else {
        return false;
    };
    let services = ["Organization.svc", "OrganizationData.svc"];
    services
        .iter()
        .any(|known| known.eq_ignore_ascii_case(service))
}

/// Returns true for `v9.2`.
fn is_version(segment: &str) -> bool {
    let Some((major, minor)) = segment
        .strip_prefix(['v', 'V'])
        .and_then(|numbers| numbers.split_once('.'))
    else {
        return false;
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    is_number(major) && minor.split('.').all(is_number)
}

fn is_segment(segment: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\');
    !matches!(segment, "." | "..") && segment.chars().all(is_plain)
}

fn is_host(host: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let (is_valid, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, port)) => {
            let is_address = |c: char| c.is_ascii_hexdigit() || matches!(c, ':' | '.');
            (!address.is_empty() && address.chars().all(is_address), port)
        }
        None => {
            let (name, port) = host.split_at(host.find(':').unwrap_or(host.len()));
            (!name.is_empty() && name.chars().all(is_name), port)
        }
    };
    let is_port = |port: &str| port.bytes().all(|c| c.is_ascii_digit());
    is_valid && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
}

fn has_domain(host: &str, domains: &[&str]) -> bool {
    let name = host
        .split(':')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    domains.iter().any(|domain| name.ends_with(domain))
}
