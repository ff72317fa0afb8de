use super::ast::Key;
use super::key::FetchKeys;
use super::total::FetchTotals;
use crate::query::aggregate::{Cells, tuples};
use crate::query::ast::Computed;

tuples! { FetchKeys -> Key: A B C D E F G H }
tuples! { FetchTotals -> Computed: A B C D E F G H }
