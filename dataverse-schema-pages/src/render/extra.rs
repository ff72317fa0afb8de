//! Unrecognized content, as it was read.

use std::fmt::{Result, Write};

use crate::model::Extra;
use crate::render::cell::{Style, cell};

/// Writes the rows of a property table.
pub(super) fn rows(to: &mut impl Write, extra: &Extra) -> Result {
    for row in extra.rows.iter().filter(|row| row.part_of.is_none()) {
        let value = cell(&row.value.value, Style::Bare);
        writeln!(to, "|{}|{value}|", row.key.value)?;
    }
    Ok(())
}

/// Writes the lines.
pub(super) fn lines(to: &mut impl Write, extra: &Extra) -> Result {
    for line in &extra.lines {
        writeln!(to, "{}\n", line.value)?;
    }
    Ok(())
}

/// Writes the sections.
pub(super) fn sections(to: &mut impl Write, extra: &Extra) -> Result {
    for section in &extra.sections {
        writeln!(to, "{}\n", section.text.value)?;
    }
    Ok(())
}
