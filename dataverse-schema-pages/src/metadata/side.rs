/// The table's side of a relationship.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// From the table that has the lookup.
    ManyToOne,
    /// From the table that the lookup points to.
    OneToMany,
    ManyToMany,
}

impl Side {
    pub(super) const ALL: [Self; 3] = [Self::ManyToOne, Self::OneToMany, Self::ManyToMany];

    /// Returns the member of a table with these relationships.
    pub(super) fn list(self) -> &'static str {
        match self {
            Self::ManyToOne => "ManyToOneRelationships",
            Self::OneToMany => "OneToManyRelationships",
            Self::ManyToMany => "ManyToManyRelationships",
        }
    }

    /// Returns the members that can contain the table's name.
    pub(super) fn table_members(self) -> &'static [&'static str] {
        match self {
            Self::ManyToOne => &["ReferencingEntity"],
            Self::OneToMany => &["ReferencedEntity"],
            Self::ManyToMany => &["Entity1LogicalName", "Entity2LogicalName"],
        }
    }
}
