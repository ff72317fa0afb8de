use crate::diagnostic::Code;
use crate::layout::ANCHOR;
use crate::model::{Fact, Link, Relationship};
use crate::read::reader::Reader;
use crate::read::relationship::other_end::MANY_TO_MANY;
use crate::read::section::{Entry, Subsection};

impl<'s> Reader<'s, '_> {
    /// Reads the property tables of the two ends of a many-to-many relationship.
    ///
    /// Pages from before 2024 have one for each end. The first end is the page's own table.
    pub(super) fn ends(&mut self, entry: &Entry<'s>, relationship: &mut Relationship) {
        let mut ends: Vec<Option<Fact<String>>> = Vec::new();
        for Subsection { title, blocks, .. } in &entry.subsections {
            let end = match &*title.text {
                "Entity 1" | "Table 1" => 1,
                "Entity 2" | "Table 2" => 2,
                _ => 0,
            };
            if end != ends.len() + 1 {
                let message = format!("unknown subsection `{}` of a relationship", title.text);
                self.error(Code::UnknownSubsection, title.span, message, |d| {
                    d.help("write the subsections `Entity 1` and `Entity 2`, in this order")
                });
                continue;
            }
            let mut table_of_end = None;
            if let Some(table) = self.one_table(blocks) {
                table_of_end = self.relationship_rows(table, relationship, end, "LogicalName");
            }
            self.lines(None, blocks).keep(&mut relationship.extra);
            ends.push(table_of_end);
        }
        let Some([first, second]) = ends.get(..2) else {
            if let (Some(first), 1) = (entry.subsections.first(), ends.len()) {
                self.error(
                    Code::MissingEnd,
                    first.title.span,
                    "missing subsection `Entity 2`",
                    |d| d.help("add `Entity 2` after `Entity 1`"),
                );
            }
            return;
        };
        let (Some(first), Some(second)) = (first, second) else {
            self.error(
                Code::MissingRow,
                entry.title.span,
                "missing row `LogicalName` of an end of the relationship",
                |d| d.help("check that the page is complete"),
            );
            return;
        };
        if first == second {
            let facts = &mut relationship.facts;
            facts.entity1_intersect_attribute = facts.intersect_attribute.take();
            facts.entity1_navigation_property_name = facts.navigation_property_name.take();
            relationship.entity1_associated_menu_configuration =
                relationship.associated_menu_configuration.take();
        } else {
            let name = &relationship.schema_name.value;
            let link = Link {
                text: format!("{} {name}{MANY_TO_MANY}", second.value),
                link: format!("{}.md#{ANCHOR}{name}", second.value),
            };
            let link = Fact::new(link, second.span);
            let Relationship {
                other_entity,
                link: link_slot,
                ..
            } = relationship;
            self.store_line("the other end", other_entity, second.clone());
            self.store_line("the link to the other end", link_slot, link);
        }
        if let Some(own) = self.own_table.clone().filter(|own| own != first) {
            let message = format!(
                "mismatched first end: found `{}`, expected `{}`",
                first.value, own.value
            );
            self.error(Code::MismatchedEnd, first.span, message, |d| {
                d.help("put the page's own table under `Entity 1`")
            });
        }
    }
}
