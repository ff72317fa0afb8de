//! Relationships: the lines and the property tables below their headings.

mod ends;
mod other_end;
mod rows;

use crate::diagnostic::Code;
use crate::layout::Section;
use crate::model::{Fact, Relationship};
use crate::page::{MarkdownTable, without_line_break};
use crate::read::link::changes_from;
use crate::read::reader::Reader;
use crate::read::relationship::other_end::other_end;
use crate::read::section::{Entry, SectionContent};

impl<'s> Reader<'s, '_> {
    pub(super) fn relationships(
        &mut self,
        content: &SectionContent<'s>,
        relationships: &mut Vec<Relationship>,
    ) {
        relationships.reserve_exact(content.entries.len());
        for entry in self.entries("relationship", content) {
            let relationship = self.relationship(content.section, entry);
            relationships.push(relationship);
        }
    }

    fn relationship(&mut self, section: Option<Section>, entry: &Entry<'s>) -> Relationship {
        let title = &entry.title;
        let name = Fact::new(title.text.clone().into_owned(), title.span);
        let mut relationship = Relationship::new(name);
        let is_many_to_many = section == Some(Section::ManyToMany);
        if let Some(table) = self.one_table(&entry.blocks) {
            let has_name = self.named_rows(table, &mut relationship);
            if is_many_to_many && !has_name {
                let name = &entry.title.text;
                let message = format!("missing row `SchemaName` of relationship `{name}`");
                self.error(Code::MissingRow, entry.title.span, message, |d| {
                    d.help("check that the page is complete")
                });
            }
        }
        self.relationship_lines(section, entry, &mut relationship);
        if is_many_to_many {
            self.ends(entry, &mut relationship);
        } else {
            self.check_no_subsections(entry, "a relationship");
        }
        relationship
    }

    /// Reads the lines below a relationship's heading.
    fn relationship_lines(
        &mut self,
        section: Option<Section>,
        entry: &Entry<'s>,
        relationship: &mut Relationship,
    ) {
        let mut lines = self.lines(section, &entry.blocks);
        lines.added_by(self, &mut relationship.added_by);
        for link in lines.take(changes_from) {
            self.store_line("Changes from", &mut relationship.changes_from, link);
        }
        for found in lines.take(other_end) {
            let slot = match section {
                Some(Section::ManyToMany) => Some(&mut relationship.other_entity),
                // On pages from before 2024, a many-to-one relationship consists of this line
                // alone.
                Some(Section::ManyToOne) if found.replaces_table => {
                    Some(&mut relationship.facts.referenced_entity)
                }
                _ => None,
            };
            if let Some(slot) = slot {
                self.store_line("the other end", slot, found.table);
            }
            self.store_line(
                "the link to the other end",
                &mut relationship.link,
                found.link,
            );
        }
        let intersect = lines.take(|line, span| {
            let name = line.strip_prefix("IntersectEntityName:")?;
            let name = without_line_break(name);
            let start = line.find(name.trim())?;
            let span = span.subspan(start, start + name.trim().len());
            Some(Fact::new(name.trim().to_owned(), span))
        });
        for name in intersect {
            let slot = &mut relationship.facts.intersect_entity_name;
            self.store_line("IntersectEntityName", slot, name);
        }
        lines.keep(&mut relationship.extra);
    }

    /// Reads the rows of a property table. Returns true if a row repeats the schema name.
    fn named_rows(&mut self, table: &MarkdownTable<'s>, relationship: &mut Relationship) -> bool {
        let Some(name) = self.relationship_rows(table, relationship, 1, "SchemaName") else {
            return false;
        };
        if name != relationship.schema_name {
            let source = self.source;
            let heading = &relationship.schema_name;
            let message = format!(
                "mismatched `SchemaName`: found `{}`, expected `{}`",
                name.value, heading.value
            );
            self.error(Code::MismatchedSchemaName, name.span, message, |d| {
                d.with_related(source, heading.span, "heading")
            });
        }
        true
    }
}
