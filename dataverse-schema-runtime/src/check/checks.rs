use std::ops::RangeInclusive;

use super::ranged::{Fractional, Ranged};
use crate::info::{ColumnInfo, ColumnKind, RequiredLevel};
use crate::rule::{Rule, Scope, limit};
use crate::table::{Column, Table};
use crate::value::{Image, Value};

/// The rules that a validation checks, and the ways in which an environment differs from the pages.
///
/// By default, all limits are checked except Precision, and SystemRequired columns can't be cleared.
///
/// ```text
/// let checks = Checks::default()
///     .required_from(RequiredLevel::ApplicationRequired)
///     .max_length(c.name, 200)
///     .ignore(c.version);
/// new.validate_with(&checks)?;
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Checks {
    required_from: Option<RequiredLevel>,
    deny_missing: bool,
    scope: Scope,
    exceptions: Vec<Exception>,
}

/// The ways in which a column differs from its page.
#[derive(Clone, Debug, PartialEq)]
struct Exception {
    column: &'static ColumnInfo,
    kind: ColumnKind,
    required: Option<RequiredLevel>,
    ignored: bool,
}

impl Default for Checks {
    fn default() -> Self {
        Self {
            required_from: Some(RequiredLevel::SystemRequired),
            deny_missing: false,
            scope: Scope::DEFAULT,
            exceptions: Vec::new(),
        }
    }
}

impl Checks {
    /// Creates checks that check nothing.
    ///
    /// Changes that can't be written at all are still an error.
    pub fn none() -> Self {
        Self {
            required_from: None,
            deny_missing: false,
            scope: Scope::NONE,
            exceptions: Vec::new(),
        }
    }

    /// Sets the lowest required level at which columns must have a value.
    ///
    /// Such columns can't be cleared. For missing values of new rows, see
    /// [`deny_missing`](Self::deny_missing).
    ///
    /// The default is `SystemRequired`: Dataverse itself rejects only rows that lack such a value.
    /// Model-driven apps require values from `ApplicationRequired` on.
    pub fn required_from(mut self, level: RequiredLevel) -> Self {
        self.required_from = (level > RequiredLevel::None).then_some(level);
        self
    }

    /// Makes missing required values of new rows errors.
    ///
    /// By default they are [warnings](crate::changes::Changes::warnings): the service numbers
    /// quotes and cases, for example, and makes the caller the administrator of a team.
    pub fn deny_missing(mut self) -> Self {
        self.deny_missing = true;
        self
    }

    /// Makes values with more decimal places than Precision errors.
    ///
    /// By default they are [warnings](crate::changes::Changes::warnings): the service rounds them.
    pub fn deny_rounding(mut self) -> Self {
        self.scope.rounding = true;
        self
    }

    /// Allows every column to have no value.
    pub fn without_required(self) -> Self {
        self.required_from(RequiredLevel::None)
    }

    /// Turns off the checks of limits.
    ///
    /// These are MaxLength, MinValue, MaxValue, Precision, the size of images, and the number of
    /// options in a set.
    pub fn without_limits(mut self) -> Self {
        self.scope.limits = false;
        self
    }

    /// Allows options that the page doesn't list.
    pub fn without_options(mut self) -> Self {
        self.scope.options = false;
        self
    }

    /// Allows lookups to tables that the page doesn't name.
    pub fn without_targets(mut self) -> Self {
        self.scope.targets = false;
        self
    }

    /// Ignores this column.
    pub fn ignore<T: Table, V, A>(mut self, column: Column<T, V, A>) -> Self {
        self.exception(column).ignored = true;
        self
    }

    /// Sets the required level of this column.
    ///
    /// At or above the level of [`required_from`](Self::required_from), a new row must have a
    /// value, whatever the column's type.
    pub fn required<T: Table, V, A>(
        mut self,
        column: Column<T, V, A>,
        level: RequiredLevel,
    ) -> Self {
        self.exception(column).required = Some(level);
        self
    }

    /// Sets the maximum length of this String or Memo column, in UTF-16 code units.
    pub fn max_length<T: Table, A>(mut self, column: Column<T, String, A>, limit: u32) -> Self {
        match &mut self.exception(column).kind {
            ColumnKind::String { max_length } | ColumnKind::Memo { max_length } => {
                *max_length = limit;
            }
            _ => {}
        }
        self
    }

    /// Sets the minimum and maximum of this column, both inclusive.
    pub fn range<T: Table, V: Ranged, A>(
        mut self,
        column: Column<T, V, A>,
        range: RangeInclusive<V>,
    ) -> Self {
        V::set(&mut self.exception(column).kind, range);
        self
    }

    /// Sets the maximum number of decimal places of this Decimal, Double, or Money column.
    ///
    /// Values with more are an error only with [`deny_rounding`](Self::deny_rounding).
    pub fn precision<T: Table, V: Fractional, A>(
        mut self,
        column: Column<T, V, A>,
        digits: u32,
    ) -> Self {
        match &mut self.exception(column).kind {
            ColumnKind::Decimal { precision, .. } => *precision = digits,
            ColumnKind::Double { precision, .. } | ColumnKind::Money { precision, .. } => {
                *precision = Some(digits);
            }
            _ => {}
        }
        self
    }

    /// Sets the maximum size of the images in this Image column, in kilobytes of 1,024 bytes.
    pub fn max_size<T: Table, A>(mut self, column: Column<T, Image, A>, kilobytes: u32) -> Self {
        if let ColumnKind::Image { max_size, .. } = &mut self.exception(column).kind {
            *max_size = kilobytes;
        }
        self
    }

    fn exception<T: Table, V, A>(&mut self, column: Column<T, V, A>) -> &mut Exception {
        let column = column.info();
        let found = self
            .exceptions
            .iter()
            .position(|e| std::ptr::eq(e.column, column));
        let index = found.unwrap_or_else(|| {
            self.exceptions.push(Exception {
                column,
                kind: column.kind,
                required: None,
                ignored: false,
            });
            self.exceptions.len() - 1
        });
        &mut self.exceptions[index]
    }

    fn find_exception(&self, column: &ColumnInfo) -> Option<&Exception> {
        self.exceptions
            .iter()
            .find(|e| std::ptr::eq(e.column, column))
    }

    /// Returns true if no column differs from its page.
    pub(super) fn matches_pages(&self) -> bool {
        self.exceptions.is_empty()
    }

    /// Returns the type of a column, with the limits that apply here.
    ///
    /// Returns `None` if the column is ignored.
    pub(crate) fn kind<'c>(&'c self, column: &'c ColumnInfo) -> Option<&'c ColumnKind> {
        match self.find_exception(column) {
            None => Some(&column.kind),
            Some(exception) => (!exception.ignored).then_some(&exception.kind),
        }
    }

    /// Returns the kinds of rules that are checked.
    pub(crate) fn scope(&self) -> Scope {
        self.scope
    }

    /// Returns the rule that a value violates.
    pub(crate) fn violation(&self, column: &ColumnInfo, value: &Value<'_>) -> Option<Rule> {
        limit::violation(self.kind(column)?, value, self.scope)
    }

    /// Returns the violated rule if a lookup is bound to a row of a table that isn't its target.
    pub(crate) fn target(&self, column: &ColumnInfo, table: &str) -> Option<Rule> {
        limit::target(self.kind(column)?, table, self.scope)
    }

    /// Returns the violated rule if the service rounds a value that the checks allow.
    pub(crate) fn rounding(&self, column: &ColumnInfo, value: &Value<'_>) -> Option<Rule> {
        let scope = Scope {
            rounding: true,
            ..self.scope
        };
        let rule = limit::violation(self.kind(column)?, value, scope)?;
        (!self.scope.rounding && matches!(rule, Rule::Precision { .. })).then_some(rule)
    }

    /// Returns the required level of a column if the checks require a value.
    ///
    /// It applies to columns that are set to null or were read as null.
    pub(crate) fn required_level(&self, column: &ColumnInfo) -> Option<RequiredLevel> {
        let exception = self.find_exception(column);
        if exception.is_some_and(|exception| exception.ignored) {
            return None;
        }
        let own = exception.and_then(|exception| exception.required);
        let level = own.unwrap_or(column.required);
        let from = self.required_from?;
        (level >= from).then_some(level)
    }

    /// Returns true if a new row must have a value.
    pub(crate) fn is_required_on_create(&self, column: &ColumnInfo) -> bool {
        let exception = self.find_exception(column);
        exception.is_some_and(|exception| exception.required.is_some())
            || self.deny_missing && !column.has_default
    }
}
