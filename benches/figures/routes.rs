//! The results of `compile_cost --routes`.

use std::fmt::Write as _;

use serde_json::Value;

use crate::results::{Runs, list, origin, text};
use tables::Result;

/// Returns a table for each number of tables.
pub(crate) fn table(results: &Value) -> Result<String> {
    let mut table = origin(results)?;
    for size in list(results, "sizes")? {
        let routes = list(size, "routes")?;
        let measures = list(routes.first().ok_or("no routes")?, "measures")?;
        write!(table, "\n| tables: {} |", size["pages"])?;
        for measure in measures {
            write!(table, " {} |", text(measure, "name")?)?;
        }
        writeln!(
            table,
            " check, MB |\n|---{}|---|",
            "|---".repeat(measures.len())
        )?;
        for route in routes {
            write!(table, "| {} |", text(route, "route")?)?;
            let measures = list(route, "measures")?;
            for measure in measures {
                write!(table, " {} |", Runs::new(&measure["seconds"], 1.0)?.show(2))?;
            }
            let check = measures.first().ok_or("no measures")?;
            let memory = match &check["memory"] {
                Value::Null => String::new(),
                memory => format!("{:.0}", Runs::new(memory, 1e6)?.median),
            };
            writeln!(table, " {memory} |")?;
        }
    }
    Ok(table)
}
