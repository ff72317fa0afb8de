use crate::query::ast::Step;
use crate::query::check::FetchError;
use crate::query::fetch::xml::Element;

/// A link in the XML.
pub(super) struct Joint {
    pub(super) step: Step,
    pub(super) kind: &'static str,
    pub(super) alias: String,
    /// True if its row is that of the lookup wherever there is one.
    pub(super) is_whole: bool,
    /// Columns, filter, and orders.
    pub(super) children: Vec<Element>,
    pub(super) joints: Vec<Joint>,
}

impl Joint {
    /// Returns the joint for a lookup of which conditions, orders, or keys use a column.
    pub(super) fn of_path(step: Step, alias: String) -> Self {
        Self {
            step,
            kind: "outer",
            alias,
            is_whole: true,
            children: Vec::new(),
            joints: Vec::new(),
        }
    }

    pub(super) fn into_element(self, errors: &mut Vec<FetchError>) -> Element {
        let Ends { table, from, to } = Ends::of(self.step, errors);
        let mut element = Element::new("link-entity")
            .set("name", table)
            .set("from", from)
            .set("to", to)
            .set("link-type", self.kind);
        if !self.alias.is_empty() {
            element = element.set("alias", self.alias);
        }
        element.children = self.children;
        let joints = self.joints.into_iter();
        let links = joints.map(|joint| joint.into_element(errors));
        element.children.extend(links);
        element
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
    fn of(step: Step, errors: &mut Vec<FetchError>) -> Self {
        let Step {
            from,
            relationship,
            to,
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
