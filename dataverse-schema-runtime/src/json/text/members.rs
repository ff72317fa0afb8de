use serde::de::{DeserializeSeed, MapAccess, SeqAccess};
use serde_json::Error;

use super::scanner::{Scanner, unexpected};

/// The members of an object or the elements of a list.
pub(super) struct Members<'d, 'de> {
    scanner: &'d mut Scanner<'de>,
    end: u8,
    state: State,
}

#[derive(PartialEq, Eq)]
enum State {
    BeforeFirst,
    AfterOne,
    AtEnd,
}

impl<'d, 'de> Members<'d, 'de> {
    pub(super) fn start(scanner: &'d mut Scanner<'de>, start: u8, end: u8) -> Option<Self> {
        scanner.take(start)?;
        Some(Self {
            scanner,
            end,
            state: State::BeforeFirst,
        })
    }

    /// Goes beyond the end, unless the members were read up to there.
    pub(super) fn end(&mut self) -> Option<()> {
        match self.state {
            State::AtEnd => Some(()),
            _ => self.scanner.take(self.end),
        }
    }

    /// Goes to the next member. Returns false if there is none.
    #[inline]
    fn has_next(&mut self) -> Result<bool, Error> {
        let scanner = &mut *self.scanner;
        let next = scanner.peek();
        if next == Some(self.end) {
            scanner.skip();
            self.state = State::AtEnd;
            return Ok(false);
        }
        if self.state == State::AfterOne {
            if next != Some(b',') {
                return Err(unexpected());
            }
            scanner.skip();
        }
        self.state = State::AfterOne;
        Ok(true)
    }
}

impl<'de> SeqAccess<'de> for &mut Members<'_, 'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        if !self.has_next()? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.scanner).map(Some)
    }
}

impl<'de> MapAccess<'de> for &mut Members<'_, 'de> {
    type Error = Error;

    #[inline]
    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        if !self.has_next()? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.scanner).map(Some)
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        self.scanner.take(b':').ok_or_else(unexpected)?;
        seed.deserialize(&mut *self.scanner)
    }
}
