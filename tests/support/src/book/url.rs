//! URLs: segments with keys, and query options.

/// The key of a row in a URL or in a body.
#[derive(Debug, PartialEq)]
pub(super) enum Key {
    /// A literal without a name.
    Id(String),
    /// Columns and their literals.
    Columns(Vec<(String, String)>),
}

/// A segment of a path.
#[derive(Debug, PartialEq)]
pub(super) struct Segment {
    pub(super) name: String,
    pub(super) key: Option<Key>,
}

/// A path below the base URL, decoded, and its query options.
#[derive(Debug)]
pub(super) struct Url {
    pub(super) segments: Vec<Segment>,
    pub(super) options: Vec<(String, String)>,
}

impl Url {
    /// Reads a path and query, or returns `None` for an absolute URL of something else.
    pub(super) fn read(url: &str) -> Option<Self> {
        let path = below_base(url)?;
        let (resource, query) = path.split_once('?').unwrap_or((path, ""));
        let resource = decoded(resource)?;
        let segments = split(resource.trim_start_matches('/'), '/');
        let options = query.split('&').filter(|option| !option.is_empty());
        let options = options.map(|option| {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            Some((decoded(name)?, decoded(value)?))
        });
        Some(Self {
            segments: segments.into_iter().map(Segment::read).collect(),
            options: options.collect::<Option<_>>()?,
        })
    }
}

impl Segment {
    pub(super) fn read(segment: &str) -> Self {
        let parts = segment
            .strip_suffix(')')
            .and_then(|rest| rest.split_once('('));
        match parts {
            Some((name, key)) => Self {
                name: name.to_owned(),
                key: Some(Key::read(key)),
            },
            None => Self {
                name: segment.to_owned(),
                key: None,
            },
        }
    }
}

impl Key {
    fn read(key: &str) -> Self {
        let parts = split(key, ',');
        let columns = parts.iter().map(|part| {
            let (name, literal) = part.split_once('=')?;
            let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '_');
            is_name.then(|| (name.to_owned(), literal.to_owned()))
        });
        match columns.collect::<Option<Vec<_>>>() {
            Some(columns) => Self::Columns(columns),
            None => Self::Id(key.to_owned()),
        }
    }
}

/// Returns the path below the base URL.
pub(super) fn below_base(url: &str) -> Option<&str> {
    if !url.starts_with("http://") && !url.starts_with("https://") {
        return Some(url);
    }
    let (_, path) = url.split_once("/api/data/v")?;
    path.split_once('/').map(|(_, path)| path)
}

/// Returns the string without percent-encoding.
pub(super) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// Returns the parts of a string between separators outside of quotes and brackets.
pub(super) fn split(text: &str, separator: char) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut parts = Vec::new();
    let mut start = 0;
    let mut is_escaped = false;
    for (index, c) in text.char_indices() {
        if std::mem::take(&mut is_escaped) {
            continue;
        }
        match (quote, c) {
            (Some('"'), '\\') => is_escaped = true,
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, _) if c == separator && depth == 0 => {
                parts.push(&text[start..index]);
                start = index + c.len_utf8();
            }
            (None, _) => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Returns true if all characters may be in a URL, and `%` only with two digits.
pub(super) fn is_encoded(url: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?".contains(c);
    let mut parts = url.split('%');
    let first = parts.next().unwrap_or_default();
    let is_escape = |part: &str| {
        let digits = part.get(..2);
        digits.is_some_and(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()))
            && part[2..].chars().all(is_plain)
    };
    first.chars().all(is_plain) && parts.all(is_escape)
}

/// Returns true for the text of a GUID without braces.
pub(super) fn is_guid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.concat().chars().all(|c| c.is_ascii_hexdigit())
}
