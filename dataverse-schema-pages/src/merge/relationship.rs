use crate::merge::merger::{Item, Merger};
use crate::model::{Fact, Relationship, Table};

impl Item for Relationship {
    const WHAT: &'static str = "relationship";
    const HELP: &'static str =
        "list changes to a relationship of another page under `## Customized relationships`";

    fn name(&self) -> &Fact<String> {
        &self.schema_name
    }
}

impl Merger<'_> {
    pub(super) fn change_relationship(
        &mut self,
        list: fn(&mut Table) -> &mut Vec<Relationship>,
        change: Relationship,
    ) {
        let name = &change.schema_name;
        let known = list(self.base);
        let Some(relationship) = known.iter_mut().find(|known| known.schema_name == *name) else {
            let known: Vec<String> = known.iter().map(|r| r.schema_name.value.clone()).collect();
            let changes_from = change.changes_from.as_ref();
            self.unknown(Relationship::WHAT, name, changes_from, &known);
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
