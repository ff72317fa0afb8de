use core::fmt::{self, Debug};

use dataverse_schema_runtime::info::{RelationshipInfo, TableInfo};
use dataverse_schema_runtime::table::{ManyToMany, Table};

use super::join::{Join, Joinable};
use super::related::LinkConditions;
use crate::query::ast::{Hop, Intersect, Step};

/// A many-to-many relationship with the intersect table that FetchXML links over.
pub struct Over<T, To> {
    relationship: ManyToMany<T, To>,
    intersect: Intersect,
}

impl<T, To> Clone for Over<T, To> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T, To> Copy for Over<T, To> {}

impl<T, To> Debug for Over<T, To> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.intersect.table)
    }
}

/// Names the intersect table of a many-to-many relationship whose page doesn't name it.
pub trait OverIntersect<T, To>: Sized {
    /// Returns the relationship with its intersect table, by the logical name
    /// (`IntersectEntityName` on the page).
    ///
    /// Its columns are taken to have the names of the primary keys of both tables, as the service
    /// creates them. A relationship between rows of one table has others: see
    /// [`over_columns`](Self::over_columns).
    fn over(self, table: &'static str) -> Over<T, To>
    where
        T: Table,
        To: Table,
    {
        self.over_columns(table, T::info().primary_id, To::info().primary_id)
    }

    /// Returns the relationship with its intersect table, of which `own` has the ids of rows of
    /// `T`, and `other` those of `To`.
    fn over_columns(
        self,
        table: &'static str,
        own: &'static str,
        other: &'static str,
    ) -> Over<T, To>;
}

impl<T, To> OverIntersect<T, To> for ManyToMany<T, To> {
    fn over_columns(
        self,
        table: &'static str,
        own: &'static str,
        other: &'static str,
    ) -> Over<T, To> {
        Over {
            relationship: self,
            intersect: Intersect { table, own, other },
        }
    }
}

impl<T: Table, To: Table> Joinable for Over<T, To> {
    type From = T;
    type To = To;

    fn hop(self) -> Hop {
        let step = Step {
            from: T::info(),
            relationship: self.relationship.info(),
            to: Some(To::info()),
        };
        Hop::Intersect(step, self.intersect)
    }
}
impl<T, To> Join for Over<T, To> {}
impl<T, To> LinkConditions for Over<T, To> {}

/// Links over the intersect table that the page names.
impl<T: Table, To: Table> Joinable for ManyToMany<T, To> {
    type From = T;
    type To = To;

    fn hop(self) -> Hop {
        let step = Step {
            from: T::info(),
            relationship: self.info(),
            to: Some(To::info()),
        };
        match intersect(step.from, step.relationship, To::info()) {
            Some(intersect) => Hop::Intersect(step, intersect),
            None => Hop::Relationship(step),
        }
    }
}

/// Returns the intersect table of a relationship, if the pages name it and both of its columns. That
/// of the other table has the name of its primary key, unless its page says otherwise.
fn intersect(
    from: &'static TableInfo,
    relationship: &'static RelationshipInfo,
    to: &'static TableInfo,
) -> Option<Intersect> {
    let RelationshipInfo {
        intersect: table,
        attribute: own,
        ..
    } = *relationship;
    let mut others = to.many_to_many.iter();
    let other = others.find(|other| {
        other.schema_name == relationship.schema_name
            && other.attribute != own
            && !other.attribute.is_empty()
    });
    let other = other.map(|other| other.attribute);
    let is_between_tables = from.logical_name != to.logical_name;
    let other = other.or(is_between_tables.then_some(to.primary_id))?;
    let is_known = !table.is_empty() && !own.is_empty();
    is_known.then_some(Intersect { table, own, other })
}
