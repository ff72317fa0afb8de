//! Links and conditions of FetchXML that don't fit the table or the column.

mod schema {
    dataverse_schema::include_schema!("contoso_carrier.md", "contoso_depot.md", "contoso_parcel.md");
}
use dataverse_schema::prelude::*;
use schema::{ContosoCarrier, ContosoDepot, ContosoParcel};

fn main() {
    let (c, p) = (ContosoDepot::columns(), ContosoParcel::columns());
    let carrier = ContosoParcel::many_to_one().contoso_carrier;
    let down = ContosoDepot::one_to_many().contoso_depot_depots;
    // A link from another table.
    ContosoDepot::fetch().link(carrier.inner());
    // A link whose rows aren't returned, and one whose rows are.
    ContosoDepot::fetch().link(down.exists());
    ContosoDepot::fetch().require(down.inner());
    // A relationship to a table without a page.
    ContosoDepot::many_to_one().contoso_manager.outer();
    // A condition on another table, a pattern for a number, and columns of different types.
    ContosoDepot::fetch().filter(p.contoso_name.matches("a%"));
    ContosoDepot::fetch().filter(c.contoso_calls.matches("a%"));
    let up = ContosoDepot::many_to_one().contoso_parent_depot;
    ContosoDepot::fetch().filter(c.contoso_calls.eq_related(up.column(c.contoso_name)));
    // Columns of different types, and of a type that doesn't link; a column of another table.
    c.contoso_town.link_to(p.contoso_pieces);
    p.contoso_contents.link_to(p.contoso_contents);
    down.linked_column(p.contoso_name);
    // A total that only FetchXML computes.
    ContosoDepot::aggregate().compute(up.column(c.contoso_calls).sum());
    // The part of a date that isn't one.
    ContosoDepot::fetch_groups().group_by(c.contoso_name.month());
    // Links in two calls.
    ContosoDepot::fetch().link(up.inner()).link(down.inner());
    let _ = ContosoCarrier::columns();
}
