#![deny(deprecated)]
mod schema {
    dataverse_schema::include_schema!("contoso_ledger.md", deprecated = warn);
}
mod silent {
    dataverse_schema::include_schema!("contoso_ledger.md");
}
use dataverse_schema::prelude::*;
use schema::contoso_ledger::ContosoStage;

fn main() {
    let c = schema::ContosoLedger::columns();
    let _ = schema::ContosoLedger::create()
        .set(c.contoso_old_code, "1")
        .set(c.contoso_stage, ContosoStage::Void);
    let c = silent::ContosoLedger::columns();
    let _ = silent::ContosoLedger::create().set(c.contoso_old_code, "1");
}
