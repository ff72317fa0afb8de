//! Base URLs: what is completed, and what is rejected with the right form.

use dataverse_schema::request::BaseUrl;

fn parsed(text: &str) -> String {
    let base: BaseUrl = text.parse().unwrap_or_else(|error| panic!("{error}"));
    base.to_string()
}

fn refused(text: &str) -> String {
    let base = text.parse::<BaseUrl>();
    base.expect_err(text).to_string()
}

const ENVIRONMENT: &str = "https://contoso.crm.dynamics.com";

#[test]
fn base_urls_are_completed() {
    for path in [
        "",
        "/",
        "//",
        "/api/data",
        "/api/data/",
        "/API/Data/",
        "/api/data/v9.2",
        "/api/data/v9.2/",
        "/api/data/V9.2",
        "//api//data//v9.2//",
        "/XRMServices/2011/Organization.svc",
        "/XRMServices/2011/Organization.svc/web",
        "/xrmservices/2011/organization.svc/web?SDKClientVersion=9.2",
        "/XRMServices/2011/Organization.svc?wsdl",
        "/XRMServices/2011/OrganizationData.svc/",
    ] {
        assert_eq!(
            parsed(&format!("{ENVIRONMENT}{path}")),
            format!("{ENVIRONMENT}/api/data/v9.2/"),
            "{path}"
        );
    }
    for (text, expected) in [
        (
            "https://contoso.crm.dynamics.com/api/data/v9.1",
            "https://contoso.crm.dynamics.com/api/data/v9.1/",
        ),
        (
            "HTTPS://Contoso.api.crm4.dynamics.com",
            "https://Contoso.api.crm4.dynamics.com/api/data/v9.2/",
        ),
        ("http://[::1]:80", "http://[::1]:80/api/data/v9.2/"),
        (
            "http://127.0.0.1:8080",
            "http://127.0.0.1:8080/api/data/v9.2/",
        ),
    ] {
        assert_eq!(parsed(text), expected);
    }
}

/// The organization is part of the path there.
#[test]
fn base_urls_on_premises_are_completed() {
    for (text, expected) in [
        ("http://crm/Contoso", "http://crm/Contoso/api/data/v9.2/"),
        (
            "https://crm.contoso.com:5555/Contoso/api/data",
            "https://crm.contoso.com:5555/Contoso/api/data/v9.2/",
        ),
        (
            "http://crm/Contoso/XRMServices/2011/Organization.svc",
            "http://crm/Contoso/api/data/v9.2/",
        ),
        (
            "https://contoso.example.com/api/data/v9.1/",
            "https://contoso.example.com/api/data/v9.1/",
        ),
        // Behind a gateway, where the version shows that the path is meant.
        (
            "https://gateway.example.com/dataverse/test/api/data/v9.2",
            "https://gateway.example.com/dataverse/test/api/data/v9.2/",
        ),
    ] {
        assert_eq!(parsed(text), expected);
    }
}

#[test]
fn wrong_base_urls_are_refused_with_the_right_form() {
    for path in [
        "/main.aspx",
        "/main.aspx?appid=1#x",
        "/?a",
        "#a",
        "/apps/sales",
        "/contoso",
        "/api/discovery/v2.0/Instances",
        "/XRMServices/2011/Discovery.svc",
        "/contoso/XRMServices/2011/Organization.svc",
        "/contoso/api/data/v9.2",
    ] {
        assert_eq!(
            refused(&format!("{ENVIRONMENT}{path}")),
            format!(
                "invalid environment URL `{ENVIRONMENT}{path}`: expected a URL like `{ENVIRONMENT}`"
            )
        );
    }
    for path in [
        "/api/data/v9.2/accounts",
        "/api/data/v9.2/$metadata",
        "/api/data/v9.2/api/data/v9.2",
    ] {
        assert_eq!(
            refused(&format!("{ENVIRONMENT}{path}")),
            format!(
                "invalid environment URL `{ENVIRONMENT}{path}`: expected a URL like `{ENVIRONMENT}/api/data/v9.2/`"
            )
        );
    }
    for version in ["9.2", "accounts", "v9", "v9.", "v9.x", "v9.2/?$top=1"] {
        let text = refused(&format!("{ENVIRONMENT}/api/data/{version}"));
        assert!(
            text.ends_with(&format!("`{ENVIRONMENT}/api/data/v9.2/`")),
            "{text}"
        );
    }
    for (text, expected) in [
        ("contoso.crm.dynamics.com", ENVIRONMENT),
        ("contoso.crm.dynamics.com/api/data/v9.2", ENVIRONMENT),
        ("ftp://contoso.crm.dynamics.com", ENVIRONMENT),
        ("https:contoso.crm.dynamics.com", ENVIRONMENT),
        ("https://user:pass@fabrikam.crm.dynamics.com", ENVIRONMENT),
        (
            "https://make.powerapps.com/environments/1/home",
            ENVIRONMENT,
        ),
        ("contoso", ENVIRONMENT),
        ("", ENVIRONMENT),
        ("https://", ENVIRONMENT),
        ("https:///api/data", ENVIRONMENT),
        ("https:// x", ENVIRONMENT),
        ("https://x y/api/data", ENVIRONMENT),
        (
            "fabrikam.crm.dynamics.com",
            "https://fabrikam.crm.dynamics.com",
        ),
        ("http://crm/a/b", "http://crm/a/b/api/data/v9.2/"),
        (
            "http://crm/a/b/XRMServices/2011/Organization.svc",
            "http://crm/a/b/api/data/v9.2/",
        ),
        ("http://crm/a/../b", "http://crm"),
        ("http://crm/default.aspx", "http://crm"),
        (
            "http://crm/Contoso/api/data/v9.1/x",
            "http://crm/Contoso/api/data/v9.1/",
        ),
        ("https://x/?a", "https://x"),
    ] {
        let error = refused(text);
        assert!(
            error.ends_with(&format!(": expected a URL like `{expected}`")),
            "{error}"
        );
    }
}

#[test]
fn absolute_urls_are_joined_unchanged() {
    let base: BaseUrl = ENVIRONMENT.parse().expect("a valid value");
    for link in ["https://x/y", "HTTPS://x/y", "http://x/y"] {
        assert_eq!(base.join(link), link);
    }
    assert_eq!(
        base.join("/httpsx"),
        format!("{ENVIRONMENT}/api/data/v9.2/httpsx")
    );
}

#[test]
fn credentials_are_not_shown() {
    for (url, shown) in [
        (
            "https://me:secret@contoso.crm.dynamics.com",
            "https://…@contoso.crm.dynamics.com",
        ),
        (
            "me:secret@contoso.crm.dynamics.com/x",
            "…@contoso.crm.dynamics.com/x",
        ),
        ("https://me:sec/ret@x@contoso.com", "https://…@contoso.com"),
    ] {
        let error = url.parse::<BaseUrl>().expect_err("credentials");
        assert!(error.to_string().contains(&format!("`{shown}`")), "{error}");
        let all = format!("{error} {error:?}");
        assert!(!all.contains("sec") && !all.contains("me:"), "{all}");
    }
}
