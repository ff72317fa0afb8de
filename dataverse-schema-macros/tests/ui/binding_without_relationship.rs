mod schema {
    dataverse_schema::include_schema!("contoso_ledger.md", "contoso_carrier.md");
}
use dataverse_schema::prelude::*;
use schema::{ContosoCarrier, ContosoLedger};

fn bind(carrier: Id<ContosoCarrier>) {
    let c = ContosoLedger::columns();
    let _ = ContosoLedger::create().bind(c.contoso_keeper, carrier);
    let _ = ContosoLedger::create().clear(c.contoso_keeper);
    // Only new rows could set it.
    let _ = ContosoLedger::create().bind(c.contoso_origin, carrier);
}

fn main() {}
