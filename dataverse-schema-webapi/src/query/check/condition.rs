use dataverse_schema_runtime::value::Value;

use super::error::QueryError;
use super::limits::{MAX_CONDITIONS, MAX_LISTED_TEXT};
use super::typing::check_types;
use crate::query::ast::{Arguments, ColumnPath, Condition, Operand, Options};

/// Checks the filter of a query, or of one expansion in it.
pub(super) fn check_filter(options: &Options, errors: &mut Vec<QueryError>) {
    let mut checker = Checker { count: 0, errors };
    for condition in &options.filter {
        check_types(condition, checker.errors);
        checker.check(condition, Context::default());
    }
    let count = checker.count;
    if count > MAX_CONDITIONS {
        errors.push(QueryError::Conditions { count });
    }
}

struct Checker<'p> {
    /// The number of conditions so far, without those that combine others.
    count: usize,
    errors: &'p mut Vec<QueryError>,
}

#[derive(Clone, Copy, Default)]
struct Context {
    /// Directly inside a `not`.
    not: bool,
    /// Inside `any` or `all`.
    lambda: bool,
}

impl Checker<'_> {
    fn check(&mut self, condition: &Condition, context: Context) {
        let Context { lambda, .. } = context;
        match condition {
            Condition::And(conditions) | Condition::Or(conditions) => {
                for condition in conditions {
                    self.check(condition, Context { not: false, lambda });
                }
            }
            Condition::Not(condition) => self.check(condition, Context { not: true, lambda }),
            Condition::Lambda {
                condition: Some(condition),
                ..
            } => {
                let inside = Context {
                    not: false,
                    lambda: true,
                };
                self.check(condition, inside);
            }
            Condition::Lambda {
                condition: None, ..
            }
            | Condition::Text { .. } => self.count += 1,
            Condition::Unchecked(_) => {
                self.count += 1;
                if lambda {
                    self.errors.push(QueryError::UncheckedInLambda);
                }
            }
            Condition::Compare { path, operand, .. } => {
                self.count += 1;
                if let Operand::Value(value) = operand {
                    self.check_number(path, value);
                }
            }
            Condition::Function {
                name,
                path,
                arguments,
                ..
            } => {
                self.count += 1;
                self.check_function(name, context);
                match arguments {
                    Arguments::List(values) => self.check_list(name, path, values),
                    Arguments::Options(options) if options.is_empty() => {
                        self.errors.push(QueryError::EmptyList { name });
                    }
                    _ => {}
                }
            }
        }
    }

    fn check_function(&mut self, name: &'static str, context: Context) {
        if context.not {
            self.errors.push(QueryError::NotFunction { name });
        }
        if context.lambda {
            self.errors.push(QueryError::FunctionInLambda { name });
        }
    }

    fn check_list(&mut self, name: &'static str, path: &ColumnPath, values: &[Value<'_>]) {
        if values.is_empty() {
            self.errors.push(QueryError::EmptyList { name });
        }
        for value in values {
            if let Value::Text(text) = value {
                let length = text.encode_utf16().count();
                if length > MAX_LISTED_TEXT {
                    self.errors.push(QueryError::ListedText { name, length });
                }
            }
            self.check_number(path, value);
        }
    }

    fn check_number(&mut self, path: &ColumnPath, value: &Value<'_>) {
        if let Value::Double(number) = value
            && !number.is_finite()
        {
            let property = path.column.property;
            self.errors.push(QueryError::NotFinite { property });
        }
    }
}
