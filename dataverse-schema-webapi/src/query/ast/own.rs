/// Query options and preferences that users add to a query.
#[derive(Clone, Debug, Default)]
pub(crate) struct Own {
    /// Names and values, not encoded.
    pub(crate) options: Vec<(String, String)>,
    /// Values of the header `Prefer`.
    pub(crate) preferences: Vec<String>,
}

impl Own {
    pub(crate) fn add_option(&mut self, name: &str, value: &str) {
        self.options.push((name.to_owned(), value.to_owned()));
    }

    /// Keeps what decides which rows are returned: the options but those for columns, related rows,
    /// and a count.
    pub(crate) fn keep_filters(&mut self) {
        let others = ["$select", "$expand", "$count"];
        self.options.retain(|(name, _)| !others.contains(&&**name));
        self.preferences.clear();
    }

    pub(crate) fn add_preference(&mut self, preference: &str) {
        self.preferences.push(preference.to_owned());
    }
}
