use crate::merge::merger::{Changeable, Changes, Item, Merger};
use crate::model::{Difference, Fact, Link, Relationship, Table};
use crate::source::Span;

impl Item for Relationship {
    const WHAT: &'static str = "relationship";
    const FIXED: &'static [&'static str] = &[
        "ReferencedEntity",
        "ReferencedAttribute",
        "ReferencingEntity",
        "ReferencingAttribute",
        "ReferencingEntityNavigationPropertyName",
        "ReferencedEntityNavigationPropertyName",
        "IntersectEntityName",
        "IntersectAttribute",
        "Entity1IntersectAttribute",
        "Entity2IntersectAttribute",
        "NavigationPropertyName",
        "Entity1NavigationPropertyName",
        "Entity2NavigationPropertyName",
    ];

    fn name(&self) -> &Fact<String> {
        &self.schema_name
    }

    fn differences(&self, later: &Self) -> Vec<Difference> {
        let mut differences = self.facts.differences(&later.facts);
        let cascades = (&self.cascade_configuration, &later.cascade_configuration);
        if let (Some(first), Some(second)) = cascades {
            differences.extend(first.value.differences(&second.value));
        }
        let menus = self.menus().into_iter().zip(later.menus());
        for ((_, first), (_, second)) in menus {
            if let (Some(first), Some(second)) = (first, second) {
                differences.extend(first.value.differences(&second.value));
            }
        }
        differences
    }

    fn amend(&mut self, later: Self) {
        self.facts.patch(&later.facts);
        patch_parts(
            &mut self.cascade_configuration,
            later.cascade_configuration,
            |known, more| known.patch(more),
        );
        let menus = [
            (
                &mut self.associated_menu_configuration,
                later.associated_menu_configuration,
            ),
            (
                &mut self.entity1_associated_menu_configuration,
                later.entity1_associated_menu_configuration,
            ),
            (
                &mut self.entity2_associated_menu_configuration,
                later.entity2_associated_menu_configuration,
            ),
        ];
        for (known, more) in menus {
            patch_parts(known, more, |known, more| known.patch(more));
        }
        self.extra.extend(later.extra);
    }
}

impl Changeable for Relationship {
    fn changes_from(&self) -> Option<&Fact<Link>> {
        self.changes_from.as_ref()
    }

    fn has_row(&self, key: &str, span: Span) -> bool {
        let cascade = self.cascade_configuration.as_ref();
        let mut menus = self.menus().into_iter().filter_map(|(_, menu)| menu);
        self.facts.has_at(key, span)
            || cascade.is_some_and(|cascade| cascade.value.has_at(key, span))
            || menus.any(|menu| menu.value.has_at(key, span))
    }

    fn changes(changes: &mut Changes) -> &mut Vec<Self> {
        &mut changes.relationships
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
        let Some(index) = known.iter().position(|known| known.schema_name == *name) else {
            let known: Vec<String> = known.iter().map(|r| r.schema_name.value.clone()).collect();
            let changes_from = change.changes_from.as_ref();
            self.unknown(Relationship::WHAT, name, changes_from, &known);
            return;
        };
        self.change(list, index, change);
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
