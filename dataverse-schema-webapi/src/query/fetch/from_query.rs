use dataverse_schema_runtime::info::ColumnKind;

use super::ast::Criteria;
use super::fetch::Fetch;
use crate::query::ast::{Options, RowsQuery, Sort};
use crate::query::check::{FetchError, QueryError, QueryErrors};
use crate::query::projection::Projection;
use crate::query::query::Query;

impl<P: Projection> TryFrom<Query<P>> for Fetch<P> {
    type Error = QueryErrors;

    /// Returns the query for the same rows in FetchXML.
    ///
    /// It fails for expansions, whose rows FetchXML has no place for, for tracked changes, and for
    /// queries along a relationship of a row or of a function. Conditions that FetchXML lacks, such
    /// as `any` over a many-to-many relationship, are errors of the returned query.
    fn try_from(query: Query<P>) -> Result<Self, QueryErrors> {
        let mut fetch = Self::new();
        let RowsQuery {
            path,
            aliases: _,
            is_result: _,
            options,
            count,
            page_size,
            annotations,
            own,
            is_tracked,
        } = query.ast;
        let Options {
            select,
            filter,
            order_by,
            expand,
            top,
        } = options;
        let mut errors: Vec<QueryError> = Vec::new();
        let mut add = |error| errors.push(QueryError::Fetch(error));
        if path != fetch.ast.table.entity_set {
            add(FetchError::NotOfTable { path });
        }
        if is_tracked {
            add(FetchError::Tracked);
        }
        for expansion in &expand {
            add(FetchError::Expansion {
                navigation_property: expansion.navigation,
            });
        }
        QueryErrors::check(errors)?;
        let is_choice = |sort: &Sort| {
            let kind = &sort.path.column.kind;
            matches!(
                kind,
                ColumnKind::Picklist { .. } | ColumnKind::State { .. } | ColumnKind::Status { .. }
            )
        };
        fetch.ast.raw_order = order_by.iter().any(is_choice);
        fetch.ast.node.select = select;
        fetch.ast.node.filter = filter.into_iter().map(Criteria::Plain).collect();
        fetch.ast.node.order_by = order_by;
        fetch.ast.top = top;
        fetch.ast.page_size = page_size;
        fetch.ast.count = count;
        fetch.ast.annotations = annotations;
        fetch.ast.own = own;
        Ok(fetch)
    }
}
