use dataverse_schema_runtime::info::ColumnInfo;

use super::column_path::ColumnPath;
use super::condition::Condition;

/// The options of a query, or of one of its expansions.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub(crate) select: Vec<&'static ColumnInfo>,
    /// Conditions, all of which rows must match.
    pub(crate) filter: Vec<Condition>,
    pub(crate) order_by: Vec<Sort>,
    pub(crate) expand: Vec<Expansion>,
    pub(crate) top: Option<u32>,
}

/// The order by one column.
#[derive(Clone, Debug)]
pub(crate) struct Sort {
    pub(crate) path: ColumnPath,
    pub(crate) is_descending: bool,
}

/// A relationship that is expanded.
#[derive(Clone, Debug)]
pub struct Expansion {
    pub(crate) kind: RelationshipKind,
    pub(crate) navigation: &'static str,
    /// Asks only for the URL of the related row (`$ref`).
    pub(crate) is_reference: bool,
    pub(crate) options: Options,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RelationshipKind {
    ManyToOne,
    OneToMany,
    ManyToMany,
}

impl Sort {
    fn is_same(&self, other: &Self) -> bool {
        self.path.is_same(&other.path) && self.is_descending == other.is_descending
    }
}

/// Where two expansions of the same relationship come from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Calls, which narrow the same related rows.
    Calls,
    /// Fields of a projection, which read related rows of their own.
    Fields,
}

impl Expansion {
    /// Returns true if the other expansion can be merged into this one.
    fn is_compatible(&self, other: &Self, origin: Origin) -> bool {
        let (own, others) = (&self.options, &other.options);
        let has_same_rows = match origin {
            Origin::Calls => {
                (own.top.is_none() || others.top.is_none() || own.top == others.top)
                    && (own.order_by.is_empty()
                        || others.order_by.is_empty()
                        || is_same_order(&own.order_by, &others.order_by))
            }
            Origin::Fields => {
                own.top == others.top
                    && is_same_order(&own.order_by, &others.order_by)
                    && own.filter.is_empty()
                    && others.filter.is_empty()
            }
        };
        self.navigation == other.navigation
            && self.is_reference == other.is_reference
            && has_same_rows
    }
}

fn is_same_order(one: &[Sort], other: &[Sort]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.is_same(b))
}

/// Adds a column that isn't selected yet.
pub(crate) fn add_column(columns: &mut Vec<&'static ColumnInfo>, column: &'static ColumnInfo) {
    if !columns.iter().any(|known| core::ptr::eq(*known, column)) {
        columns.push(column);
    }
}

impl Options {
    /// Adds an order. One by a column that the rows are ordered by already changes nothing, and is
    /// left out, as the service uses only the last of both.
    pub(crate) fn add_order(&mut self, sort: Sort) {
        if !self.order_by.iter().any(|known| known.is_same(&sort)) {
            self.order_by.push(sort);
        }
    }

    /// Adds an expansion, or merges it into one of the same relationship, as the service uses only
    /// the last of both. Two that contradict each other stay apart, which `check` reports.
    pub(crate) fn add_expansion(&mut self, expansion: Expansion, origin: Origin) {
        let mut known = self.expand.iter_mut();
        match known.find(|known| known.is_compatible(&expansion, origin)) {
            Some(known) => known.options.merge(expansion.options, origin),
            None => self.expand.push(expansion),
        }
    }

    fn merge(&mut self, other: Self, origin: Origin) {
        if self.select.is_empty() || other.select.is_empty() {
            // One of them asks for all columns.
            self.select.clear();
        } else {
            for column in other.select {
                add_column(&mut self.select, column);
            }
        }
        self.filter.extend(other.filter);
        for sort in other.order_by {
            self.add_order(sort);
        }
        for expansion in other.expand {
            self.add_expansion(expansion, origin);
        }
        self.top = self.top.or(other.top);
    }

    /// Returns true if a list of related rows is expanded, at any depth.
    pub(crate) fn has_lists(&self) -> bool {
        self.expand.iter().any(|expansion| {
            expansion.kind != RelationshipKind::ManyToOne || expansion.options.has_lists()
        })
    }

    /// Calls `visit` for each expansion and those nested in it, with its depth.
    pub(crate) fn visit_expansions<'o>(
        &'o self,
        depth: usize,
        visit: &mut dyn FnMut(&'o Expansion, usize),
    ) {
        for expansion in &self.expand {
            visit(expansion, depth);
            expansion.options.visit_expansions(depth + 1, visit);
        }
    }
}
