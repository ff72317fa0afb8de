use std::ops::RangeInclusive;

use super::ranged::{Fractional, Ranged};
use crate::info::{ColumnInfo, ColumnKind, RequiredLevel};
use crate::rule::{Rule, Scope, limit};
use crate::table::{Column, Table};
use crate::value::{Image, Value};

/// Which rules a validation checks, and where an environment differs from the pages.
///
/// By default all limits are checked, and values are required of SystemRequired columns.
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
    scope: Scope,
    exceptions: Vec<Exception>,
}

/// What is different of a column here.
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
            scope: Scope::ALL,
            exceptions: Vec::new(),
        }
    }
}

impl Checks {
    /// Nothing is checked but that what is to be sent can be written.
    pub fn none() -> Self {
        Self {
            required_from: None,
            scope: Scope::NONE,
            exceptions: Vec::new(),
        }
    }

    /// Values are required of columns from this level on. The default is SystemRequired, as Dataverse itself refuses only rows
    /// that lack such a value; model-driven apps refuse from ApplicationRequired on.
    pub fn required_from(mut self, level: RequiredLevel) -> Self {
        self.required_from = (level > RequiredLevel::None).then_some(level);
        self
    }

    /// No column has to have a value.
    pub fn without_required(self) -> Self {
        self.required_from(RequiredLevel::None)
    }

    /// MaxLength, MinValue, MaxValue, Precision, the size of images and the number of options in a set aren't checked.
    pub fn without_limits(mut self) -> Self {
        self.scope.limits = false;
        self
    }

    /// Options that the page doesn't list are allowed.
    pub fn without_options(mut self) -> Self {
        self.scope.options = false;
        self
    }

    /// Lookups may point to tables that the page doesn't name.
    pub fn without_targets(mut self) -> Self {
        self.scope.targets = false;
        self
    }

    /// Nothing is checked of this column.
    pub fn ignore<T: Table, V, A>(mut self, column: Column<T, V, A>) -> Self {
        self.exception(column).ignored = true;
        self
    }

    /// Here this column's values are required at another level. At or above the level that is asked for, a value must be there
    /// whatever the type.
    pub fn required<T: Table, V, A>(
        mut self,
        column: Column<T, V, A>,
        level: RequiredLevel,
    ) -> Self {
        self.exception(column).required = Some(level);
        self
    }

    /// Here this String or Memo column holds texts of at most so many UTF-16 code units.
    pub fn max_length<T: Table, A>(mut self, column: Column<T, String, A>, limit: u32) -> Self {
        match &mut self.exception(column).kind {
            ColumnKind::String { max_length } | ColumnKind::Memo { max_length } => {
                *max_length = limit;
            }
            _ => {}
        }
        self
    }

    /// Here this column's numbers are within these, both included.
    pub fn range<T: Table, V: Ranged, A>(
        mut self,
        column: Column<T, V, A>,
        range: RangeInclusive<V>,
    ) -> Self {
        V::set(&mut self.exception(column).kind, range);
        self
    }

    /// Here this Decimal, Double or Money column's numbers have at most so many digits behind the point.
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

    /// Here this Image column's images have at most so many kilobytes (of 1,024 bytes).
    pub fn max_size<T: Table, A>(mut self, column: Column<T, Image, A>, kilobytes: u32) -> Self {
        if let ColumnKind::Image { max_size } = &mut self.exception(column).kind {
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
        let place = found.unwrap_or_else(|| {
            self.exceptions.push(Exception {
                column,
                kind: column.kind,
                required: None,
                ignored: false,
            });
            self.exceptions.len() - 1
        });
        &mut self.exceptions[place]
    }

    fn exception_of(&self, column: &ColumnInfo) -> Option<&Exception> {
        self.exceptions
            .iter()
            .find(|e| std::ptr::eq(e.column, column))
    }

    /// Whether no column differs from its page.
    pub(super) fn is_as_on_page(&self) -> bool {
        self.exceptions.is_empty()
    }

    /// The type of a column, with the limits that it has here; `None` if nothing is checked of it.
    pub(crate) fn kind<'c>(&'c self, column: &'c ColumnInfo) -> Option<&'c ColumnKind> {
        match self.exception_of(column) {
            None => Some(&column.kind),
            Some(exception) => (!exception.ignored).then_some(&exception.kind),
        }
    }

    /// Which kinds of rules are checked.
    pub(crate) fn scope(&self) -> Scope {
        self.scope
    }

    /// The rule that a value breaks.
    pub(crate) fn violation(&self, column: &ColumnInfo, value: &Value<'_>) -> Option<Rule> {
        limit::violation(self.kind(column)?, value, self.scope)
    }

    /// Whether a column must have a value that is set to null, or that was read as null.
    pub(crate) fn requires(&self, column: &ColumnInfo) -> Option<RequiredLevel> {
        let exception = self.exception_of(column);
        if exception.is_some_and(|exception| exception.ignored) {
            return None;
        }
        let own = exception.and_then(|exception| exception.required);
        let level = own.unwrap_or(column.required);
        let from = self.required_from?;
        (level >= from).then_some(level)
    }

    /// Whether a new row must have a value, rather than get one from the service. No source says what the service fills in;
    /// it is known to fill none of these types.
    pub(crate) fn demands(&self, column: &ColumnInfo) -> bool {
        let is_demanded = matches!(
            column.kind,
            ColumnKind::String { .. }
                | ColumnKind::Memo { .. }
                | ColumnKind::Lookup { .. }
                | ColumnKind::Customer { .. }
        );
        let exception = self.exception_of(column);
        is_demanded || exception.is_some_and(|exception| exception.required.is_some())
    }
}
