use crate::check::checker::Checker;
use crate::diagnostic::Code;
use crate::model::{Fact, Number};

/// The maximum number of decimal places that Dataverse stores.
const MAX_PRECISION: &str = "12";

/// Looks for limits that no value can satisfy, and for more decimal places than Dataverse has.
pub(super) fn check_limits(checker: &mut Checker<'_, '_>) {
    for column in &checker.table.columns {
        let facts = &column.facts;
        check_positive(checker, "MaxLength", facts.max_length.as_ref());
        check_positive(checker, "MaxSizeInKB", facts.max_size_in_kb.as_ref());
        check_precision(checker, facts.precision.as_ref());
    }
}

fn check_positive(checker: &mut Checker<'_, '_>, key: &str, limit: Option<&Fact<Number>>) {
    if let Some(limit) = limit.filter(|limit| limit.value.as_str() == "0") {
        let message = format!("invalid `{key}`: expected a positive integer, found `0`");
        checker.error(Code::InvalidValue, limit, message, |d| {
            d.help("no value would be valid with this limit")
        });
    }
}

fn check_precision(checker: &mut Checker<'_, '_>, precision: Option<&Fact<Number>>) {
    let Some(precision) = precision else {
        return;
    };
    let text = precision.value.as_str();
    let is_small = text.len() < 2 || matches!(text, "10" | "11" | MAX_PRECISION);
    // Other forms are reported where the number is read.
    if !is_small && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = format!("invalid `Precision`: expected 0 to {MAX_PRECISION}, found `{text}`");
        checker.error(Code::InvalidValue, precision, message, |d| {
            d.help(format!(
                "Dataverse stores at most {MAX_PRECISION} decimal places"
            ))
        });
    }
}
