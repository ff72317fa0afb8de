mod schema {
    dataverse_schema::include_schema!(
        "contoso_call.md",
        entity_sets(account = "accounts", contact = "contacts"),
    );
}
use dataverse_schema::party::PartyRole;
use dataverse_schema::prelude::*;
use schema::{ContosoCall, tables::{Account, Contact}};

fn call(account: Id<Account>) {
    let c = ContosoCall::columns();
    let _: Id<Contact> = account;
    let _ = ContosoCall::create().add_party_as(c.contoso_callers, PartyRole::Customer, account);
}

fn main() {}
