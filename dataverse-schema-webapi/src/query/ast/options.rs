use dataverse_schema_runtime::info::ColumnInfo;

use super::column_path::ColumnPath;
use super::condition::Condition;

/// The options of a query, or of one of its expansions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    pub(crate) select: Vec<&'static ColumnInfo>,
    pub(crate) filter: Option<Condition>,
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

impl Options {
    pub(crate) fn add_filter(&mut self, condition: Condition) {
        self.filter = Some(match self.filter.take() {
            None => condition,
            Some(first) => first.and(condition),
        });
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
