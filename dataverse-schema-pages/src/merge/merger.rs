use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Fact, Link, Table};
use crate::source::Source;

/// The base that extensions are merged into.
pub(super) struct Merger<'a> {
    pub(super) base: &'a mut Table,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Merger<'_> {
    /// Adds an item, or reports that it differs from the one with the same name.
    pub(super) fn add<T: Item>(&mut self, list: fn(&mut Table) -> &mut Vec<T>, item: T) {
        let items = list(self.base);
        match items.iter().find(|known| known.has_same_name(&item)) {
            None => items.push(item),
            Some(first) if *first == item => {}
            Some(first) => {
                let first = first.name().clone();
                self.conflict(T::WHAT, &first, item.name(), T::HELP);
            }
        }
    }

    /// Reports two different definitions of one item.
    pub(super) fn conflict(
        &mut self,
        what: &str,
        first: &Fact<String>,
        second: &Fact<String>,
        help: &str,
    ) {
        let (one, other) = (&first.value, &second.value);
        let message = if one == other {
            format!("conflicting definitions of {what} `{one}`")
        } else {
            format!("conflicting {what}s `{one}` and `{other}`, which have the same logical name")
        };
        let error = Diagnostic::new(
            Code::ConflictingDefinition,
            &self.page(second),
            second.span,
            message,
        )
        .with_related(&self.page(first), first.span, "first defined here")
        .help(help);
        self.diagnostics.push(error);
    }

    /// Reports a change to an item that no page defines.
    pub(super) fn unknown(
        &mut self,
        what: &str,
        name: &Fact<String>,
        changes_from: Option<&Fact<Link>>,
        known: &[String],
    ) {
        let message = format!("cannot change unknown {what} `{}`", name.value);
        let error = Diagnostic::new(Code::UnknownChange, &self.page(name), name.span, message);
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        self.diagnostics.push(match changes_from {
            Some(link) => error.help(format!(
                "add the page that defines it before this one: {}",
                link.value.link
            )),
            None => error.suggest_or_list(&format!("known {what}s"), &name.value, &known),
        });
    }

    fn page(&self, fact: &Fact<String>) -> Source {
        self.base.page_containing(fact.span).clone()
    }
}

/// An item of one of the lists of a table.
pub(super) trait Item: PartialEq {
    /// The word for an item.
    const WHAT: &'static str;
    /// The help where two pages define an item differently.
    const HELP: &'static str;

    fn name(&self) -> &Fact<String>;

    fn has_same_name(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

/// The help for items that pages can't change.
pub(super) const REMOVE: &str = "remove it from one of the pages";
