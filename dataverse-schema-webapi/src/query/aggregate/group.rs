/// A group of rows.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Group<K, V> {
    /// The values of the keys, each an `Option`.
    pub key: K,
    /// The totals over its rows.
    pub totals: V,
    pub(super) formatted_keys: Vec<Option<String>>,
    pub(super) formatted_totals: Vec<Option<String>>,
}

impl<K, V> Group<K, V> {
    /// Returns a key as text in the user's language and currency, if the response contains it.
    ///
    /// `index` counts the keys from 0.
    pub fn formatted_key(&self, index: usize) -> Option<&str> {
        self.formatted_keys.get(index)?.as_deref()
    }

    /// Returns a total as text in the user's language and currency, if the response contains it.
    ///
    /// `index` counts the totals from 0.
    pub fn formatted_total(&self, index: usize) -> Option<&str> {
        self.formatted_totals.get(index)?.as_deref()
    }
}

/// The groups of a response.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups<K, V> {
    pub(super) groups: Vec<Group<K, V>>,
    pub(super) next_link: Option<String>,
    pub(super) more_records: bool,
}

impl<K, V> Groups<K, V> {
    /// Returns the link to the next page, if there is one. See
    /// [`Aggregate::next_page`](super::Aggregate::next_page).
    pub fn next_link(&self) -> Option<&str> {
        self.next_link.as_deref()
    }

    /// Returns true if there is a page after this one. A response to a query in FetchXML says so
    /// only if it was asked for by
    /// [`FetchGroups::to_page_request`](super::super::fetch::FetchGroups::to_page_request).
    pub fn has_more(&self) -> bool {
        self.next_link.is_some() || self.more_records
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
