use crate::diagnostic::Code;
use std::str::FromStr;

use crate::check::checker::Checker;
use crate::check::limits::Decimal;
use crate::model::{Column, Fact, Number};

/// The maximum number of decimal places: the exact type of generated code holds 28 digits.
const MAX_DECIMAL_PLACES: u32 = 28;

impl Checker<'_, '_> {
    /// Checks that the minimum isn't greater than the maximum.
    pub(super) fn check_range(&mut self, min: Option<&Fact<Number>>, max: Option<&Fact<Number>>) {
        let (Some(min), Some(max)) = (min, max) else {
            return;
        };
        if min.value.compare(&max.value).is_gt() {
            let message = format!(
                "`MinValue` {} is greater than `MaxValue` {}",
                min.value.as_str(),
                max.value.as_str()
            );
            // The base page has been right before an overlay changed it.
            let is_base = self.table.source().contains(min.span);
            let (at, key, other) = if is_base && !self.table.source().contains(max.span) {
                (max, "MinValue", min)
            } else {
                (min, "MaxValue", max)
            };
            let source = self.table.page_containing(other.span).clone();
            self.error(Code::ReversedRange, at, message, |d| {
                d.with_related(&source, other.span, format!("`{key}` defined here"))
            });
        }
    }

    pub(super) fn max_length(&mut self, column: &Column) -> Option<u32> {
        let max_length = column.facts.max_length.as_ref();
        if max_length.is_none() {
            if !self.is_reported(&column.schema_name) {
                let (name, blank) = (&column.schema_name, &column.facts.blank);
                self.missing_row("MaxLength", "column", name, blank, &column.extra);
            }
            return None;
        }
        self.number("MaxLength", max_length, 0, "a non-negative integer")
    }

    pub(super) fn max_size(&mut self, column: &Column) -> Option<u32> {
        let max_size = column.facts.max_size_in_kb.as_ref();
        self.number("MaxSizeInKB", max_size, u32::MAX, "a non-negative integer")
    }

    pub(super) fn precision(&mut self, column: &Column) -> Option<u32> {
        let precision = column.facts.precision.as_ref();
        self.number(
            "Precision",
            precision,
            MAX_DECIMAL_PLACES,
            "a non-negative integer",
        )
    }

    /// Returns a limit, `Some(None)` if the page has none, or `None` after an error.
    pub(super) fn decimal(
        &mut self,
        key: &str,
        fact: Option<&Fact<Number>>,
    ) -> Option<Option<Decimal>> {
        let form = "a number of at most 28 digits";
        self.limit(key, fact, form, Number::decimal)
    }

    /// Returns a limit, `Some(None)` if the page has none, or `None` after an error.
    pub(super) fn double(&mut self, key: &str, fact: Option<&Fact<Number>>) -> Option<Option<f64>> {
        let form = "a number within the range of a double";
        self.limit(key, fact, form, |number| {
            number.parse().filter(|double: &f64| double.is_finite())
        })
    }

    /// Returns a limit, `default` if the page has none, or `None` after an error.
    pub(super) fn number<N: FromStr + Copy>(
        &mut self,
        key: &str,
        fact: Option<&Fact<Number>>,
        default: N,
        form: &str,
    ) -> Option<N> {
        self.limit(key, fact, form, Number::parse)
            .map(|number| number.unwrap_or(default))
    }

    fn limit<N>(
        &mut self,
        key: &str,
        fact: Option<&Fact<Number>>,
        form: &str,
        parse: impl Fn(&Number) -> Option<N>,
    ) -> Option<Option<N>> {
        let Some(fact) = fact else {
            return Some(None);
        };
        let number = parse(&fact.value);
        if number.is_none() {
            let found = fact.value.as_str();
            let message = format!("invalid `{key}`: expected {form}, found `{found}`");
            self.error(Code::InvalidValue, fact, message, |d| d);
        }
        number.map(Some)
    }
}
