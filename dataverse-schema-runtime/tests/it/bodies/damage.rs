//! Damaged bodies, read by `from_json` and by serde_json.

use std::fmt::Debug;

use dataverse_schema::{FromRow, Rows, Table};

/// What is put in place of bytes.
const MARKS: [&str; 20] = [
    "", "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "-", ".", "e", " ", "\n", "\u{1}", "é", "n",
    "\\u0041", "\\ud83d",
];

/// Compares rows, annotations, and errors; `Debug` tells -0.0 from 0.
pub(super) fn assert_same<P: FromRow + PartialEq + Debug>(body: &str) {
    let by_serde = serde_json::from_str::<Rows<P>>(body);
    match (Rows::<P>::from_json(body), by_serde) {
        (Ok(rows), Ok(by_serde)) => {
            assert_eq!(rows, by_serde, "{body}");
            assert_eq!(format!("{rows:?}"), format!("{by_serde:?}"), "{body}");
        }
        (Err(error), Err(by_serde)) => {
            assert_eq!(error.to_string(), by_serde.to_string(), "{body}");
        }
        (Ok(_), Err(error)) => panic!("read in spite of {error}: {body}"),
        (Err(error), Ok(_)) => panic!("{error}: {body}"),
    }
}

/// Compares what is read of a row after each of its bytes was replaced by each mark, and after
/// each mark was inserted there.
///
/// The keys of the row are known from the rows before it.
pub(crate) fn compare<T: Table + PartialEq + Debug>(row: &str) {
    for at in (0..row.len()).filter(|at| row.is_char_boundary(*at)) {
        let (before, after) = row.split_at(at);
        let rest = after.chars().next().map_or(0, char::len_utf8);
        for mark in MARKS {
            for after in [after, &after[rest..]] {
                let damaged = format!("{before}{mark}{after}");
                assert_same::<T>(&format!("{{\"value\":[{row},{row},{damaged}]}}"));
            }
        }
    }
    for body in [
        format!(" {{ \"value\" : [ {row} , {row}\n]\t}}\r\n"),
        format!("{{\"value\":[{row}],}}"),
        format!("{{\"value\":[{row},]}}"),
        format!("{{\"value\":[,{row}]}}"),
        format!("{{,\"value\":[{row}]}}"),
        format!("{{\"value\":[{row}]}}}}"),
        format!("{{\"value\":[{row}]}} x"),
        format!("{{\"value\":[{row}"),
        format!("{{\"value\":[{row}]"),
        format!("{{\"value\":{row}}}"),
        format!("[{row}]"),
        String::new(),
    ] {
        assert_same::<T>(&body);
    }
}
