/// A group of rows.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Group<K, V> {
    /// The values that its rows have in common: of each key an `Option`.
    pub key: K,
    /// What was computed over its rows.
    pub totals: V,
    pub(super) formatted_keys: Vec<Option<String>>,
    pub(super) formatted_totals: Vec<Option<String>>,
}

impl<K, V> Group<K, V> {
    /// The text of a key in the language and currency of the user, if the response carries it. Keys are counted from 0, in the
    /// order in which they were given.
    pub fn formatted_key(&self, place: usize) -> Option<&str> {
        self.formatted_keys.get(place)?.as_deref()
    }

    /// The same of a total.
    pub fn formatted_total(&self, place: usize) -> Option<&str> {
        self.formatted_totals.get(place)?.as_deref()
    }
}

/// The groups of a response.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups<K, V> {
    pub(super) groups: Vec<Group<K, V>>,
    pub(super) next_link: Option<String>,
}

impl<K, V> Groups<K, V> {
    /// The URL of the next page, if there is one: [`Aggregate::next_page`](super::Aggregate::next_page).
    pub fn next_link(&self) -> Option<&str> {
        self.next_link.as_deref()
    }
}

impl<K, V> core::ops::Deref for Groups<K, V> {
    type Target = [Group<K, V>];

    fn deref(&self) -> &[Group<K, V>] {
        &self.groups
    }
}

impl<'a, K, V> IntoIterator for &'a Groups<K, V> {
    type Item = &'a Group<K, V>;
    type IntoIter = core::slice::Iter<'a, Group<K, V>>;

    fn into_iter(self) -> Self::IntoIter {
        self.groups.iter()
    }
}

impl<K, V> IntoIterator for Groups<K, V> {
    type Item = Group<K, V>;
    type IntoIter = std::vec::IntoIter<Group<K, V>>;

    fn into_iter(self) -> Self::IntoIter {
        self.groups.into_iter()
    }
}
