use core::fmt::{self, Debug, Display};
use core::hash::{Hash, Hasher};
use core::iter::Map;
use core::marker::PhantomData;
use core::num::ParseIntError;
use core::str::FromStr;
use std::vec;

use super::choice::Choice;

/// The value of a MultiSelectPicklist column: a set of options, in the order of their values.
pub struct Choices<C> {
    values: Vec<i32>,
    choice: PhantomData<fn() -> C>,
}

impl<C: Choice> Choices<C> {
    /// Creates the set of these options.
    pub fn new(choices: impl IntoIterator<Item = C>) -> Self {
        Self::from_values(choices.into_iter().map(Choice::value).collect())
    }

    /// Returns true if the set contains this option.
    pub fn contains(&self, choice: C) -> bool {
        self.values.binary_search(&choice.value()).is_ok()
    }

    /// Returns the number of options in the set.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Returns true if the set is empty.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Returns the options in the order of their values.
    pub fn iter(&self) -> impl Iterator<Item = C> + '_ {
        self.values.iter().map(|value| C::from_value(*value))
    }
}

impl<C> Choices<C> {
    pub(crate) fn from_values(mut values: Vec<i32>) -> Self {
        values.sort_unstable();
        values.dedup();
        Self {
            values,
            choice: PhantomData,
        }
    }

    /// Returns the values on the wire, in ascending order.
    pub fn values(&self) -> &[i32] {
        &self.values
    }
}

/// Parses values that commas separate, as the Web API writes them.
pub(crate) fn parse(text: &str) -> Result<Vec<i32>, ParseIntError> {
    split(text).map(str::parse).collect()
}

/// Returns the parts of a text that commas separate.
pub(crate) fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|v| !v.is_empty())
}

/// Formats values as the Web API does, as in `1,2`.
pub(crate) struct Joined<'a>(pub(crate) &'a [i32]);

impl Display for Joined<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, value) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(f, "{comma}{value}")?;
        }
        Ok(())
    }
}

impl<C> FromStr for Choices<C> {
    type Err = ParseIntError;

    /// Parses values of options that commas separate, as in `1,2`.
    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        parse(text).map(Self::from_values)
    }
}

/// Formats the values of the options as the Web API does, as in `1,2`.
impl<C> Display for Choices<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&Joined(&self.values), f)
    }
}

/// Creates the empty set.
impl<C> Default for Choices<C> {
    fn default() -> Self {
        Self::from_values(Vec::new())
    }
}

impl<C> Clone for Choices<C> {
    fn clone(&self) -> Self {
        Self {
            values: self.values.clone(),
            choice: PhantomData,
        }
    }
}
impl<C> PartialEq for Choices<C> {
    fn eq(&self, other: &Self) -> bool {
        self.values == other.values
    }
}
impl<C> Eq for Choices<C> {}
impl<C> Hash for Choices<C> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.values.hash(state);
    }
}
impl<C: Choice> Debug for Choices<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
impl<C: Choice> IntoIterator for Choices<C> {
    type Item = C;
    type IntoIter = Map<vec::IntoIter<i32>, fn(i32) -> C>;

    fn into_iter(self) -> Self::IntoIter {
        self.values.into_iter().map(C::from_value)
    }
}
impl<C: Choice> FromIterator<C> for Choices<C> {
    fn from_iter<I: IntoIterator<Item = C>>(choices: I) -> Self {
        Self::new(choices)
    }
}
