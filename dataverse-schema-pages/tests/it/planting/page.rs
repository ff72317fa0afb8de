//! A clean page, in which faults are planted.

use std::ops::Range;

/// The lines of a page without faults.
pub(super) struct CleanPage {
    pub(super) name: String,
    pub(super) lines: Vec<String>,
}

impl CleanPage {
    pub(super) fn new(name: &str, text: &str) -> Self {
        Self {
            name: name.to_owned(),
            lines: text.lines().map(str::to_owned).collect(),
        }
    }

    /// Returns the first line after `from` that satisfies a condition.
    pub(super) fn find(&self, from: usize, is: impl Fn(&str) -> bool) -> Option<usize> {
        let found = self.lines.iter().skip(from).position(|line| is(line));
        found.map(|at| from + at)
    }

    /// Returns the line that begins the title.
    pub(super) fn title(&self) -> &str {
        let at = self.find(0, |line| line.starts_with("# "));
        &self.lines[at.expect("the page has a title")]
    }

    /// Returns the lines of a section, from its heading.
    pub(super) fn section(&self, heading: &str) -> Option<Range<usize>> {
        let start = self.find(0, |line| line == heading)?;
        let end = self.find(start + 1, |line| {
            line.starts_with("## ") || line.starts_with("### See also")
        });
        Some(start..end.unwrap_or(self.lines.len()))
    }

    /// Returns the entries of a section, each from its heading.
    pub(super) fn entries(&self, heading: &str) -> Vec<Range<usize>> {
        let Some(section) = self.section(heading) else {
            return Vec::new();
        };
        let starts: Vec<usize> = section
            .clone()
            .filter(|at| self.lines[*at].starts_with("### "))
            .collect();
        let ends = starts.iter().copied().skip(1).chain([section.end]);
        starts
            .iter()
            .copied()
            .zip(ends)
            .map(|(a, b)| a..b)
            .collect()
    }

    /// Returns the first column of a type.
    pub(super) fn column(&self, r#type: &str) -> Option<Range<usize>> {
        self.columns(r#type).into_iter().next()
    }

    /// Returns the columns of a type. A type `*` is that of any column.
    pub(super) fn columns(&self, r#type: &str) -> Vec<Range<usize>> {
        let row = format!("|Type|{type}|");
        let mut columns = self.entries("## Writable columns/attributes");
        columns.extend(self.entries("## Read-only columns/attributes"));
        columns.retain(|column| r#type == "*" || self.lines[column.clone()].contains(&row));
        columns
    }

    /// Returns the first relationship of a kind, which is the start of its section's heading.
    pub(super) fn relationship(&self, kind: &str) -> Option<Range<usize>> {
        let entries = self.entries(&format!("## {kind} relationships"));
        entries.into_iter().next()
    }

    /// Returns the relationships of a kind.
    pub(super) fn relationships(&self, kind: &str) -> Vec<Range<usize>> {
        self.entries(&format!("## {kind} relationships"))
    }

    /// Returns the line of a row among lines.
    pub(super) fn row(&self, lines: Range<usize>, key: &str) -> Option<usize> {
        lines
            .into_iter()
            .find(|at| key_of(&self.lines[*at]) == Some(key))
    }

    /// Returns the last line of the first table among lines.
    pub(super) fn last_row(&self, lines: Range<usize>) -> Option<usize> {
        let first = lines.clone().find(|at| self.lines[*at].starts_with('|'))?;
        let is_row = |at: &usize| self.lines[*at].starts_with('|');
        (first..lines.end).take_while(is_row).last()
    }

    /// Returns the lines of the rows of the option table among lines.
    pub(super) fn options(&self, lines: Range<usize>) -> Vec<usize> {
        let heading = lines
            .clone()
            .find(|at| self.lines[*at].starts_with("#### "));
        let Some(heading) = heading else {
            return Vec::new();
        };
        let rows = (heading..lines.end).filter(|at| self.lines[*at].starts_with('|'));
        rows.skip(2).collect()
    }

    /// Returns the name in the heading of an entry.
    pub(super) fn heading_name(&self, at: usize) -> &str {
        let line = &self.lines[at];
        line.rsplit_once("</a> ")
            .map_or_else(|| line.trim_start_matches(['#', ' ']), |(_, name)| name)
    }

    /// Returns the value of a row among lines, without marks.
    pub(super) fn value(&self, lines: Range<usize>, key: &str) -> Option<String> {
        let at = self.row(lines, key)?;
        Some(
            value_of(&self.lines[at])
                .trim_matches(['`', '*', ' '])
                .to_owned(),
        )
    }
}

/// Returns the key of a row `|key|value|`.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.strip_prefix('|')?.split_once('|')?;
    Some(key.trim_matches([' ', '*']))
}

/// Returns the value of a row `|key|value|`.
pub(super) fn value_of(line: &str) -> &str {
    let value = line.strip_prefix('|').and_then(|rest| rest.split_once('|'));
    value.map_or("", |(_, value)| value.trim_end().trim_end_matches('|'))
}
