use super::error::QueryError;
use super::typing::check_readable;
use crate::query::ast::Sort;

/// Reports columns that rows are ordered by in both directions.
pub(super) fn check_order(order_by: &[Sort], errors: &mut Vec<QueryError>) {
    for (index, sort) in order_by.iter().enumerate() {
        check_readable(sort.path.column, errors);
        let mut earlier = order_by[..index].iter();
        if earlier.any(|known| known.path.is_same(&sort.path)) {
            let property = sort.path.column.property;
            errors.push(QueryError::ConflictingOrder { property });
        }
    }
}
