mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use dataverse_schema::query::Total;
use schema::{ContosoCarrier, ContosoParcel};

fn main() {
    let c = ContosoParcel::columns();
    let parcels = ContosoParcel::unlisted().aggregate();
    let _ = parcels.clone().group_by(c.contoso_sealed_on);
    let _ = parcels.clone().group_by((c.statecode, c.contoso_contents));
    let _ = parcels.clone().group_by(ContosoCarrier::columns().contoso_name);
    let _ = parcels.clone().compute((Total::count(), c.contoso_name.sum()));
    let _ = parcels.clone().compute(c.contoso_service.max());
    let _ = parcels.clone().compute(c.contoso_pieces);
    let _ = parcels.group_by(c.statecode).group_by(c.contoso_service);
}
