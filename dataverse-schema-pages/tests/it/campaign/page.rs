//! Pages as their text shows them, without the reader's help: where each line belongs, and the part
//! of it that must not be lost.
//!
//! # Exceptions
//!
//! The model doesn't keep what rendering restores or what means nothing. These are all exceptions;
//! each is a claim that nothing is lost:
//!
//! 1. blank lines, and spaces at the end of a line or around a cell;
//! 2. the delimiter row of a table, and the usual header rows;
//! 3. the headings of sections and of options, as long as the same lines follow them;
//! 4. the usual sentences below a section's heading, and the anchors before it, in all layouts;
//! 5. the lists of links to the entries of a section: `- [X](#BKMK_X)`;
//! 6. the anchor in an entry's heading: `<a name="BKMK_X"></a>`;
//! 7. bold and code marks around a value, and backslashes before punctuation;
//! 8. the notation of "no value": nothing, `****`, `` `` ``, `null`, `` `No label value` ``;
//! 9. the space after the colon of a part `Key: value` of a cell, of `**Added by**: …` and of
//!    `IntersectEntityName: …`;
//! 10. `<br />` after the solution in `**Added by**: …` and after `IntersectEntityName: …`, the
//!     colon after `Changes from […](…)`;
//! 11. the row `SchemaName` that repeats an entry's heading;
//! 12. the `|` at the start of a row and at the end of a header row, and a line break before the
//!     `|` that closes a row;
//! 13. the order of lines below the same heading;
//! 14. runs of spaces in a line that names the other end of a relationship, and the row
//!     `LogicalName` of its own end, which another table makes an error;
//! 15. blank parts of a cell that consists of parts `Key: value`;
//! 16. the indentation of a line, and list marks before it below a relationship's heading.

/// The headings above a line: of its section, of its entry, and below that. Empty before the first
/// section.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Scope {
    pub(crate) section: String,
    pub(crate) entry: String,
    pub(crate) part: String,
}

/// The level of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Heading {
    Title,
    Section,
    Entry,
    Part,
}

#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) scope: Scope,
    pub(crate) heading: Option<Heading>,
    /// The part that must not be lost.
    pub(crate) kept: Option<String>,
}

pub(crate) struct Page {
    pub(crate) lines: Vec<Line>,
}

/// The headings of sections in lower case: in the current layout, and in older ones.
const SECTIONS: &[(&str, &str)] = &[
    ("messages", ""),
    ("events", ""),
    ("properties", "entity properties"),
    ("writable columns/attributes", "writable attributes"),
    ("read-only columns/attributes", "read-only attributes"),
    ("customized columns/attributes", ""),
    ("alternate keys", ""),
    ("many-to-one relationships", ""),
    ("one-to-many relationships", ""),
    ("many-to-many relationships", ""),
    ("customized relationships", ""),
    ("customized many-to-one relationships", ""),
    ("customized one-to-many relationships", ""),
    ("customized many-to-many relationships", ""),
    ("see also", ""),
];

fn section(heading: &str) -> Option<&'static str> {
    let heading = heading.to_ascii_lowercase();
    let mut sections = SECTIONS.iter();
    let found = sections
        .find(|(current, older)| heading == *current || !older.is_empty() && heading == *older);
    found.map(|(current, _)| *current)
}

impl Page {
    pub(crate) fn new(text: &str) -> Self {
        let raw: Vec<&str> = text.split('\n').collect();
        let head = front_matter(&raw);
        let title = raw
            .iter()
            .skip(head)
            .find_map(|line| line.strip_prefix("# "));
        let usual = Usual::new(title.unwrap_or_default(), &raw[..head]);
        let mut scope = Scope::default();
        let mut lines = Vec::with_capacity(raw.len());
        // The end of the sentence or row that has been read.
        let mut read = 0;
        for (at, line) in raw.iter().enumerate() {
            let line = line.trim_end();
            let heading = if at < head {
                None
            } else {
                heading(line, &mut scope)
            };
            let kept = match heading {
                _ if at < head => kept_in_front_matter(line),
                Some(heading) => kept_of_heading(heading, line),
                None if at < read => None,
                None => {
                    read = read.max(at + usual.lines(&scope.section, &raw[at..]));
                    let row = whole_row(&raw[at..]);
                    read = read.max(at + row.len());
                    if row.is_empty() && read > at {
                        None
                    } else {
                        {
                            let joined = row.join("\n");
                            kept(if row.is_empty() { line } else { &joined }, &scope)
                        }
                    }
                }
            };
            lines.push(Line {
                text: line.to_owned(),
                scope: scope.clone(),
                heading,
                kept,
            });
        }
        Self { lines }
    }

    /// Returns the parts that must not be lost, sorted.
    pub(crate) fn kept(&self) -> Vec<(&Scope, &str)> {
        let kept = self.lines.iter();
        let mut kept: Vec<_> = kept
            .filter_map(|line| Some((&line.scope, line.kept.as_deref()?)))
            .collect();
        kept.sort();
        kept
    }

    /// Returns the lines from a heading to the next one of its level, or only the line if it is no
    /// heading.
    pub(crate) fn extent(&self, at: usize) -> std::ops::Range<usize> {
        let Some(heading) = self.lines[at].heading else {
            return at..at + 1;
        };
        let ends = |line: &Line| line.heading.is_some_and(|other| other <= heading);
        let end = self.lines[at + 1..].iter().position(ends);
        at..end.map_or(self.lines.len(), |end| at + 1 + end)
    }
}

/// Returns the number of lines of the front matter.
fn front_matter(lines: &[&str]) -> usize {
    let is_mark = |line: &&&str| line.trim_start_matches('\u{feff}').trim_end() == "---";
    if lines.first().filter(is_mark).is_none() {
        return 0;
    }
    let end = lines.iter().skip(1).position(|line| is_mark(&line));
    end.map_or(0, |end| end + 2)
}

fn kept_in_front_matter(line: &str) -> Option<String> {
    (!line.is_empty() && line != "---").then(|| line.to_owned())
}

/// Updates the scope for a heading.
fn heading(line: &str, scope: &mut Scope) -> Option<Heading> {
    let line = line
        .strip_prefix("   ")
        .or(line.strip_prefix("  "))
        .or(line.strip_prefix(' '))
        .unwrap_or(line);
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let text = line[level..].strip_prefix([' ', '\t'])?.trim();
    let below = text
        .rsplit_once("</a>")
        .map_or(text, |(_, name)| name.trim());
    match level {
        1 => {
            *scope = Scope::default();
            Some(Heading::Title)
        }
        2 | 3
            if level == 2
                || section(text)
                    .is_some_and(|s| s.starts_with("customized") || s == "see also") =>
        {
            *scope = Scope {
                section: section(text).unwrap_or(text).to_owned(),
                ..Scope::default()
            };
            Some(Heading::Section)
        }
        3 => {
            scope.entry = below.to_owned();
            scope.part.clear();
            Some(Heading::Entry)
        }
        4 if scope.section.starts_with("customized ") && text.starts_with("<a ") => {
            scope.entry = below.to_owned();
            scope.part.clear();
            Some(Heading::Entry)
        }
        4 => {
            scope.part = below.to_owned();
            for noun in ["Choices/Options", "Options", "Choices"] {
                if scope.part == format!("{} {noun}", scope.entry) {
                    scope.part = "Options".to_owned();
                }
            }
            Some(Heading::Part)
        }
        _ => None,
    }
}

fn kept_of_heading(heading: Heading, line: &str) -> Option<String> {
    let text = line.trim_matches(['#', ' ', '\t']);
    match heading {
        Heading::Title => Some(text.to_owned()),
        Heading::Section => section(text).is_none().then(|| line.to_owned()),
        Heading::Entry => Some(without_anchor(text)),
        Heading::Part => {
            let usual = ["Entity 1", "Entity 2", "Table 1", "Table 2"];
            // The scope of the lines below has the heading.
            let is_usual = usual.contains(&text) || text.ends_with("Options");
            (!is_usual).then(|| text.to_owned())
        }
    }
}

/// `<a name="BKMK_X"></a> X`, where X may have a suffix in the anchor.
fn without_anchor(heading: &str) -> String {
    let anchored = heading
        .strip_prefix("<a name=\"BKMK_")
        .and_then(|rest| rest.split_once("\"></a> "));
    match anchored {
        Some((anchor, name)) if is_anchor(anchor, name.trim()) => name.trim().to_owned(),
        _ => heading.to_owned(),
    }
}

fn is_anchor(anchor: &str, name: &str) -> bool {
    let suffixes = ["", "-many-to-one", "-one-to-many", "-many-to-many"];
    suffixes
        .iter()
        .any(|suffix| anchor == format!("{name}{suffix}"))
}

/// The usual sentences of a page; some contain the name of the table or product.
struct Usual {
    sentences: Vec<(&'static str, String)>,
}

impl Usual {
    fn new(title: &str, front_matter: &[&str]) -> Self {
        let after = |text: &str| {
            let product = text.rsplit_once(" reference (")?.1.split_once(')')?.0;
            Some(product.to_owned())
        };
        let mut table = title.trim();
        for suffix in [" table/entity reference", " Entity Reference"] {
            table = table.split_once(suffix).map_or(table, |(table, _)| table);
        }
        let head = front_matter.iter().find(|line| line.starts_with("title:"));
        let product = after(title).or_else(|| after(head?)).unwrap_or_default();
        let mut sentences: Vec<(&'static str, String)> = vec![
            ("messages", format!("The following table lists the messages for the {table} table.")),
            (
                "messages",
                "Messages represent operations that can be performed on the table. They may also be events.".to_owned(),
            ),
            ("events", format!("The following table lists the events for the {table} table.")),
            (
                "events",
                "Events are messages that exist so that you can subscribe to them. Unless you added the event, you shouldn't invoke the message, only subscribe to it.".to_owned(),
            ),
            ("properties", format!("The following table lists selected properties for the {table} table.")),
            (
                "customized columns/attributes",
                format!("{product} modifies the definition of columns/attributes defined in other solutions. Listed by **SchemaName**."),
            ),
            ("one-to-many relationships", "Listed by **SchemaName**.".to_owned()),
            ("many-to-many relationships", "This is a self-referencing many-to-many relationship.".to_owned()),
        ];
        for kind in ["many-to-one", "one-to-many", "many-to-many"] {
            let section = section(&format!("{kind} relationships")).expect("a valid value");
            sentences.push((
                section,
                format!("These relationships are {kind}. Listed by **SchemaName**."),
            ));
        }
        for noun in ["attributes", "columns/attributes"] {
            sentences.push(("writable columns/attributes", format!("These {noun} return true for either **IsValidForCreate** or **IsValidForUpdate** (usually both). Listed by **SchemaName**.")));
            for and in ["and", "or"] {
                sentences.push(("read-only columns/attributes", format!("These {noun} return false for both **IsValidForCreate** {and} **IsValidForUpdate**. Listed by **SchemaName**.")));
            }
        }
        for noun in ["entity", "table", "table/entity"] {
            sentences.push(("many-to-one relationships", format!("Each Many-To-One relationship is defined by a corresponding One-To-Many relationship with the related {noun}. Listed by **SchemaName**.")));
            sentences.push(("many-to-many relationships", format!("Relationship details provided where the {table} {noun} is the first {noun} in the relationship. Listed by **SchemaName**.")));
        }
        Self { sentences }
    }

    /// Returns true if this is a usual sentence of the section.
    fn has(&self, section: &str, line: &str) -> bool {
        let mut sentences = self.sentences.iter();
        sentences.any(|(of, sentence)| *of == section && sentence == line)
    }

    /// Returns the number of lines of a usual sentence of the section.
    fn lines(&self, section: &str, lines: &[&str]) -> usize {
        let mut text = String::new();
        for (at, line) in lines
            .iter()
            .take_while(|line| !line.trim().is_empty())
            .enumerate()
        {
            text.extend([
                if at > 0 { " " } else { "" },
                line.trim().trim_start_matches("- "),
            ]);
            if self.has(section, &text) {
                return at + 1;
            }
        }
        0
    }
}

/// The anchors on a line of their own before the headings of sections.
const ANCHORS: &[&str] = &[
    "<a name=\"writable-attributes\"></a>",
    "<a name=\"read-only-attributes\"></a>",
    "<a name=\"manytoone\"></a>",
    "<a name=\"onetomany\"></a>",
    "<a name=\"manytomany\"></a>",
];

/// The header rows of tables, without surrounding spaces and bars.
const HEADS: &[&str] = &[
    "Property|Value",
    "Value|Label",
    "Value|Label|State",
    "Value|Label|Description",
    "Value|Label|DefaultStatus|InvariantName",
    "Value|Details",
    "Name<br />Is Event?|Web API Operation|SDK for .NET",
    "Name|Web API Operation|SDK for .NET",
    "Message|Web API Operation|SDK Assembly",
    "Message|Web API Operation|SDK class or method",
];

/// Returns the part of a line that must not be lost.
fn kept(line: &str, scope: &Scope) -> Option<String> {
    let Scope {
        section,
        entry,
        part,
    } = scope;
    let is_dashes = || line.contains('-') && line.chars().all(|c| "|-: ".contains(c));
    if line.trim().is_empty() || is_dashes() || ANCHORS.contains(&line.trim()) || is_index(line) {
        return None;
    }
    if line.trim_start().starts_with('|') {
        let is_own_end = ["Entity 1", "Table 1"].contains(&part.as_str());
        return kept_of_row(line, entry)
            .filter(|row| !(is_own_end && row.starts_with("|LogicalName|")));
    }
    if line.ends_with('|') && !line.starts_with('-') && !section.is_empty() {
        return kept_of_row(&format!("|{line}"), entry);
    }
    let mut line = line.trim();
    let is_below_title = section.is_empty();
    if section.ends_with("relationships") && !entry.is_empty() {
        line = without_list_mark(line);
    }
    let is_below_heading = section.ends_with("relationships") && part.is_empty();
    if is_below_heading && line.starts_with("IntersectEntityName:")
        || (is_below_title || !entry.is_empty()) && line.starts_with("**Added by**:")
    {
        let (key, value) = line.split_once(':')?;
        let value = value.strip_suffix("<br />").unwrap_or(value);
        return Some(format!("{key}: {}", value.trim()));
    }
    if line.starts_with("Changes from [") && line.ends_with("):") {
        line = line.strip_suffix(':').unwrap_or(line);
    }
    if is_below_heading && (line.starts_with("See ") || line.starts_with("Same as ")) {
        return Some(line.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    Some(line.to_owned())
}

fn without_list_mark(line: &str) -> &str {
    match line.strip_prefix(['-', '*', '+']) {
        Some(rest) if rest.starts_with([' ', '\t']) => without_list_mark(rest.trim_start()),
        _ => line,
    }
}

/// `- [X](#BKMK_X)`, where X may have a suffix in the link.
fn is_index(line: &str) -> bool {
    let link = line
        .trim_start_matches(['-', '+', '*', ' '])
        .strip_prefix('[')
        .filter(|_| line.trim_start().starts_with(['-', '+', '*']));
    let link = link.and_then(|rest| rest.strip_suffix(')'));
    let link = link.and_then(|link| link.split_once("](#BKMK_"));
    link.is_some_and(|(name, anchor)| is_anchor(anchor, name))
}

/// Returns the lines of a row, which ends with a line that ends with `|`.
fn whole_row<'a>(lines: &'a [&'a str]) -> &'a [&'a str] {
    let Some((first, rest)) = lines.split_first() else {
        return &[];
    };
    let is_open = first.starts_with('|') && first.len() > 1 && !first.trim_end().ends_with('|');
    let is_end = |line: &&str| line.trim_end().ends_with('|') || line.starts_with(['#', '|', '-']);
    let end = rest
        .iter()
        .position(is_end)
        .filter(|end| is_open && *end < 8);
    match end.map(|end| (end, rest[end].trim_end())) {
        Some((end, last)) if last == "|" || last.ends_with('|') && !last.starts_with('|') => {
            &lines[..end + 2]
        }
        _ => &[],
    }
}

fn kept_of_row(line: &str, entry: &str) -> Option<String> {
    let cells: Vec<String> = cells(line.trim()).into_iter().map(value).collect();
    let head = cells.join("|");
    if HEADS.contains(&head.trim_matches('|')) {
        return None;
    }
    if let ["", "SchemaName", name, ""] = cells
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
        && *name == entry
    {
        return None;
    }
    let is_blank = cells.iter().all(String::is_empty);
    (!is_blank).then(|| cells.join("|"))
}

/// Returns the cells of a row, which are separated by unescaped bars.
fn cells(line: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices('|') {
        if !line[..at].ends_with('\\') {
            cells.push(&line[start..at]);
            start = at + 1;
        }
    }
    cells.push(&line[start..]);
    cells
}

/// Returns the content of a cell, whose parts may be separated by `<br />`.
fn value(cell: &str) -> String {
    let is_key =
        |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let keyed = |part: &'_ str| match part.trim().split_once(':') {
        Some((key, value)) if is_key(key) => Some(format!("{key}:{}", unwrapped(value))),
        _ => None,
    };
    let parts = cell.split("<br />");
    let has_keys = parts.clone().any(|part| keyed(part).is_some());
    let parts = parts.map(|part| keyed(part).unwrap_or_else(|| unwrapped(part)));
    let parts = parts.filter(|part| !(has_keys && part.is_empty()));
    parts.collect::<Vec<_>>().join("<br />")
}

/// Returns a value without surrounding marks, or an empty string for each notation of "no value".
fn unwrapped(value: &str) -> String {
    let value = value.trim().replace("&amp;", "&");
    let value = value.as_str();
    if ["null", "****", "``", "`No label value`"].contains(&value) {
        return String::new();
    }
    let inside = |mark: &str| value.strip_prefix(mark)?.strip_suffix(mark);
    if let Some(inner) = inside("**") {
        unescaped(inner.trim_matches('\n'))
    } else if let Some(inner) = inside("`") {
        inner.to_owned()
    } else {
        value.replace("\\|", "|")
    }
}

fn unescaped(text: &str) -> String {
    let mut unescaped = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let is_mark = characters.peek().is_some_and(char::is_ascii_punctuation);
        unescaped.push(if character == '\\' && is_mark {
            characters.next().unwrap_or(character)
        } else {
            character
        });
    }
    unescaped
}
