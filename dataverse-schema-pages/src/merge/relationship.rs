use crate::merge::Merger;
use crate::model::{Fact, Relationship, Section};

impl Merger<'_> {
    /// Returns the base's relationships of a kind.
    fn relationships(&mut self, kind: Section) -> &mut Vec<Relationship> {
        match kind {
            Section::ManyToOne => &mut self.base.many_to_one,
            Section::OneToMany => &mut self.base.one_to_many,
            _ => &mut self.base.many_to_many,
        }
    }

    pub(super) fn add_relationship(&mut self, kind: Section, relationship: Relationship) {
        let known = self.relationships(kind);
        match known
            .iter()
            .find(|known| known.schema_name == relationship.schema_name)
        {
            None => known.push(relationship),
            Some(first) if *first == relationship => {}
            Some(first) => {
                let first = first.schema_name.clone();
                let help = "list changes to a relationship of another page under `## Customized relationships`";
                self.contradiction("relationship", &first, &relationship.schema_name, help);
            }
        }
    }

    pub(super) fn change_relationship(&mut self, kind: Section, change: Relationship) {
        let name = &change.schema_name;
        let known = self.relationships(kind);
        let Some(relationship) = known.iter_mut().find(|known| known.schema_name == *name) else {
            let known: Vec<String> = known.iter().map(|r| r.schema_name.value.clone()).collect();
            self.nothing_to_change("relationship", name, change.changes_from.as_ref(), &known);
            return;
        };
        relationship.facts.patch(&change.facts);
        patch_parts(
            &mut relationship.cascade_configuration,
            change.cascade_configuration,
            |known, more| known.patch(more),
        );
        let menus = [
            (
                &mut relationship.associated_menu_configuration,
                change.associated_menu_configuration,
            ),
            (
                &mut relationship.entity1_associated_menu_configuration,
                change.entity1_associated_menu_configuration,
            ),
            (
                &mut relationship.entity2_associated_menu_configuration,
                change.entity2_associated_menu_configuration,
            ),
        ];
        for (known, more) in menus {
            patch_parts(known, more, |known, more| known.patch(more));
        }
        relationship.extra.extend(change.extra);
    }
}

/// Changes those parts of a row that the change contains.
fn patch_parts<T>(
    known: &mut Option<Fact<T>>,
    change: Option<Fact<T>>,
    patch: impl Fn(&mut T, &T),
) {
    match (known, change) {
        (_, None) => {}
        (Some(known), Some(change)) => patch(&mut known.value, &change.value),
        (known, change) => *known = change,
    }
}
