use std::borrow::Cow;

use serde::de::Error as _;

use super::argument::Argument;
use crate::value::Json;

/// The members of an enum type that a value combines.
#[derive(Clone, Debug)]
pub struct Members(Cow<'static, str>);

impl Members {
    /// Creates a value of one member.
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// Returns the names of the members.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
    }

    /// Returns the names, separated by commas.
    pub fn text(&self) -> String {
        self.names().collect::<Vec<_>>().join(",")
    }

    /// Returns the value with the members of both.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let mut names: Vec<&str> = self.names().collect();
        names.extend(other.names().filter(|name| !self.has(name)));
        Self(Cow::Owned(names.join(",")))
    }

    /// Returns true if the value has all members of another one.
    pub fn contains(&self, other: &Self) -> bool {
        other.names().all(|name| self.has(name))
    }

    fn has(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }
}

/// Two values are equal if they have the same members.
impl PartialEq for Members {
    fn eq(&self, other: &Self) -> bool {
        self.contains(other) && other.contains(self)
    }
}

impl From<String> for Members {
    fn from(names: String) -> Self {
        Self(Cow::Owned(names))
    }
}

/// An enum type of a page of operations.
pub trait EnumType: Sized {
    /// The name.
    const NAME: &'static str;

    /// The members, each with its number.
    const MEMBERS: &'static [(&'static str, i64)];

    /// True if members can be combined.
    const IS_FLAGS: bool = false;

    /// Creates a value from its members.
    fn from_members(members: Members) -> Self;

    /// Returns the members.
    fn members(&self) -> &Members;
}

/// Returns the argument of a value.
pub fn enum_argument<E: EnumType>(value: &E) -> Argument {
    Argument::Members {
        name: E::NAME,
        members: value.members().text(),
    }
}

/// Reads a value: the names of its members, or their number.
pub fn read_enum<E: EnumType>(json: &Json) -> Result<E, serde_json::Error> {
    if let Some(names) = json.text() {
        return Ok(E::from_members(names.into()));
    }
    match json.parse().ok().and_then(members_of::<E>) {
        Some(members) => Ok(E::from_members(members)),
        None => {
            let message = format_args!("expected a member of `{}`, found `{json}`", E::NAME);
            Err(serde_json::Error::custom(message))
        }
    }
}

/// Returns the member with a number, or else all that the number combines.
fn members_of<E: EnumType>(number: i64) -> Option<Members> {
    if let Some((name, _)) = E::MEMBERS.iter().find(|(_, value)| *value == number) {
        return Some(Members::new(name));
    }
    if !E::IS_FLAGS {
        return None;
    }
    let is_part = |value: i64| value != 0 && number & value == value;
    let parts = E::MEMBERS.iter().filter(|(_, value)| is_part(*value));
    let combined = parts.clone().fold(0, |all, (_, value)| all | value);
    let names: Vec<&str> = parts.map(|(name, _)| *name).collect();
    (combined == number).then(|| names.join(",").into())
}
