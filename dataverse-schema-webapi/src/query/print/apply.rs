use super::printer::Printer;
use crate::query::ast::{Apply, Computed};

/// Returns the URL of a query for groups of rows.
pub(crate) fn apply_url(apply: &Apply) -> String {
    let Apply {
        path,
        options,
        keys,
        totals,
        own,
        ..
    } = apply;
    let mut printer = Printer::new(path, Vec::new());
    printer.is_nested = true;
    printer.url.push_str("?$apply=");
    if !options.filter.is_empty() {
        printer.url.push_str("filter(");
        printer.filter(&options.filter);
        printer.url.push_str(")/");
    }
    if !keys.is_empty() {
        printer.url.push_str("groupby((");
        printer.list(keys, Printer::column);
        printer
            .url
            .push_str(if totals.is_empty() { "))" } else { ")," });
    }
    if !totals.is_empty() {
        printer.url.push_str("aggregate(");
        let names = apply.total_names();
        printer.list(totals.iter().zip(&names), |printer, (total, name)| {
            let Computed { function, .. } = total;
            if let Some(column) = total.column() {
                printer.url.push_str(column.property);
                printer.url.push_str("%20with%20");
            }
            printer.url.push_str(function);
            printer.url.push_str("%20as%20");
            printer.url.push_str(name);
        });
        printer
            .url
            .push_str(if keys.is_empty() { ")" } else { "))" });
    }
    printer.order_by(&options.order_by, &mut '&', '&');
    printer.finish('&', own)
}
