//! Tokens in every place of a body, read by `from_json` and by serde_json.

use std::fmt::Debug;

use dataverse_schema::value::Reference;
use dataverse_schema::{FromRow, Projection, Table};
use proptest::prelude::{Strategy, prop_oneof};
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};

use super::damage::assert_same;
use crate::parcels::{ContosoCarrier, ContosoParcel};

#[derive(Debug, PartialEq, Projection)]
#[projection(table = ContosoCarrier)]
struct Carrier {
    contoso_name: Option<String>,
}

#[derive(Debug, PartialEq, Projection)]
#[projection(table = ContosoParcel)]
struct Parcel {
    contoso_name: Option<String>,
    contoso_pieces: Option<i32>,
    contoso_bulk_number: Option<i64>,
    contoso_depth: Option<f64>,
    owner_id: Option<Reference>,
    #[projection(formatted = contoso_pieces)]
    pieces: Option<String>,
    #[projection(many_to_one = contoso_carrier)]
    carrier: Option<Carrier>,
}

const TOKENS: &[&str] = &[
    "-0",
    "0",
    "-1",
    "+1",
    "01",
    "-01",
    "00",
    "1.",
    ".5",
    "-.5",
    "-",
    "+",
    "1.0",
    "-0.0",
    "1e2",
    "1E+2",
    "1e",
    "1e+",
    "1.e1",
    "0e0",
    "-0e0",
    "0x1",
    "1_0",
    "1 2",
    "2147483647",
    "2147483648",
    "-2147483648",
    "-2147483649",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "00000000000000000000001",
    "1e400",
    "-1e400",
    "1e-400",
    "123456789012345678901234567890",
    "0.1234567890123456789012345678901",
    "NaN",
    "nan",
    "inf",
    "-inf",
    "Infinity",
    "infinity",
    "null",
    "nul",
    "nulls",
    "null1",
    "Null",
    "true",
    "tru",
    "truex",
    "false",
    "falsey",
    "True",
    "''",
    "'a'",
    "\"\"",
    "\"a\"",
    "\"-0\"",
    "\"+1\"",
    "\".5\"",
    "\"1",
    "\"",
    "\"\\\"",
    "\"\\\\\"",
    "\"\\\"\"",
    "\"\\/\\b\\f\\n\\r\\t\"",
    "\"\\u0041\"",
    "\"\\u00e9\\uD83C\\uDF75\"",
    "\"\\ud83d\"",
    "\"\\udf75\\ud83c\"",
    "\"\\ud83d\\n\"",
    "\"\\ud83dx\"",
    "\"\\ud83d\\u0041\"",
    "\"\\u004\"",
    "\"\\u00g0\"",
    "\"\\x41\"",
    "\"\\é\"",
    "\"\\",
    "\"\\u",
    "\"\n\"",
    "\"\t\"",
    "\"\u{0}\"",
    "\"\u{1f}\"",
    "\"\u{7f}\u{80}\u{2028}\"",
    "\"\\\\\u{1}\"",
    "\u{feff}1",
    "\u{a0}1",
    "\u{2003}\"a\"",
    "\u{b}1",
    "\u{c}null",
    "1\u{85}",
    "\"a\"\u{feff}",
    "\t\"a\"\r\n",
    "[]",
    "[1]",
    "[1,]",
    "[,]",
    "[1 2]",
    "[}",
    "{]",
    "[[]",
    "{}",
    "{\"a\":1,}",
    "{\"a\"}",
    "{\"a\":}",
    "{a:1}",
    "{\"a\":1,\"a\":2}",
    "{\"a\":-0,\"b\":\"\\ud83d\"}",
    "{,}",
    "[01]",
    "[\"\\x\"]",
    "[+1]",
    "{\"\\ud83d\":1}",
    "[nul]",
    "",
    ",",
    ":",
    "}",
    "]",
    "//",
    "/**/1",
    "1/**/",
    "{\"Value\":-0}",
    "{\"Value\":true,\"CanBeChanged\":true,\"Value\":true}",
    "{\"Value\":true,\"CanBeChanged\":false,\"x\":[1,{}]}",
    "[true,false,\"a\"]",
    "\"4026be43-6b69-e111-8f65-78e7d1620f5e\"",
    "\"4026be43-6b69-e111-8f65-78e7d1620f5\\u0065\"",
    "\"2023-04-07T21:59:01Z\"",
    "\"2023-04-07T21:59:01\\u005a\"",
    "\"2023-04-07\"",
    "\"1,5\"",
];

/// Returns bodies with this token in every place where a value or a key may be.
fn bodies<T: Table>(token: &str) -> Vec<String> {
    let annotations = [
        "@odata.etag",
        "zz",
        "contoso_pieces@OData.Community.Display.V1.FormattedValue",
        "_ownerid_value@OData.Community.Display.V1.FormattedValue",
        "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname",
        "_ownerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty",
        "contoso_Carrier",
        "contoso_carrier_parcels@odata.nextLink",
    ];
    let columns = T::info().row().iter().map(|column| column.property);
    let mut bodies = Vec::new();
    for property in columns.chain(annotations) {
        let row = format!("{{\"{property}\":{token}}}");
        // A key of the second row is expected there.
        bodies.push(format!("{{\"value\":[{{\"{property}\":null}},{row}]}}"));
        bodies.push(format!(
            "{{\"value\":[{{\"zz\":1,\"{property}\":{token},\"zzz\":[1]}}]}}"
        ));
        bodies.push(format!(
            "{{\"value\":[{{\"{property}\":null,\"{property}\":{token}}}]}}"
        ));
        bodies.push(format!("{{\"value\":[{{\"contoso_Carrier\":{row}}}]}}"));
    }
    for name in [
        "@odata.context",
        "@odata.count",
        "@odata.nextLink",
        "error",
        "value",
        "zz",
    ] {
        bodies.push(format!("{{\"{name}\":{token},\"value\":[]}}"));
        bodies.push(format!("{{\"value\":[],\"{name}\" : {token} }}"));
    }
    bodies.extend([
        token.to_owned(),
        format!("{token}{{\"value\":[]}}"),
        format!("{{\"value\":[]}}{token}"),
        format!("{{\"value\":{token}}}"),
        format!("{{\"value\":[{token}]}}"),
        format!("{{\"value\":[{{}}{token}]}}"),
        format!("{{\"value\":[{{}},{token}]}}"),
        format!("{{\"value\":[{{{token}:1}}]}}"),
        format!("{{\"value\":[{{\"contoso_name\"{token}:1}}]}}"),
        format!("{{\"value\":[{{\"contoso_name\":\"\"{token}}}]}}"),
        format!("{{{token}:[]}}"),
    ]);
    bodies
}

fn compare<P: FromRow + PartialEq + Debug>(token: &str) {
    for body in bodies::<P::Row>(token) {
        assert_same::<P>(&body);
    }
}

#[test]
fn tokens_are_read_like_serde_json_reads_them() {
    for token in TOKENS {
        compare::<ContosoParcel>(token);
        compare::<Parcel>(token);
        assert_same::<Parcel>(&format!(
            "{{\"value\":[{{\"contoso_Carrier\":{{\"contoso_name\":{token}}}}}]}}"
        ));
    }
}

#[test]
fn random_tokens_are_read_like_serde_json_reads_them() {
    let tokens = prop_oneof![
        "[-+.0-9eE]{1,8}",
        "-?[0-9]{1,22}(\\.[0-9]{0,20})?([eE][-+]?[0-9]{0,3})?",
        "\"(\\\\[\"\\\\/bfnrtux]|\\\\u[dD][89a-fA-F][0-9a-f]{2}|\\\\u00[0-7][0-9a-f]|[a\u{1}é🍵 ]){0,4}\"",
        "[\\[\\]{},:\"\\\\ 0a\\-]{1,6}",
        select(TOKENS).prop_map(str::to_owned),
    ];
    let mut runner = TestRunner::new(Config::with_cases(64));
    runner
        .run(&tokens, |token| {
            compare::<ContosoParcel>(&token);
            compare::<Parcel>(&token);
            Ok(())
        })
        .expect("the same result");
}

/// serde_json allows 128 levels of what it doesn't skip.
#[test]
fn deep_values_are_read_like_serde_json_reads_them() {
    for depth in [124, 125, 126, 127, 128, 129, 200] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("{\"Value\":", "}")] {
            let (open, close) = (open.repeat(depth), close.repeat(depth));
            let deep = format!("{open}1{close}");
            compare::<ContosoParcel>(&deep);
            compare::<Parcel>(&deep);
            let managed = format!("{{\"Value\":true,\"CanBeChanged\":true,\"x\":{deep}}}");
            compare::<ContosoParcel>(&managed);
            assert_same::<Parcel>(&format!("{{\"value\":[{{\"zz\":{open}"));
        }
    }
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let (open, close) = (open.repeat(100_000), close.repeat(100_000));
        for property in ["contoso_pieces", "contoso_locked", "contoso_name", "zz"] {
            let body = format!("{{\"value\":[{{\"{property}\":{open}1{close}}}]}}");
            assert_same::<ContosoParcel>(&body);
            assert_same::<Parcel>(&body);
        }
    }
}
