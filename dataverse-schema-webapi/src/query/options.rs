use dataverse_schema_runtime::ColumnInfo;

use super::expand::Expansion;
use super::filter::Condition;
use super::order::Sort;

/// The options of a query, or of one expansion in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    pub(crate) select: Vec<&'static ColumnInfo>,
    pub(crate) filter: Option<Condition>,
    pub(crate) order_by: Vec<Sort>,
    pub(crate) expand: Vec<Expansion>,
    pub(crate) top: Option<u32>,
}

/// The kind of a relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    ManyToOne,
    OneToMany,
    ManyToMany,
}

impl Options {
    pub(crate) fn add_filter(&mut self, condition: Condition) {
        self.filter = Some(match self.filter.take() {
            None => condition,
            Some(Condition::And(mut all)) => {
                all.push(condition);
                Condition::And(all)
            }
            Some(first) => Condition::And(vec![first, condition]),
        });
    }

    /// Calls `visit` for each expansion below, with how deep it stands: 1 for those of the query itself.
    pub(crate) fn visit<'o>(&'o self, depth: usize, visit: &mut dyn FnMut(&'o Expansion, usize)) {
        for expansion in &self.expand {
            visit(expansion, depth);
            expansion.options.visit(depth + 1, visit);
        }
    }
}
