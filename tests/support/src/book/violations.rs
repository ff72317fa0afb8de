//! Violated rules.

use std::fmt;

use super::rules::Rule;

/// A violated rule.
#[derive(Debug)]
pub struct Violation {
    /// The rule.
    pub rule: &'static Rule,
    /// The part of the request that violates it.
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Rule {
            name,
            sentence,
            sources,
        } = self.rule;
        let (what, sources) = (&self.what, sources.join(", "));
        write!(f, "{name}: {what}: {sentence} [{sources}]")
    }
}

/// The violated rules of a request.
#[derive(Debug, Default)]
pub(super) struct Violations(pub(super) Vec<Violation>);

impl Violations {
    pub(super) fn add(&mut self, rule: &'static Rule, what: impl fmt::Display) {
        self.0.push(Violation {
            rule,
            what: what.to_string(),
        });
    }

    pub(super) fn check(&mut self, holds: bool, rule: &'static Rule, what: impl fmt::Display) {
        if !holds {
            self.add(rule, what);
        }
    }
}
