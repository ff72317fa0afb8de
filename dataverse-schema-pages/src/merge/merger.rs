use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Column, Contradiction, Difference, Fact, Link, Relationship, Table, UnmatchedChange,
};
use crate::source::{Source, Span};

/// The base that extensions are merged into.
pub(super) struct Merger<'a> {
    pub(super) base: &'a mut Table,
    pub(super) changes: &'a mut Changes,
    pub(super) diagnostics: &'a mut Diagnostics,
}

/// The changes that the apps merged so far have made.
#[derive(Default)]
pub(super) struct Changes {
    pub(super) columns: Vec<Column>,
    pub(super) relationships: Vec<Relationship>,
}

impl Merger<'_> {
    /// Adds an item, or the rows of another definition of an item with the same name.
    ///
    /// Where the two differ, the later page counts, unless the row is one of those by which
    /// generated code and requests find the item.
    pub(super) fn add<T: Item>(&mut self, list: fn(&mut Table) -> &mut Vec<T>, item: T) {
        let items = list(self.base);
        let known = items.iter().position(|known| known.has_same_name(&item));
        let Some(index) = known else {
            items.push(item);
            return;
        };
        let known = &items[index];
        if *known == item {
            return;
        }
        let first = known.name().clone();
        let differences = known.differences(&item);
        if first != *item.name() {
            self.two_names(T::WHAT, &first, item.name());
        } else if differences.iter().any(|(key, ..)| T::FIXED.contains(key)) {
            for (key, first, second) in differences {
                if T::FIXED.contains(&key) {
                    self.conflict(T::WHAT, &item.name().value, key, &first, &second);
                }
            }
        } else {
            let name = item.name().clone();
            list(self.base)[index].amend(item);
            for difference in differences {
                self.settle(T::WHAT, &name, difference);
            }
        }
    }

    /// Changes an item.
    ///
    /// A change settles the rows in which other pages contradict each other. If it is one of two
    /// changes of the same page's item, it may contradict the other one.
    pub(super) fn change<T: Changeable>(
        &mut self,
        list: fn(&mut Table) -> &mut Vec<T>,
        index: usize,
        change: T,
    ) {
        let differences = self.differences_of_apps(&change);
        let mut contradictions = std::mem::take(&mut self.base.contradictions);
        let item = &mut list(self.base)[index];
        item.amend(change);
        let name = item.name().clone();
        contradictions.retain(|contradiction| {
            contradiction.what != T::WHAT
                || contradiction.name != name
                || item.has_row(contradiction.key, contradiction.second.span)
        });
        self.base.contradictions = contradictions;
        for difference in differences {
            self.settle(T::WHAT, &name, difference);
        }
    }

    /// Returns the rows in which the change of an app differs from those of earlier apps, unless it
    /// builds on theirs.
    fn differences_of_apps<T: Changeable>(&mut self, change: &T) -> Vec<Difference> {
        let mut differences: Vec<Difference> = Vec::new();
        if change.changes_from().is_none() {
            return differences;
        }
        let changes = T::changes(self.changes);
        let is_of_same = |other: &&T| {
            other.has_same_name(change) && other.changes_from() == change.changes_from()
        };
        for earlier in changes.iter().rev().filter(is_of_same) {
            for difference in earlier.differences(change) {
                let mut known = differences.iter();
                // Each row has a span of its own.
                if known.all(|(.., row)| row.span != difference.2.span) {
                    differences.push(difference);
                }
            }
        }
        changes.push(change.clone());
        differences
    }

    /// Notes that the later page counts where two pages differ.
    pub(super) fn settle(
        &mut self,
        what: &'static str,
        name: &Fact<String>,
        (key, first, second): Difference,
    ) {
        self.base.contradictions.push(Contradiction {
            what,
            name: name.clone(),
            key,
            first,
            second,
        });
    }

    /// Reports a row in which two pages must not differ.
    fn conflict(
        &mut self,
        what: &str,
        name: &str,
        key: &str,
        first: &Fact<String>,
        second: &Fact<String>,
    ) {
        let (one, other) = (&first.value, &second.value);
        let message = format!("conflicting `{key}` of {what} `{name}`: `{other}` and `{one}`");
        let error = Diagnostic::new(
            Code::ConflictingDefinition,
            &self.page(second),
            second.span,
            message,
        );
        let first = (self.page(first), first.span);
        self.diagnostics.push(
            error
                .with_related(&first.0, first.1, "first defined here")
                .help(format!(
                    "fetch both pages again, or remove the {what} from one of them"
                )),
        );
    }

    /// Reports two items with one logical name.
    fn two_names(&mut self, what: &str, first: &Fact<String>, second: &Fact<String>) {
        let (one, other) = (&first.value, &second.value);
        let message =
            format!("conflicting {what}s `{one}` and `{other}`, which have the same logical name");
        let error = Diagnostic::new(
            Code::ConflictingDefinition,
            &self.page(second),
            second.span,
            message,
        );
        let first = (self.page(first), first.span);
        self.diagnostics.push(
            error
                .with_related(&first.0, first.1, "first defined here")
                .help("remove one of the two"),
        );
    }

    /// Notes or reports a change to an item that no page defines so far.
    ///
    /// Where the page says whose item it changes, the pages may be of different versions. Elsewhere,
    /// it is a mistake, unless it only follows from an error on another page.
    pub(super) fn unknown(
        &mut self,
        what: &'static str,
        name: &Fact<String>,
        changes_from: Option<&Fact<Link>>,
        known: &[String],
    ) {
        if changes_from.is_some() {
            self.base.unmatched_changes.push(UnmatchedChange {
                what,
                name: name.clone(),
            });
        } else if !self.is_base_reported() {
            let message = format!("cannot change unknown {what} `{}`", name.value);
            let error = Diagnostic::new(Code::UnknownChange, &self.page(name), name.span, message);
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let listed = format!("known {what}s");
            self.diagnostics
                .push(error.suggest_or_list(&listed, &name.value, &known));
        }
    }

    /// Returns true if one of the pages merged so far has errors, so that items may be missing.
    fn is_base_reported(&self) -> bool {
        let spans = self.diagnostics.spans();
        let mut pages = self.base.pages.iter();
        pages.any(|page| spans.iter().any(|span| page.contains(*span)))
    }

    fn page(&self, fact: &Fact<String>) -> Source {
        self.base.page_containing(fact.span).clone()
    }
}

/// An item of one of the lists of a table.
pub(super) trait Item: PartialEq {
    /// The word for an item.
    const WHAT: &'static str;
    /// The keys of the rows in which two pages must not differ.
    const FIXED: &'static [&'static str];

    fn name(&self) -> &Fact<String>;

    /// Returns the rows in which a later definition differs.
    fn differences(&self, later: &Self) -> Vec<Difference>;

    /// Adds the rows of a later definition.
    fn amend(&mut self, later: Self);

    fn has_same_name(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

/// An item that other pages can change.
pub(super) trait Changeable: Item + Clone {
    /// Returns the link to the page whose item this one changes. Overlays don't have it.
    fn changes_from(&self) -> Option<&Fact<Link>>;

    /// Returns true if a row of the item is the one at this span.
    fn has_row(&self, key: &str, span: Span) -> bool;

    /// Returns the changes of earlier apps.
    fn changes(changes: &mut Changes) -> &mut Vec<Self>;
}
