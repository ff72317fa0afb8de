//! What the user wants of the tables. What isn't chosen is left out before it has a name, so that nothing is made of it.

mod selector;

use std::collections::BTreeSet;

use dataverse_schema_pages::check::{
    Access, CheckedColumn, CheckedRelationship, CheckedTable, ColumnExposure, RelationshipExposure,
    RelationshipKind,
};
use dataverse_schema_pages::model::ColumnType;

pub(crate) use selector::{Pattern, PerTable, Selection, Selector};

/// How much documentation is made of what the page says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Docs {
    /// Each description in full.
    Full,
    /// The first sentence of each description.
    #[default]
    Brief,
    None,
}

/// Which of serde's traits a row has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Serialization {
    Both,
    Read,
    Write,
    None,
}

/// What is made of a table besides its columns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts {
    pub(crate) docs: Docs,
    pub(crate) serialization: Serialization,
}

/// All that the user wants.
#[derive(Debug, Default)]
pub(crate) struct Choosing {
    pub(crate) columns: PerTable<Selection>,
    pub(crate) relationships: PerTable<Selection>,
    pub(crate) docs: PerTable<Docs>,
    pub(crate) serialization: PerTable<Serialization>,
}

/// Takes out of a table what isn't wanted. The numbers of the selectors that match go into `used`.
pub(crate) fn choose(
    table: &mut CheckedTable<'_>,
    choosing: &Choosing,
    used: &mut BTreeSet<usize>,
) -> Parts {
    let name = table.logical_name.value.as_str();
    if let Some(wanted) = choosing.columns.take(name, used) {
        let primary_id = &table.primary_id.value;
        columns(&mut table.columns, primary_id, wanted, used);
    }
    if let Some(wanted) = choosing.relationships.take(name, used) {
        let needed = Needed::by(&table.columns);
        for (kind, relationships) in table.relationships_mut() {
            for relationship in relationships {
                relationship.exposure = exposure(relationship, kind, wanted, &needed, used);
            }
        }
    }
    let docs = choosing.docs.take(name, used);
    let serialization = choosing.serialization.take(name, used);
    Parts {
        docs: docs.copied().unwrap_or_default(),
        serialization: serialization.copied().unwrap_or(Serialization::Both),
    }
}

/// The primary key stays in any case. Of state and status, neither can be set without the other: both stay, or both are
/// left out.
fn columns(
    columns: &mut Vec<CheckedColumn<'_>>,
    primary_id: &str,
    wanted: &Selection,
    used: &mut BTreeSet<usize>,
) {
    let mut nowhere = BTreeSet::new();
    let mut verdicts = Vec::with_capacity(columns.len());
    for column in &*columns {
        let name = [column.logical_name];
        // To name what nothing is made of, or to leave out the primary key, is a mistake.
        let is_described = column.exposure == ColumnExposure::Described;
        let is_primary_id = column.logical_name == primary_id;
        let named = wanted.names(&name, None, if is_described { &mut nowhere } else { used });
        let used = if is_primary_id {
            &mut nowhere
        } else {
            &mut *used
        };
        let excepted = wanted.excepts(&name, None, used) && !is_primary_id;
        verdicts.push((named || is_primary_id, excepted));
    }
    let is_state = |column: &CheckedColumn<'_>| {
        matches!(column.r#type, ColumnType::State | ColumnType::Status)
    };
    let of_state = columns.iter().zip(&verdicts).filter(|(c, _)| is_state(c));
    let state = of_state.fold((false, false), |state, (_, verdict)| {
        (state.0 || verdict.0, state.1 || verdict.1)
    });
    let judged = std::mem::take(columns).into_iter().zip(verdicts);
    let kept = judged.filter(|(column, verdict)| {
        let (named, excepted) = if is_state(column) { state } else { *verdict };
        named && !excepted
    });
    *columns = kept.map(|(column, _)| column).collect();
}

/// What columns need relationships for, whether or not those are wanted.
struct Needed<'a> {
    /// The logical names of the lookups that are set over a relationship's navigation property.
    lookups: BTreeSet<&'a str>,
    parties: bool,
}

impl<'a> Needed<'a> {
    fn by(columns: &[CheckedColumn<'a>]) -> Self {
        let bound = columns.iter().filter(|c| c.access == Access::ByBind);
        Self {
            lookups: bound.map(|column| column.logical_name).collect(),
            parties: columns.iter().any(|column| {
                column.r#type == ColumnType::PartyList
                    && column.exposure == ColumnExposure::ColumnOnly
            }),
        }
    }

    fn needs(&self, relationship: &CheckedRelationship<'_>, kind: RelationshipKind) -> bool {
        match kind {
            RelationshipKind::ManyToOne => self.lookups.contains(relationship.attribute),
            RelationshipKind::OneToMany => self.parties && relationship.is_of_parties(),
            RelationshipKind::ManyToMany => false,
        }
    }
}

fn exposure(
    relationship: &CheckedRelationship<'_>,
    kind: RelationshipKind,
    wanted: &Selection,
    needed: &Needed<'_>,
    used: &mut BTreeSet<usize>,
) -> RelationshipExposure {
    let names = [
        relationship.schema_name.value.as_str(),
        relationship.navigation_property,
    ];
    let excepted = wanted.excepts(&names, Some(kind), used);
    if wanted.names(&names, Some(kind), used) && !excepted {
        RelationshipExposure::Navigable
    } else if needed.needs(relationship, kind) {
        RelationshipExposure::Described
    } else {
        RelationshipExposure::Hidden
    }
}
