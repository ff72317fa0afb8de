use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Contradiction, Table};

/// Warns about rows that two pages of a table have with different values.
pub(super) fn check(table: &Table, warnings: &mut Diagnostics) {
    for contradiction in &table.contradictions {
        warnings.push(warning(table, contradiction));
    }
}

fn warning(table: &Table, contradiction: &Contradiction) -> Diagnostic {
    let Contradiction {
        what,
        name,
        key,
        first,
        second,
    } = contradiction;
    let message = format!(
        "`{key}` of {what} `{}` is {}, but {} on an earlier page",
        name.value,
        shown(&second.value),
        shown(&first.value)
    );
    let cure = match *what {
        "column" | "relationship" => {
            format!("set the row in an overlay that customizes the {what}")
        }
        _ => format!("remove the {what} from one of them"),
    };
    let page = table.page_containing(second.span);
    let earlier = table.page_containing(first.span);
    Diagnostic::warning(Code::Contradiction, page, second.span, message)
        .with_related(earlier, first.span, "earlier value, which doesn't count")
        .help(format!("fetch both pages again, or {cure}"))
}

fn shown(value: &str) -> String {
    if value.is_empty() {
        "empty".to_owned()
    } else {
        format!("`{value}`")
    }
}
