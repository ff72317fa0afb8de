pub mod schema {
    dataverse_schema::include_schema!("contoso_depot.md");
}
use dataverse_schema::prelude::*;
use schema::ContosoDepot;

fn next_page_after_the_request() {
    let query = ContosoDepot::query();
    let _ = query.into_request();
    let _ = query.next_page("https://contoso.crm.dynamics.com/api/data/v9.2/contoso_depots?$skiptoken=1");
}

fn changes_after_the_request() {
    let changes = ContosoDepot::create();
    let _ = changes.into_request();
    let _ = changes.validate();
}

fn discarded_step() {
    let c = ContosoDepot::columns();
    let changes = ContosoDepot::create();
    changes.set(c.contoso_name, "North");
    let _ = changes.into_request();
}

fn main() {}
