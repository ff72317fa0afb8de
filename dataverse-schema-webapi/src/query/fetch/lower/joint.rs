use crate::query::ast::{Hop, Intersect, Step};
use crate::query::check::FetchError;
use crate::query::fetch::xml::Element;

/// A link in the XML.
pub(in crate::query::fetch) struct Joint {
    pub(in crate::query::fetch) hop: Hop,
    pub(in crate::query::fetch) kind: &'static str,
    pub(in crate::query::fetch) alias: String,
    /// True if the query has it to use its rows.
    pub(in crate::query::fetch) is_read: bool,
    /// True if its row is that of the lookup wherever there is one.
    pub(in crate::query::fetch) is_whole: bool,
    /// Columns, filter, and orders.
    pub(in crate::query::fetch) children: Vec<Element>,
    pub(in crate::query::fetch) joints: Vec<Joint>,
}

impl Joint {
    /// Returns the joint for a lookup of which conditions, orders, or keys use a column.
    pub(in crate::query::fetch) fn of_path(step: Step, alias: String) -> Self {
        Self {
            hop: Hop::Relationship(step),
            kind: "outer",
            alias,
            is_read: false,
            is_whole: true,
            children: Vec::new(),
            joints: Vec::new(),
        }
    }

    pub(in crate::query::fetch) fn into_element(self, errors: &mut Vec<FetchError>) -> Element {
        let Self {
            hop,
            kind,
            alias,
            children,
            joints,
            ..
        } = self;
        let (outer, ends) = match hop {
            Hop::Relationship(step) => (None, Ends::of(step, errors)),
            Hop::Intersect(step, intersect) => {
                let (own, other) = Ends::over(step, intersect);
                (Some(own), other)
            }
            Hop::Columns(pair) => {
                let ends = Ends {
                    table: pair.table.logical_name,
                    from: pair.other.logical_name,
                    to: pair.own.logical_name,
                };
                (None, ends)
            }
        };
        // Each row of the intersect table leads to another row.
        let inner = match &outer {
            Some(_) if kind != "outer" => "inner",
            _ => kind,
        };
        let mut element = ends.link(inner);
        if !alias.is_empty() {
            element = element.set("alias", alias);
        }
        element.children = children;
        let joints = joints.into_iter();
        let links = joints.map(|joint| joint.into_element(errors));
        element.children.extend(links);
        match outer {
            None => element,
            Some(ends) => {
                let mut outer = ends.link(kind).set("intersect", "true");
                outer.children.push(element);
                outer
            }
        }
    }
}

/// The columns that link two tables.
struct Ends {
    table: &'static str,
    /// The column of the linked table.
    from: &'static str,
    /// The column of the table before it.
    to: &'static str,
}

impl Ends {
    fn link(self, kind: &'static str) -> Element {
        let Self { table, from, to } = self;
        Element::new("link-entity")
            .set("name", table)
            .set("from", from)
            .set("to", to)
            .set("link-type", kind)
    }

    /// Returns the ends of the links to the intersect table, and from there to the other table.
    fn over(step: Step, intersect: Intersect) -> (Self, Self) {
        let Intersect { table, own, other } = intersect;
        let to_intersect = Self {
            table,
            from: own,
            to: step.from.primary_id,
        };
        let to_other = Self {
            table: step.relationship.table,
            from: step.to.map_or(other, |to| to.primary_id),
            to: other,
        };
        (to_intersect, to_other)
    }

    fn of(step: Step, errors: &mut Vec<FetchError>) -> Self {
        let Step {
            from,
            relationship,
            to,
            ..
        } = step;
        let is_lookup = from
            .many_to_one
            .iter()
            .any(|known| core::ptr::eq(known, relationship));
        let ends = if is_lookup {
            Self {
                table: relationship.table,
                from: to.map_or("", |to| to.primary_id),
                to: relationship.attribute,
            }
        } else {
            Self {
                table: relationship.table,
                from: relationship.attribute,
                to: from.primary_id,
            }
        };
        let mut lists = from.many_to_many.iter();
        if lists.any(|known| core::ptr::eq(known, relationship)) {
            errors.push(FetchError::ManyToMany {
                relationship: relationship.schema_name,
            });
        } else if ends.from.is_empty() || ends.to.is_empty() {
            errors.push(FetchError::UnknownLookup {
                relationship: relationship.schema_name,
            });
        }
        ends
    }
}
