mod schema {
    dataverse_schema::include_schema!(
        [
            "contoso_carrier.md",
            "contoso_depot.md",
            "contoso_parcel.md",
            "contoso_reading.md"
        ],
        entity_sets(team = "teams")
    );
}
use dataverse_schema::prelude::*;
use dataverse_schema::request::BaseUrl;
use schema::{tables, ContosoDepot, ContosoParcel, ContosoReading};

fn read_only(base: &BaseUrl, id: Id<ContosoParcel>, team: Id<tables::Team>) {
    let owning_team = ContosoParcel::many_to_one().owningteam;
    let _ = owning_team.path(id).unlisted().set(base, team);
    let _ = owning_team.path(id).unlisted().clear();
    let _ = ContosoParcel::update(id).clear_over(owning_team);
}

fn create_only(base: &BaseUrl, id: Id<ContosoReading>, depot: Id<ContosoDepot>) {
    let station = ContosoReading::many_to_one().contoso_station_contoso_depot;
    let _ = station.path(id).unlisted().set(base, depot);
    let _ = ContosoReading::update(id).clear_over(station);
    // New rows may have it.
    let _ = ContosoReading::create().insert(station, ContosoDepot::create());
}

fn main() {}
