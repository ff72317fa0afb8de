mod schema {
    dataverse_schema::include_schema!(
        ["contoso_parcel.md", "contoso_carrier.md"],
        entity_sets(account = "accounts"),
    );
}
use dataverse_schema::prelude::*;
use schema::{ContosoCarrier, ContosoParcel, tables::Account};

fn bind(account: Id<Account>, carrier: Id<ContosoCarrier>) {
    let c = ContosoParcel::columns();
    let _ = ContosoParcel::create().bind(c.contoso_recipient, account);
    let _ = ContosoParcel::create().bind(c.contoso_recipient, carrier);
}

fn main() {}
