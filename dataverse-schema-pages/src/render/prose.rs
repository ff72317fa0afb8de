//! Text outside of tables, where a line may look like another part of a page.

use std::borrow::Cow;

use crate::layout::{ADDED_BY, INCLUDE};
use crate::page::{NEWLINE, reference};

/// Returns the Markdown of a string that is read as the same string. It keeps its lines.
pub(super) fn prose(text: &str) -> String {
    let start = text.len() - text.trim_start_matches('\n').len();
    let body = text[start..].trim_end_matches('\n');
    let end = text.len() - start - body.len();
    let lines: Vec<String> = body
        .split('\n')
        .enumerate()
        .map(|(index, line)| match index {
            0 => visible_start(line, line_start(line)).into_owned(),
            _ => line_start(line).into_owned(),
        })
        .collect();
    format!(
        "{}{}{}",
        NEWLINE.repeat(start),
        lines.join("\n"),
        NEWLINE.repeat(end)
    )
}

/// Returns the Markdown of a string that is read as the same string, on one line behind other text.
pub(super) fn phrase(text: &str) -> String {
    let line = visible_start(text, Cow::Owned(escaped(text)));
    line.replace('\n', NEWLINE)
}

/// Escapes what would give a line another meaning than that of text.
fn line_start(line: &str) -> Cow<'_, str> {
    let mark = mark(line);
    if mark.is_none() && !line.contains(['\\', '&']) && !is_cut(line) {
        return Cow::Borrowed(line);
    }
    Cow::Owned(match mark {
        Some(mark) => format!("{}\\{}", &line[..mark], escaped_mark(&line[mark..])),
        None => escaped(line),
    })
}

/// Escapes a line whose first character gets a backslash anyway.
fn escaped_mark(line: &str) -> String {
    let (first, rest) = line.split_at(1);
    // A bar at the end is written as an entity, with or without a backslash.
    if rest.is_empty() {
        first.to_owned()
    } else {
        format!("{first}{}", escaped(rest))
    }
}

/// Returns true if the end of a line would be left out or misunderstood.
fn is_cut(line: &str) -> bool {
    line.ends_with(|last: char| last.is_whitespace() || last == '|')
}

/// Escapes backslashes, entities, and the end of a line.
fn escaped(line: &str) -> String {
    let body = line.trim_end();
    let bar = body.len() == line.len() && body.ends_with('|');
    let body = if bar { &body[..body.len() - 1] } else { body };
    let mut escaped = String::with_capacity(line.len());
    let mut rest = body;
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        let is_mark = match first {
            '\\' => after.starts_with(|next: char| next.is_ascii_punctuation() || next == '\n'),
            '&' => reference(rest).is_some(),
            _ => false,
        };
        if is_mark {
            escaped.push('\\');
        }
        escaped.push(first);
        rest = after;
    }
    // An entity would be escaped by a backslash before it.
    if escaped.ends_with('\\') && body.len() < line.len() {
        escaped.push('\\');
    }
    for character in line[body.len()..].chars() {
        escaped.push_str(&entity(character));
    }
    escaped
}

/// Writes blanks at the start of a string as entities.
fn visible_start<'t>(line: &str, escaped: Cow<'t, str>) -> Cow<'t, str> {
    let blanks = line.len() - line.trim_start().len();
    if blanks == 0 || blanks == line.len() {
        return escaped;
    }
    let entities: String = line[..blanks].chars().map(entity).collect();
    Cow::Owned(format!("{entities}{}", &escaped[blanks..]))
}

fn entity(character: char) -> String {
    format!("&#{};", u32::from(character))
}

/// Returns the offset of the first character of a line that needs a backslash.
fn mark(line: &str) -> Option<usize> {
    let start = content_start(line);
    let content = &line[start..];
    let after_marks = content.trim_start_matches('#');
    let is_mark = match content.chars().next()? {
        '>' | '|' => true,
        // Some of them only look like a heading without its blank.
        '#' => {
            after_marks.is_empty()
                || content.starts_with("##")
                || after_marks.starts_with("<a name=")
                || after_marks.starts_with(char::is_whitespace)
        }
        '<' => content[1..]
            .starts_with(|next: char| next.is_ascii_alphabetic() || "/!?".contains(next)),
        '`' | '~' => content.starts_with("```") || content.starts_with("~~~"),
        '[' => content.starts_with(INCLUDE) || content.contains("](#"),
        first if "-=_*:+".contains(first) => {
            content.starts_with(ADDED_BY)
                || content
                    .chars()
                    .all(|c| c.is_whitespace() || "-=_*:+|".contains(c))
        }
        _ => false,
    };
    if is_mark {
        return Some(start);
    }
    // A bar behind numbers and the marks of lists.
    let is_list = |c: char| c.is_whitespace() || c.is_ascii_digit() || "->+*.".contains(c);
    let bar = line.len() - line.trim_start_matches(is_list).len();
    line[bar..].starts_with('|').then_some(bar)
}

/// Returns the offset of a line's text behind blanks and the marks of list items.
fn content_start(line: &str) -> usize {
    let start = line.len() - line.trim_start().len();
    let content = &line[start..];
    let digits = content.len()
        - content
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .len();
    let mark = match content.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => digits + 1,
        Some(b'-' | b'+' | b'*') if digits == 0 => 1,
        _ => return start,
    };
    let item = &content[mark..];
    if item.starts_with([' ', '\t']) && !item.trim().is_empty() {
        start + mark + content_start(item)
    } else {
        start
    }
}
