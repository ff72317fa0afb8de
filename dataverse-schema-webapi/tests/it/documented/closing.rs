//! Actions that close a row with an activity, whose values are typed.

use dataverse_schema::prelude::*;
use serde_json::json;

use super::{assert_post, id};

mod schema {
    dataverse_schema::include_schema!(
        [
            "../schemas/operations/dataverse.md",
            "../tests/pages/closing/incident.md",
            "../tests/pages/closing/incidentresolution.md",
            "../tests/pages/closing/opportunityclose.md",
            "../tests/pages/documented/opportunity.md"
        ],
        dir = "."
    );
}
use schema::incident::StatusCode;
use schema::operations::{CloseIncident, LoseOpportunity, WinOpportunity};
use schema::{Incident, IncidentResolution, Opportunity, OpportunityClose};

const CLOSED: &str = "b3828ac8-917a-e511-80d2-00155d2a68d2";

/// The request of "Use Web API actions", which leaves out the type. The service needs it where an
/// argument may be a row of several tables.
#[test]
fn an_opportunity_is_won_with_an_activity() {
    let c = OpportunityClose::columns();
    let close = || {
        OpportunityClose::create()
            .set(c.subject, "Won Opportunity")
            .bind(c.opportunity_id, id::<Opportunity>(CLOSED))
    };
    let documented = |status| {
        json!({
            "Status": status,
            "OpportunityClose": {
                "@odata.type": "Microsoft.Dynamics.CRM.opportunityclose",
                "subject": "Won Opportunity",
                "opportunityid@odata.bind": format!("/opportunities({CLOSED})"),
            },
        })
    };
    assert_post(
        WinOpportunity::new(close(), 3),
        "WinOpportunity",
        &documented(3),
    );
    assert_post(
        LoseOpportunity::new(close(), 4),
        "LoseOpportunity",
        &documented(4),
    );
}

/// The values of the example of `CloseIncidentRequest`, in the form of the request above.
#[test]
fn a_case_is_closed_with_a_resolution() {
    let c = IncidentResolution::columns();
    let resolution = IncidentResolution::create()
        .set(c.subject, "Case Closed")
        .bind(c.incident_id, id::<Incident>(CLOSED));
    assert_post(
        CloseIncident::new(resolution, StatusCode::ProblemSolved),
        "CloseIncident",
        &json!({
            "Status": 5,
            "IncidentResolution": {
                "@odata.type": "Microsoft.Dynamics.CRM.incidentresolution",
                "subject": "Case Closed",
                "incidentid@odata.bind": format!("/incidents({CLOSED})"),
            },
        }),
    );
}

/// The rules of the new row are those of its page.
#[test]
fn the_activity_is_checked() {
    let c = IncidentResolution::columns();
    let resolution = IncidentResolution::create().set(c.subject, "x".repeat(201));
    let action = CloseIncident::new(resolution, StatusCode::ProblemSolved);
    assert!(action.into_request().is_err());
}
