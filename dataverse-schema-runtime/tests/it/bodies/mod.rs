//! Random bodies with every column in every form, and invalid bodies.

mod damage;
mod forms;
mod tokens;
mod wrong;

use dataverse_schema::Table;
use dataverse_schema::prelude::*;
use serde::de::DeserializeOwned;

use crate::{packages, parcels};

#[test]
fn columns_of_every_type_round_trip() {
    let forms = forms::round_trip::<parcels::ContosoParcel>(256);
    assert!(forms > 150, "only {forms} forms of its columns");
    forms::round_trip::<parcels::ContosoCarrier>(64);
}

#[test]
fn reference_tables_round_trip() {
    forms::round_trip::<packages::PluginPackage>(64);
    forms::round_trip::<packages::StagedMetadataAsyncOperation>(64);
}

#[test]
fn wrong_values_are_errors_with_table_and_property() {
    let count = wrong::check::<parcels::ContosoParcel>()
        + wrong::check::<packages::PluginPackage>()
        + wrong::check::<packages::StagedMetadataAsyncOperation>();
    assert!(count > 3000, "only {count}");
}

const PARCEL: &str = concat!(
    "{\"@odata.etag\":\"W/\\\"1\\\"\",\"contoso_name\":\"Tea 🍵 \\ud83c\\udf75\",\"contoso_pieces\":12,",
    "\"contoso_fee\":12.50,\"contoso_bulknumber\":\"9007199254740993\",\"contoso_fragile\":false,",
    "\"_ownerid_value\":\"fd140aae-4df4-11dd-bd17-0019b9312238\",",
    "\"_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname\":\"team\",",
    "\"contoso_contents\":\"1,5\",\"zz\":{\"a\":[1,{\"b\":null}]}}"
);

#[test]
fn text_is_read_like_serde_json_reads_it() {
    damage::compare::<parcels::ContosoParcel>(PARCEL);
}

/// Truncates a body at every byte.
fn cut<T: Table + DeserializeOwned>(body: &str) {
    serde_json::from_str::<T>(body).expect("a row");
    let table = format!("table `{}`: ", T::info().logical_name);
    for end in (1..body.len()).filter(|end| body.is_char_boundary(*end)) {
        let error = serde_json::from_str::<T>(&body[..end]).expect_err("a truncated body");
        assert!(
            error.to_string().contains(&table),
            "{error}: {}",
            &body[..end]
        );
    }
}

#[test]
fn truncated_body_is_an_error_with_the_table() {
    cut::<parcels::ContosoParcel>(PARCEL);
}

#[test]
fn huge_values_are_short_errors() {
    wrong::huge::<parcels::ContosoParcel>(100_000);
}

#[test]
fn huge_text_is_read_and_rejected_by_validation() {
    let text = "x".repeat(100_000_000);
    let body = format!("{{\"contoso_name\":\"{text}\"}}");
    let row: parcels::ContosoParcel =
        serde_json::from_str(&body).expect("reading checks no length");
    let invalid = row.validate().expect_err("it is too long");
    assert!(
        invalid
            .to_string()
            .ends_with("string is 100000000 UTF-16 code units long; MaxLength is 12")
    );
    let body = format!("{{\"contoso_pickuptime\":\"{text}\"}}");
    let error = serde_json::from_str::<parcels::ContosoParcel>(&body).expect_err("not a time");
    assert!(
        error.to_string().len() < 1000,
        "{} bytes",
        error.to_string().len()
    );
}
