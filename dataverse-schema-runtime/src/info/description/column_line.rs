/// A column's line in a description, for constants, which can't call the reader.
#[derive(Clone, Copy)]
pub(crate) struct ColumnLine<'a> {
    description: &'a [u8],
    start: usize,
}

/// The number of hexadecimal digits of each column's start in the first line.
const START_DIGITS: usize = 8;

/// The indices of fields in a line. The first field is the kind of the line.
///
/// `column` in `column.rs` reads the same fields.
const LOGICAL_NAME: usize = 1;
const LIMITS: usize = 8;

impl<'a> ColumnLine<'a> {
    pub(crate) const fn new(description: &'a str, column: u16) -> Self {
        let description = description.as_bytes();
        let mut at = b"lines\t".len() + START_DIGITS * column as usize;
        let end = at + START_DIGITS;
        let mut start = 0;
        while at < end {
            let digit = (description[at] as char).to_digit(16);
            start = start * 16 + digit.expect("the digits are hexadecimal") as usize;
            at += 1;
        }
        Self { description, start }
    }

    pub(crate) const fn logical_name(self) -> &'a str {
        self.field(LOGICAL_NAME)
    }

    /// Returns the logical name of the table.
    pub(crate) const fn table(self) -> &'a str {
        let mut start = 0;
        while self.description[start] != b'\n' {
            start += 1;
        }
        let table = Self {
            description: self.description,
            start: start + 1,
        };
        table.field(LOGICAL_NAME)
    }

    /// Returns the maximum length of a String or Memo column.
    pub(crate) const fn max_length(self) -> &'a str {
        self.field(LIMITS)
    }

    /// Returns the minimum of a number column.
    pub(crate) const fn min(self) -> &'a str {
        self.field(LIMITS)
    }

    /// Returns the maximum of a number column.
    pub(crate) const fn max(self) -> &'a str {
        self.field(LIMITS + 1)
    }

    /// Returns the maximum number of a column's decimal places.
    pub(crate) const fn precision(self) -> &'a str {
        self.field(LIMITS + 2)
    }

    const fn field(self, index: usize) -> &'a str {
        let mut start = self.start;
        let mut tabs = index;
        while tabs > 0 {
            if self.description[start] == b'\t' {
                tabs -= 1;
            }
            start += 1;
        }
        let mut end = start;
        while end < self.description.len() && !matches!(self.description[end], b'\t' | b'\n') {
            end += 1;
        }
        let (before_end, _) = self.description.split_at(end);
        let (_, field) = before_end.split_at(start);
        match core::str::from_utf8(field) {
            Ok(field) => field,
            Err(_) => panic!("a field ends between characters"),
        }
    }
}
