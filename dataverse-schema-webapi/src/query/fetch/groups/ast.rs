use dataverse_schema_runtime::info::TableInfo;

use crate::query::ast::{Computed, LinkedPath, Own};
use crate::query::fetch::ast::{Criteria, JoinNode};
use crate::request::ResponseAnnotation;

/// A query for groups of rows as plain data.
#[derive(Clone, Debug)]
pub(super) struct GroupsQuery {
    pub(super) table: &'static TableInfo,
    pub(super) joins: Vec<JoinNode>,
    pub(super) filter: Vec<Criteria>,
    pub(super) keys: Vec<Key>,
    pub(super) totals: Vec<Computed>,
    pub(super) orders: Vec<GroupOrder>,
    pub(super) limit: Option<u32>,
    pub(super) annotations: Vec<ResponseAnnotation>,
    pub(super) own: Own,
}

/// A value that rows are grouped by.
#[derive(Clone, Debug)]
pub struct Key {
    pub(super) path: LinkedPath,
    /// The part of a date.
    pub(super) part: Option<&'static str>,
    /// Whether days begin in the user's time zone or in UTC.
    pub(super) is_local: Option<bool>,
}

/// An order of groups by one of their keys or totals, counted from 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct GroupOrder {
    pub(super) is_total: bool,
    pub(super) index: usize,
    pub(super) is_descending: bool,
}

impl GroupOrder {
    /// Returns the name of the key or total in the response.
    pub(super) fn name(self) -> String {
        let names = if self.is_total { total_name } else { key_name };
        names(self.index)
    }
}

pub(super) fn key_name(index: usize) -> String {
    format!("key{}", index + 1)
}

pub(super) fn total_name(index: usize) -> String {
    format!("total{}", index + 1)
}
