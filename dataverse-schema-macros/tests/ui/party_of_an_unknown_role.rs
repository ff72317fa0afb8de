mod schema {
    dataverse_schema::include_schema!("contoso_call.md", entity_sets(contact = "contacts"));
}
use dataverse_schema::prelude::*;
use schema::{ContosoCall, tables::Contact};

fn call(contact: Id<Contact>) {
    let c = ContosoCall::columns();
    let _ = ContosoCall::create().add_party(c.partners, contact);
    let _ = ContosoCall::create().add_party(c.allparties, contact);
}

fn main() {}
