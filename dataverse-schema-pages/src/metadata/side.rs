/// The side of a relationship on which the table is.
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

    /// Returns the members one of which names the table.
    pub(super) fn ends(self) -> &'static [&'static str] {
        match self {
            Self::ManyToOne => &["ReferencingEntity"],
            Self::OneToMany => &["ReferencedEntity"],
            Self::ManyToMany => &["Entity1LogicalName", "Entity2LogicalName"],
        }
    }
}
