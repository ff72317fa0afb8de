use super::set::{ChangeSet, Insert};
use super::typed::Changes;

/// Changes of the same row to the same values. The order in which columns were set doesn't matter.
impl<T, M> PartialEq for Changes<T, M> {
    fn eq(&self, other: &Self) -> bool {
        self.set == other.set
    }
}

impl PartialEq for ChangeSet {
    fn eq(&self, other: &Self) -> bool {
        fn same<T: PartialEq>(one: &[T], other: &[T]) -> bool {
            one.len() == other.len() && one.iter().all(|item| other.contains(item))
        }
        core::ptr::eq(self.table, other.table)
            && self.written == other.written
            && self.status_now == other.status_now
            && same(&self.changes, &other.changes)
            && same(&self.inserts, &other.inserts)
    }
}

impl PartialEq for Insert {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.relationship, other.relationship) && self.rows == other.rows
    }
}
