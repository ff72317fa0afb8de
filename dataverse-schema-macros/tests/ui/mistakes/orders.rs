pub mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

fn column_without_direction() {
    let c = ContosoDepot::columns();
    let _ = ContosoDepot::query().order_by(c.contoso_name);
}

fn name_of_a_column() {
    let _ = ContosoDepot::query().order_by("contoso_name desc");
}

fn two_orders() {
    let c = ContosoDepot::columns();
    let _ = ContosoDepot::query().order_by(c.contoso_name.asc(), c.contoso_town.desc());
}

fn list_of_orders() {
    let c = ContosoDepot::columns();
    let _ = ContosoDepot::query().order_by([c.contoso_name.asc(), c.contoso_town.desc()]);
}

fn column_of_another_table() {
    let c = ContosoCarrier::columns();
    let _ = ContosoDepot::query().order_by(c.contoso_name.asc());
}

fn column_of_another_table_without_direction() {
    let c = ContosoCarrier::columns();
    let _ = ContosoDepot::query().order_by(c.contoso_name);
}

fn write_only_column() {
    let c = ContosoParcel::columns();
    let _ = ContosoParcel::unlisted().query().order_by(c.contoso_pin.asc());
}

fn relationship() {
    let _ = ContosoDepot::query().order_by(ContosoDepot::many_to_one().contoso_parent_depot.asc());
}

fn ascending_with_a_wrong_name() {
    let c = ContosoDepot::columns();
    let _ = ContosoDepot::query().order_by(c.contoso_name.ascending());
}

fn descending_as_an_argument() {
    let c = ContosoDepot::columns();
    let _ = ContosoDepot::query().order_by(c.contoso_name, true);
}

fn order_of_related_rows() {
    let depots = ContosoDepot::one_to_many().contoso_depot_depots;
    let _ = ContosoDepot::query().expand(depots.order_by(ContosoDepot::columns().contoso_name));
}

fn main() {}
