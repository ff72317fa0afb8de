use crate::diagram::layout::Size;
use crate::diagram::lines::Line;
use crate::diagram::node::{Entry, Node};

/// The width of a character of the monospaced font.
const CHARACTER: f64 = 7.25;
pub(super) const PADDING: f64 = 10.0;
pub(super) const HEAD: f64 = 26.0;
pub(super) const ROW: f64 = 18.0;
/// The height that the end of a line needs.
const END: f64 = 15.0;

pub(super) fn label_size(line: &Line<'_>) -> Size {
    Size {
        width: width(line.labels.iter().copied()),
        height: ROW * line.labels.len() as f64,
    }
}

/// Returns the width of the longest text.
pub(super) fn width<'t>(texts: impl Iterator<Item = &'t str>) -> f64 {
    let longest = texts.map(|text| text.chars().count()).max();
    longest.unwrap_or_default() as f64 * CHARACTER
}

fn names<'t>(entries: &'t [Entry<'_>]) -> impl Iterator<Item = &'t str> {
    entries.iter().map(|entry| entry.logical_name.as_str())
}

fn types<'t>(entries: &'t [Entry<'_>]) -> impl Iterator<Item = &'t str> {
    entries.iter().map(|entry| entry.r#type.as_str())
}

/// Returns the width of the keys of columns, and that of the keys and the names.
pub(super) fn columns_width(entries: &[Entry<'_>]) -> (f64, f64) {
    let keys = width(entries.iter().map(|entry| entry.key));
    let keys = if keys > 0.0 { keys + CHARACTER } else { 0.0 };
    (keys, keys + width(names(entries)))
}

/// Returns the size of a table, whose sides have space for the ends of its lines.
pub(super) fn box_size(name: &str, node: &Node<'_>, lines: &[Line<'_>]) -> Size {
    let entries = &node.entries;
    let ends =
        |is_end: &dyn Fn(&Line<'_>) -> bool| lines.iter().filter(|line| is_end(line)).count();
    let ends = ends(&|line| line.one == name).max(ends(&|line| line.many == name));
    let (_, columns) = columns_width(entries);
    let columns = columns + 2.0 * CHARACTER + width(types(entries));
    Size {
        width: columns.max(width([name].into_iter())) + 2.0 * PADDING,
        height: (HEAD + rows_height(entries)).max(END * (ends + 1) as f64),
    }
}

fn rows_height(entries: &[Entry<'_>]) -> f64 {
    if entries.is_empty() {
        0.0
    } else {
        ROW * entries.len() as f64 + 6.0
    }
}
