use dataverse_schema_runtime::info::{ColumnInfo, TableInfo};

use super::hint::QueryHint;
use crate::query::ast::{ColumnPath, Condition, Hop, Options, Own, Sort};
use crate::query::order::IntoOrder;
use crate::request::ResponseAnnotation;

/// A query in FetchXML as plain data, whatever its table.
#[derive(Clone, Debug)]
pub(crate) struct FetchQuery {
    pub(crate) table: &'static TableInfo,
    pub(crate) node: Node,
    pub(crate) top: Option<u32>,
    pub(crate) page_size: Option<u32>,
    pub(crate) page: Option<u32>,
    pub(crate) cookie: Option<String>,
    pub(crate) is_distinct: bool,
    pub(crate) count: bool,
    pub(crate) late_materialize: bool,
    /// Orders choices by the numbers of their options instead of by their labels.
    pub(crate) raw_order: bool,
    pub(crate) retained: bool,
    /// Counts the rows below each row in the hierarchy of the table.
    pub(crate) count_children: bool,
    pub(crate) annotations: Vec<ResponseAnnotation>,
    pub(crate) own: Own,
    pub(crate) hints: Vec<QueryHint>,
}

/// What is asked of a table: the queried one, or a linked one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    /// The columns; all if there are none.
    pub(crate) select: Vec<&'static ColumnInfo>,
    /// Conditions, all of which rows must match.
    pub(crate) filter: Vec<Criteria>,
    pub(crate) order_by: Vec<Sort>,
    pub(crate) joins: Vec<JoinNode>,
}

impl Node {
    /// Adds orders, but those that are there already.
    pub(super) fn order_by<T>(&mut self, orders: impl IntoOrder<T>) {
        let mut options = Options {
            order_by: std::mem::take(&mut self.order_by),
            ..Options::default()
        };
        orders.add_to(&mut options);
        self.order_by = options.order_by;
    }

    fn select_ids(&mut self, table: Option<&'static TableInfo>) {
        let key = table.and_then(|table| table.column(table.primary_id));
        self.select = key.into_iter().collect();
        for JoinNode { hop, node, .. } in &mut self.joins {
            node.select_ids(hop.to());
        }
    }
}

impl FetchQuery {
    /// Selects nothing but the primary keys, also of linked rows. Rows that are distinct by other
    /// columns keep them.
    pub(super) fn select_ids(&mut self) {
        if !self.is_distinct {
            self.node.select_ids(Some(self.table));
            self.count_children = false;
        }
        self.annotations.clear();
        self.own.keep_filters();
    }

    /// Begins with the first page of the default size.
    pub(super) fn restart(&mut self) {
        self.page_size = None;
        self.page = None;
        self.cookie = None;
        self.count = false;
    }
}

/// A link to another table.
#[derive(Clone, Debug)]
pub struct JoinNode {
    pub(crate) hop: Hop,
    pub(crate) kind: JoinKind,
    pub(crate) node: Node,
}

impl JoinNode {
    /// Returns the columns of the linked rows: the selected ones, or else all that are known.
    pub(super) fn columns(&self) -> Vec<&'static ColumnInfo> {
        match (&self.node.select[..], self.hop.to()) {
            ([], Some(table)) => table.columns.iter().collect(),
            (selected, _) => selected.to_vec(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JoinKind {
    Inner,
    Outer,
    First,
    Exists,
    In,
}

impl JoinKind {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Inner => "inner",
            Self::Outer => "outer",
            Self::First => "matchfirstrowusingcrossapply",
            Self::Exists => "exists",
            Self::In => "in",
        }
    }

    /// Returns true if the columns of the linked rows are returned.
    pub(crate) fn is_read(self) -> bool {
        matches!(self, Self::Inner | Self::Outer | Self::First)
    }
}

/// A condition: one of any query, or one that only FetchXML has.
#[derive(Clone, Debug)]
pub(crate) enum Criteria {
    Plain(Condition),
    /// The column matches a pattern with wildcards.
    Like {
        path: ColumnPath,
        pattern: String,
        is_negated: bool,
    },
    Linked {
        quantifier: Quantifier,
        hop: Hop,
        filter: Box<Criteria>,
    },
    /// The rows of a link of the query match.
    Joined {
        hop: Hop,
        filter: Box<Criteria>,
    },
    And(Vec<Criteria>),
    Or(Vec<Criteria>),
    /// A filter with an attribute that says how to evaluate it.
    Marked {
        mark: Mark,
        filter: Box<Criteria>,
    },
}

/// How a filter is evaluated, of which at least one condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Union,
    QuickFind,
}

/// How linked rows decide whether a row matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quantifier {
    Any,
    NotAny,
    All,
    NotAll,
}

impl Quantifier {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::NotAny => "not any",
            Self::All => "all",
            Self::NotAll => "not all",
        }
    }
}
